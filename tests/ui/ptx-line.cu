// about: inline PTX that is not translated, reached from a kernel: the message names the line of the statement
__device__ unsigned lane_mask() {
    unsigned mask;
    asm volatile("{\n\t"
                 ".reg .u32 t;\n\t"
                 "mov.u32 t, %%lanemask_lt;\n\t"
                 "popc.b16 %0, t;\n\t"
                 "}"
                 : "=r"(mask));
    return mask;
}

__global__ void kernel(unsigned *out) { *out = lane_mask(); }

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}

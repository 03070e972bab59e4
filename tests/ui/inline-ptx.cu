// about: inline PTX that is not translated, reached from a kernel
__device__ unsigned lane_mask() {
    unsigned mask;
    asm volatile("mov.u32 %0, %%lanemask_lt;" : "=r"(mask));
    return mask;
}

__global__ void kernel(unsigned *out) { *out = lane_mask(); }

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}

// about: the heap inside kernels
__global__ void kernel(int **out) { *out = new int[threadIdx.x + 1]; }

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}

// Launches a kernel that calls device code of an archive.
#include "shift.h"
#include <cstdio>
__device__ int twice(int value);
__global__ void fill(int *out) { out[threadIdx.x] = twice(threadIdx.x) + SHIFT; }
int main() {
    int *out;
    cudaMallocManaged(&out, 32 * sizeof(int));
    fill<<<1, 32>>>(out);
    if (cudaDeviceSynchronize() != cudaSuccess) return 1;
    for (int i = 0; i < 32; ++i)
        if (out[i] != 2 * i + SHIFT) return 1;
    std::printf("%d\nPASS\n", SHIFT);
}

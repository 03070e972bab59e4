// A library with kernels that opens-plugin.cu opens.
#include <cuda_runtime.h>

__device__ int calls = 10;
__managed__ int managed = 100;

__global__ void kernel(int *out, int x) { *out = x * x + atomicAdd(&calls, 1) + managed++; }

// Runs at dlopen, before the program can call anything.
struct AtLoad {
    int value = 0;
    AtLoad() {
        int *p;
        cudaMallocManaged(&p, sizeof *p);
        kernel<<<1, 1>>>(p, 2);
        cudaDeviceSynchronize();
        value = *p;
        cudaFree(p);
    }
} at_load;

// 4 + 10 + 100 at load; then x * x + 11 + 101.
extern "C" int compute(int x) {
    int *p, result;
    if (cudaMallocManaged(&p, sizeof *p) != cudaSuccess)
        return -1;
    kernel<<<1, 1>>>(p, x);
    if (cudaDeviceSynchronize() != cudaSuccess)
        return -2;
    result = *p;
    cudaFree(p);
    return at_load.value == 114 && managed == 102 ? result : -3;
}

// A function for host code, whose kernel calls device code of another source.
#include <cuda_runtime.h>
__device__ int twice(int value);
__global__ void fill(int *out) { out[threadIdx.x] = twice(threadIdx.x); }
int sum_of_twice(int n) {
    int *out, sum = 0;
    if (cudaMallocManaged(&out, n * sizeof(int)) != cudaSuccess) return -1;
    fill<<<1, n>>>(out);
    if (cudaDeviceSynchronize() != cudaSuccess) return -2;
    for (int i = 0; i < n; ++i) sum += out[i];
    return sum;
}

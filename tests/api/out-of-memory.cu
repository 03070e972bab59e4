// about: an allocation that cannot be had is an error code, after which the program goes on
#include "../common/test.h"

__global__ void set(int *p) { p[threadIdx.x] = threadIdx.x; }

int main() {
    size_t free = 0, total = 0;
    CUDA(cudaMemGetInfo(&free, &total));
    EXPECT(free > 0 && free <= total);
    int *p = nullptr, *q = nullptr;
    CUDA(cudaMalloc(&q, 1024));
    GIVES(cudaErrorMemoryAllocation, cudaMalloc(&p, (size_t)1 << 50));
    GIVES(cudaErrorMemoryAllocation, cudaGetLastError());
    GIVES(cudaErrorMemoryAllocation, cudaMalloc(&p, total + ((size_t)1 << 30)));
    GIVES(cudaErrorMemoryAllocation, cudaGetLastError());
    size_t pitch;
    GIVES(cudaErrorMemoryAllocation, cudaMallocPitch(&p, &pitch, (size_t)1 << 30, (size_t)1 << 20));
    GIVES(cudaErrorMemoryAllocation, cudaGetLastError());
    set<<<1, 256>>>(q);
    GIVES(cudaSuccess, cudaDeviceSynchronize());
    int last = 0;
    CUDA(cudaMemcpy(&last, q + 255, sizeof last, cudaMemcpyDeviceToHost));
    match("last", last, 255);
    GIVES(cudaSuccess, cudaMalloc(&p, 1 << 20));
    CUDA(cudaFree(p));
    CUDA(cudaFree(q));
    return verdict();
}

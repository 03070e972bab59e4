// about: the process ends cleanly while kernels and copies are queued
#include "../common/test.h"

__global__ void slow(unsigned *p) {
    unsigned v = threadIdx.x;
    for (int i = 0; i < 2000000; i++)
        v = v * 1664525u + 1013904223u;
    p[threadIdx.x] = v;
}

int main() {
    unsigned *p, *host;
    CUDA(cudaMalloc(&p, 128));
    CUDA(cudaMallocHost(&host, 128));
    for (int i = 0; i < 20; i++) {
        slow<<<1, 32>>>(p);
        CUDA(cudaMemcpyAsync(host, p, 128, cudaMemcpyDeviceToHost));
    }
    return verdict();
}

// about: endless recursion in a kernel
// only-anywarp: what an NVIDIA GPU reports for a stack overflow depends on what lies behind the stack
#include "../common/fault.h"

__device__ __noinline__ int endless(volatile int *p, int depth) {
    int local[16];
    for (int i = 0; i < 16; i++)
        local[i] = depth + *p;
    return endless(p, depth + 1) + local[depth % 16];
}

__global__ void recurse(int *p) { *p = endless(p, 0); }

int main() {
    int *p;
    CUDA(cudaMalloc(&p, sizeof(int)));
    CUDA(cudaMemset(p, 0, sizeof(int)));
    return faults_with(cudaErrorIllegalAddress, [=] { recurse<<<1, 1>>>(p); });
}

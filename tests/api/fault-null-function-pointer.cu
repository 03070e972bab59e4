// about: a call through a null function pointer
// only-anywarp: an NVIDIA GPU reports one of several codes
#include "../common/fault.h"

typedef int (*Function)(int);

__device__ int twice(int x) { return 2 * x; }
__device__ Function functions[2] = {twice, nullptr};

__global__ void call(int *out) { *out = functions[blockIdx.x](3); }

int main() {
    int *out;
    CUDA(cudaMalloc(&out, sizeof(int)));
    return faults_with(cudaErrorIllegalAddress, [=] { call<<<2, 1>>>(out); });
}

// about: a trap is a sticky error with the kernel's name; a reset starts anew, with the variables' initial values
#include "../common/test.h"

__device__ int counter = 5;
__global__ void fail(int *out) {
    *out = 1;
    __trap();
}
__global__ void count(int *out) { *out = ++counter; }

int main() {
    int *out, result = 0;
    CUDA(cudaMalloc(&out, sizeof(int)));
    count<<<1, 1>>>(out);
    fail<<<1, 1>>>(out);
    GIVES(cudaErrorLaunchFailure, cudaDeviceSynchronize());
    EXPECT(cudaMemcpy(&result, out, sizeof(int), cudaMemcpyDeviceToHost) == cudaErrorLaunchFailure);
    cudaDeviceReset();
    CUDA(cudaMalloc(&out, sizeof(int)));
    count<<<1, 1>>>(out);
    CUDA(cudaMemcpy(&result, out, sizeof(int), cudaMemcpyDeviceToHost));
    match("counter", result, 6);
    return verdict();
}

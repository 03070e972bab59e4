// about: after cudaDeviceReset everything starts anew: variables have their initial values, old pointers are gone
#include "../common/test.h"

__device__ int variable = 4;

__global__ void increment(int *out) { *out = ++variable; }

int main() {
    for (int round = 0; round < 3; round++) {
        int *p, value = 0;
        CUDA(cudaMalloc(&p, sizeof(int)));
        increment<<<1, 1>>>(p);
        increment<<<1, 1>>>(p);
        CUDA(cudaMemcpy(&value, p, sizeof value, cudaMemcpyDeviceToHost));
        match("value", value, 6);
        GIVES(cudaSuccess, cudaDeviceReset());
    }
    return verdict();
}

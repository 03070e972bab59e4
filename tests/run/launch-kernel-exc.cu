// about: cudaLaunchKernelExC and cudaLaunchKernelEx with a configuration structure
#include "../common/test.h"

__global__ void kernel(int *out, int factor) {
    extern __shared__ int s[];
    s[threadIdx.x] = threadIdx.x * factor;
    __syncthreads();
    out[blockIdx.x * blockDim.x + threadIdx.x] = s[blockDim.x - 1 - threadIdx.x] + blockIdx.x;
}

int main() {
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    Device<int> out(3 * 40);
    std::vector<int> want(120);
    for (int i = 0; i < 120; i++)
        want[i] = (39 - i % 40) * 7 + i / 40;
    cudaLaunchConfig_t config = {};
    config.gridDim = dim3(3);
    config.blockDim = dim3(40);
    config.dynamicSmemBytes = 40 * sizeof(int);
    config.stream = stream;
    int *pointer = out;
    int factor = 7;
    void *arguments[] = {&pointer, &factor};
    CUDA(cudaLaunchKernelExC(&config, (const void *)kernel, arguments));
    CUDA(cudaStreamSynchronize(stream));
    match("by address", out.host(), want);
    CUDA(cudaMemset(out, 0, 120 * sizeof(int)));
    CUDA(cudaLaunchKernelEx(&config, kernel, pointer, 7));
    CUDA(cudaStreamSynchronize(stream));
    match("typed", out.host(), want);
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}

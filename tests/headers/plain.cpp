// A C++ program that g++ compiles: overloads, defaults, no CUDA language.
#include <cuda_runtime.h>
#include <vector>

int main() {
    std::vector<float> host(4);
    float *p;
    cudaMalloc(&p, 16);
    cudaMemcpyAsync(p, host.data(), 16, cudaMemcpyHostToDevice);
    dim3 grid(2), block = dim3(32, 2);
    void *arguments[] = {&p};
    cudaLaunchKernel((const void *)p, grid, block, arguments, 0, 0);
    cudaDeviceProp properties;
    cudaGetDeviceProperties(&properties, 0);
    cudaChannelFormatDesc desc = cudaCreateChannelDesc<float2>();
    return make_int2(1, 2).y + desc.x + properties.warpSize;
}

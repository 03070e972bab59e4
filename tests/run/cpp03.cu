// about: C++03, which unions with dim3 and nullptr are not part of: the runtime's headers, templates, a launch
// only-anywarp: the newest nvcc has no C++03
// nvcc: -std=c++03
#include <cstdio>

template <class T> __global__ void square(T *values) { values[threadIdx.x] *= values[threadIdx.x]; }

int main() {
    float host[32], *device;
    for (int i = 0; i < 32; ++i) host[i] = i;
    cudaMalloc(&device, sizeof host);
    cudaMemcpy(device, host, sizeof host, cudaMemcpyHostToDevice);
    dim3 block(32);
    square<<<1, block>>>(device);
    cudaMemcpy(host, device, sizeof host, cudaMemcpyDeviceToHost);
    for (int i = 0; i < 32; ++i)
        if (__cplusplus >= 201103L || host[i] != i * i) return 1;
    std::printf("PASS\n");
    return 0;
}

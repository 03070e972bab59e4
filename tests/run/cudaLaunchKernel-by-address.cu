// about: cudaLaunchKernel with an argument array, for plain kernels and template instances
#include "../common/test.h"

struct Three {
    char a;
    double b;
    short c;
};

__global__ void plain(int *out, short x, Three three, long long y) {
    extern __shared__ int scratch[];
    scratch[threadIdx.x] = x + three.a + (int)three.b + three.c;
    __syncthreads();
    out[threadIdx.x] = scratch[blockDim.x - 1 - threadIdx.x] + (int)y + blockIdx.x;
}
template <class T> __global__ void generic(T *out, T value) { out[threadIdx.x] += value * (T)threadIdx.x; }

int main() {
    Device<int> out(32);
    int *pointer = out;
    short x = -5;
    Three three = {'a', 1000.75, 77};
    long long y = 1ll << 20;
    void *arguments[] = {&pointer, &x, &three, &y};
    CUDA(cudaLaunchKernel((const void *)plain, dim3(1), dim3(32), arguments, 32 * sizeof(int), 0));
    int value = 3;
    void *generic_arguments[] = {&pointer, &value};
    CUDA(cudaLaunchKernel((const void *)generic<int>, dim3(1), dim3(32), generic_arguments, 0, nullptr));
    CUDA(cudaLaunchKernel(generic<int>, dim3(1), dim3(16), generic_arguments, 0, nullptr));
    value = 1000; // the arguments were copied by the calls
    CUDA(cudaDeviceSynchronize());
    std::vector<int> want(32);
    for (int t = 0; t < 32; t++)
        want[t] = -5 + 'a' + 1000 + 77 + (1 << 20) + 3 * t + (t < 16 ? 3 * t : 0);
    match("out", out.host(), want);
    return verdict();
}

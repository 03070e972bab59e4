// about: kernels of two streams are resident together: each waits for a value that the other one writes
#include "../common/test.h"

__global__ void partner(volatile int *mine, volatile int *other, int rounds, int *out) {
    int last = 0;
    for (int i = 1; i <= rounds; i++) {
        *mine = i;
        __threadfence();
        while ((last = *other) < i)
            ;
    }
    *out = last >= rounds;
}

int main() {
    Device<int> a(1), b(1), out(2);
    cudaStream_t s, t;
    CUDA(cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking));
    CUDA(cudaStreamCreateWithFlags(&t, cudaStreamNonBlocking));
    CUDA(cudaDeviceSynchronize());
    partner<<<1, 1, 0, s>>>(a.get(), b.get(), 20, out.get());
    partner<<<1, 1, 0, t>>>(b.get(), a.get(), 20, out.get() + 1);
    CUDA(cudaGetLastError());
    CUDA(cudaStreamSynchronize(s));
    CUDA(cudaStreamSynchronize(t));
    match("finished", out.host(), std::vector<int>{1, 1});
    CUDA(cudaStreamDestroy(s));
    CUDA(cudaStreamDestroy(t));
    return verdict();
}

// about: priorities and flags of streams, the range of priorities, the handles of the default streams
#include "../common/test.h"

__global__ void set(int *p, int v) { *p = v; }

int main() {
    int least = 99, greatest = 99, priority = 99;
    CUDA(cudaDeviceGetStreamPriorityRange(&least, &greatest));
    EXPECT(least == 0 && greatest <= 0);
    cudaStream_t low, high;
    CUDA(cudaStreamCreateWithPriority(&low, cudaStreamNonBlocking, least));
    CUDA(cudaStreamCreateWithPriority(&high, cudaStreamDefault, greatest));
    CUDA(cudaStreamGetPriority(low, &priority));
    EXPECT(priority == least);
    CUDA(cudaStreamGetPriority(high, &priority));
    EXPECT(priority == greatest);
    Device<int> p(4);
    set<<<1, 1, 0, low>>>(p.get(), 1);
    set<<<1, 1, 0, high>>>(p.get() + 1, 2);
    set<<<1, 1, 0, cudaStreamLegacy>>>(p.get() + 2, 3);
    set<<<1, 1, 0, cudaStreamPerThread>>>(p.get() + 3, 4);
    CUDA(cudaDeviceSynchronize());
    match("set", p.host(), std::vector<int>{1, 2, 3, 4});
    GIVES(cudaSuccess, cudaStreamSynchronize(cudaStreamPerThread));
    GIVES(cudaSuccess, cudaStreamQuery(0));
    CUDA(cudaStreamDestroy(low));
    CUDA(cudaStreamDestroy(high));
    return verdict();
}

// about: functions that CUDA 13 removed, and one that came after it, still work: cudaThread…, cudaSetDoubleFor…, parameter counts
// only-anywarp: the headers of CUDA 13.0, which references are made with, do not declare these functions
// nvcc: -Wno-deprecated-declarations
#include "../common/test.h"

extern "C" cudaError_t cudaFuncGetParamCount(const void *function, size_t *count);

__global__ void fill(int *p, int value) { p[threadIdx.x] = value; }
__global__ void none() {}

int main() {
    size_t limit = 0, same = 1, count = 99;
    CUDA(cudaThreadSetLimit(cudaLimitPrintfFifoSize, 2 << 20));
    CUDA(cudaThreadGetLimit(&limit, cudaLimitPrintfFifoSize));
    CUDA(cudaDeviceGetLimit(&same, cudaLimitPrintfFifoSize));
    EXPECT(limit >= (2 << 20) && limit == same);
    cudaFuncCache cache = cudaFuncCachePreferNone;
    CUDA(cudaThreadSetCacheConfig(cudaFuncCachePreferShared));
    CUDA(cudaThreadGetCacheConfig(&cache));
    match("cache", cache, cudaFuncCachePreferShared);
    double number = 0.1;
    CUDA(cudaSetDoubleForDevice(&number));
    EXPECT(number == 0.1);
    CUDA(cudaSetDoubleForHost(&number));
    EXPECT(number == 0.1);
    CUDA(cudaFuncGetParamCount((const void *)fill, &count));
    match("parameters", (long long)count, 2);
    CUDA(cudaFuncGetParamCount((const void *)none, &count));
    match("no parameters", (long long)count, 0);

    Device<int> memory(32);
    fill<<<1, 32>>>(memory, 7);
    CUDA(cudaThreadSynchronize());
    match("filled", memory.host(), std::vector<int>(32, 7));
    // The memory is gone, and the device can be used again.
    CUDA(cudaThreadExit());
    FAILS(cudaFree(memory.get()));
    EXPECT(cudaGetLastError() != cudaSuccess);
    Device<int> again(32);
    fill<<<1, 32>>>(again, 8);
    FINISH();
    match("filled after the reset", again.host(), std::vector<int>(32, 8));
    return verdict();
}

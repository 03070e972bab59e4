// about: flags, cache and shared-memory settings of the device are kept; the old cudaThread functions are the device's
// nvcc: -Wno-deprecated-declarations
#include "../common/test.h"
#include <cuda_profiler_api.h>

__global__ void fill(int *p, int value) { p[threadIdx.x] = value; }

static void flags() {
    unsigned set = 0;
    int devices[] = {0}, missing[] = {99};
    CUDA(cudaSetDeviceFlags(cudaDeviceScheduleYield));
    CUDA(cudaGetDeviceFlags(&set));
    match("schedule", set & cudaDeviceScheduleMask, cudaDeviceScheduleYield);
    GIVES(cudaErrorInvalidValue, cudaSetDeviceFlags(0x8000));
    CUDA(cudaSetValidDevices(devices, 1));
    GIVES(cudaErrorInvalidDevice, cudaSetValidDevices(missing, 1));
    GIVES(cudaErrorInvalidValue, cudaSetValidDevices(nullptr, 1));
    CUDA(cudaInitDevice(0, 0, 0));
    GIVES(cudaErrorInvalidDevice, cudaInitDevice(99, 0, 0));
}

static void caches() {
    cudaFuncCache cache = cudaFuncCachePreferNone;
    cudaSharedMemConfig banks = cudaSharedMemBankSizeDefault;
    CUDA(cudaDeviceSetCacheConfig(cudaFuncCachePreferL1));
    CUDA(cudaDeviceGetCacheConfig(&cache));
    match("cache", cache, cudaFuncCachePreferL1);
#if CUDART_VERSION < 13000
    CUDA(cudaThreadSetCacheConfig(cudaFuncCachePreferShared));
    CUDA(cudaThreadGetCacheConfig(&cache));
    match("cache by the old function", cache, cudaFuncCachePreferShared);
#endif
    // Only devices of 2012 had banks of 8 bytes; elsewhere the setting has no effect and may read as either.
    CUDA(cudaDeviceSetSharedMemConfig(cudaSharedMemBankSizeFourByte));
    CUDA(cudaDeviceGetSharedMemConfig(&banks));
    match("bytes of a bank", banks, cudaSharedMemBankSizeFourByte);
    CUDA(cudaFuncSetSharedMemConfig(fill, cudaSharedMemBankSizeFourByte));
    CUDA(cudaCtxResetPersistingL2Cache());
}

static void old_functions() {
    size_t limit = 0, same = 1;
    CUDA(cudaThreadSetLimit(cudaLimitPrintfFifoSize, 2 << 20));
    CUDA(cudaThreadGetLimit(&limit, cudaLimitPrintfFifoSize));
    CUDA(cudaDeviceGetLimit(&same, cudaLimitPrintfFifoSize));
    EXPECT(limit >= (2 << 20) && limit == same);
    double number = 0.1;
    CUDA(cudaSetDoubleForDevice(&number));
    EXPECT(number == 0.1);
    CUDA(cudaSetDoubleForHost(&number));
    EXPECT(number == 0.1);
}

int main() {
    flags();
    caches();
    old_functions();
    CUDA(cudaProfilerStart());
    Device<int> memory(32);
    fill<<<1, 32>>>(memory, 7);
    CUDA(cudaThreadSynchronize());
    match("filled", memory.host(), std::vector<int>(32, 7));
    CUDA(cudaProfilerStop());
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

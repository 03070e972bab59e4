// about: flags, cache and shared-memory settings of the device are kept
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
    EXPECT(cudaGetLastError() == cudaErrorInvalidDevice);
}

static void caches() {
    cudaFuncCache cache = cudaFuncCachePreferNone;
    cudaSharedMemConfig banks = cudaSharedMemBankSizeDefault;
    CUDA(cudaDeviceSetCacheConfig(cudaFuncCachePreferL1));
    CUDA(cudaDeviceGetCacheConfig(&cache));
    match("cache", cache, cudaFuncCachePreferL1);
    // Only devices of 2012 had banks of 8 bytes; elsewhere the setting has no effect and may read as either.
    CUDA(cudaDeviceSetSharedMemConfig(cudaSharedMemBankSizeFourByte));
    CUDA(cudaDeviceGetSharedMemConfig(&banks));
    match("bytes of a bank", banks, cudaSharedMemBankSizeFourByte);
    CUDA(cudaFuncSetSharedMemConfig(fill, cudaSharedMemBankSizeFourByte));
    CUDA(cudaCtxResetPersistingL2Cache());
}

int main() {
    flags();
    caches();
    CUDA(cudaProfilerStart());
    Device<int> memory(32);
    fill<<<1, 32>>>(memory, 7);
    FINISH();
    match("filled", memory.host(), std::vector<int>(32, 7));
    CUDA(cudaProfilerStop());
    // The memory is gone, and the device can be used again.
    CUDA(cudaDeviceReset());
    FAILS(cudaFree(memory.get()));
    EXPECT(cudaGetLastError() != cudaSuccess);
    Device<int> again(32);
    fill<<<1, 32>>>(again, 8);
    FINISH();
    match("filled after the reset", again.host(), std::vector<int>(32, 8));
    return verdict();
}

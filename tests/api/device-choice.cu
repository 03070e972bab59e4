// about: devices are counted, described, chosen; a kernel's attributes are told
#include "../common/test.h"

__global__ void store(int *p) { p[blockIdx.x] = blockIdx.x + 1; }

static void devices() {
    int count = 0, device = -1, driver = 0, runtime = 0, warp = 0;
    CUDA(cudaGetDeviceCount(&count));
    EXPECT(count >= 1);
    CUDA(cudaSetDevice(0));
    CUDA(cudaGetDevice(&device));
    match("device", device, 0);
    GIVES(cudaErrorInvalidDevice, cudaSetDevice(99));
    GIVES(cudaErrorInvalidDevice, cudaGetLastError());
    cudaDeviceProp properties;
    CUDA(cudaGetDeviceProperties(&properties, 0));
    CUDA(cudaDeviceGetAttribute(&warp, cudaDevAttrWarpSize, 0));
    match("threads of a warp", warp, 32);
    EXPECT(properties.warpSize == warp && properties.name[0] != 0);
    cudaDeviceProp same;
#if CUDART_VERSION < 13000
    CUDA(cudaGetDeviceProperties_v2(&same, 0));
#else
    CUDA(cudaGetDeviceProperties(&same, 0));
#endif
    EXPECT(strcmp(properties.name, same.name) == 0 && properties.totalGlobalMem == same.totalGlobalMem);
    CUDA(cudaChooseDevice(&device, &properties));
    match("the device like the device", device, 0);
    CUDA(cudaDriverGetVersion(&driver));
    CUDA(cudaRuntimeGetVersion(&runtime));
    EXPECT(runtime >= 12000 && driver >= runtime);
    size_t free = 0, total = 0, limit = 0;
    CUDA(cudaMemGetInfo(&free, &total));
    EXPECT(free > 0 && free <= total);
    CUDA(cudaDeviceSetLimit(cudaLimitPrintfFifoSize, 2 << 20));
    CUDA(cudaDeviceGetLimit(&limit, cudaLimitPrintfFifoSize));
    EXPECT(limit >= (2 << 20));
}

int main() {
    devices();
    cudaFuncAttributes attributes;
    CUDA(cudaFuncGetAttributes(&attributes, store));
    EXPECT(attributes.maxThreadsPerBlock >= 32 && attributes.sharedSizeBytes == 0);
    CUDA(cudaFuncSetAttribute(store, cudaFuncAttributeMaxDynamicSharedMemorySize, 1024));
    CUDA(cudaFuncGetAttributes(&attributes, store));
    EXPECT(attributes.maxDynamicSharedSizeBytes >= 1024);
    CUDA(cudaFuncSetCacheConfig(store, cudaFuncCachePreferL1));

    Device<int> memory(2);
    store<<<2, 1>>>(memory);
    FINISH();
    match("stored", memory.host(), {1, 2});
    return verdict();
}

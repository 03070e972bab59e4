// about: what programs read before they start: counts, names, limits and attributes that agree with each other
#include "../common/test.h"

int attribute(cudaDeviceAttr which) {
    int value = -1;
    CUDA(cudaDeviceGetAttribute(&value, which, 0));
    return value;
}

int main() {
    int count = 0, device = -1;
    CUDA(cudaGetDeviceCount(&count));
    EXPECT(count >= 1);
    CUDA(cudaSetDevice(0));
    CUDA(cudaGetDevice(&device));
    match("device", device, 0);
    cudaDeviceProp p;
    CUDA(cudaGetDeviceProperties(&p, 0));
    EXPECT(strlen(p.name) > 0 && strlen(p.name) < sizeof p.name);
    match("warp size", p.warpSize, 32);
    match("threads per block", p.maxThreadsPerBlock, 1024);
    EXPECT(p.maxThreadsDim[0] == 1024 && p.maxThreadsDim[1] == 1024 && p.maxThreadsDim[2] == 64);
    EXPECT(p.maxGridSize[0] == 2147483647 && p.maxGridSize[1] == 65535 && p.maxGridSize[2] == 65535);
    match("shared memory per block", (long long)p.sharedMemPerBlock, 49152);
    match("constant memory", (long long)p.totalConstMem, 65536);
    match("registers per block", p.regsPerBlock, 65536);
    EXPECT(p.major >= 7 && p.multiProcessorCount >= 1 && p.totalGlobalMem >= 1u << 28 && p.maxThreadsPerMultiProcessor >= 1024);
    EXPECT(p.sharedMemPerBlockOptin >= p.sharedMemPerBlock && p.managedMemory && p.unifiedAddressing && p.canMapHostMemory);
    EXPECT(attribute(cudaDevAttrWarpSize) == 32 && attribute(cudaDevAttrMaxThreadsPerBlock) == 1024);
    EXPECT(attribute(cudaDevAttrComputeCapabilityMajor) == p.major && attribute(cudaDevAttrComputeCapabilityMinor) == p.minor);
    EXPECT(attribute(cudaDevAttrMultiProcessorCount) == p.multiProcessorCount);
    EXPECT(attribute(cudaDevAttrMaxSharedMemoryPerBlock) == 49152);
    EXPECT(attribute(cudaDevAttrMaxGridDimX) == 2147483647 && attribute(cudaDevAttrClockRate) > 0);
    int runtime = 0, driver = 0;
    CUDA(cudaRuntimeGetVersion(&runtime));
    CUDA(cudaDriverGetVersion(&driver));
    EXPECT(runtime >= 12000 && driver >= runtime / 1000 * 1000 && runtime / 10 * 10 == runtime);
    size_t free = 0, total = 0, stack = 0;
    CUDA(cudaMemGetInfo(&free, &total));
    EXPECT(free > 0 && free <= total);
    CUDA(cudaDeviceGetLimit(&stack, cudaLimitStackSize));
    match("stack of a thread", (long long)stack, 1024);
    CUDA(cudaDeviceSetLimit(cudaLimitStackSize, 8192));
    CUDA(cudaDeviceGetLimit(&stack, cudaLimitStackSize));
    match("stack of a thread", (long long)stack, 8192);
    cudaDeviceProp wanted = p;
    CUDA(cudaChooseDevice(&device, &wanted));
    EXPECT(device >= 0 && device < count);
    GIVES(cudaErrorInvalidDevice, cudaSetDevice(count));
    GIVES(cudaErrorInvalidDevice, cudaGetDeviceProperties(&p, -1));
    cudaGetLastError();
    return verdict();
}

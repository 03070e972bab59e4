// about: cudaFuncGetAttributes, dynamic shared memory beyond 48 KiB after cudaFuncSetAttribute
#include "../common/test.h"

__global__ void __launch_bounds__(128) bounded(int *out) {
    __shared__ int fixed[100];
    fixed[threadIdx.x % 100] = 1;
    __syncthreads();
    out[threadIdx.x] = fixed[(threadIdx.x + 1) % 100];
}

__constant__ int constants[16];

__global__ void large(int *out, int n) {
    extern __shared__ int arena[];
    for (int i = threadIdx.x; i < n; i += blockDim.x)
        arena[i] = i ^ constants[3];
    __syncthreads();
    int sum = 0;
    for (int i = threadIdx.x; i < n; i += blockDim.x)
        sum += arena[n - 1 - i];
    atomicAdd(out, sum);
}

int main() {
    cudaFuncAttributes a;
    CUDA(cudaFuncGetAttributes(&a, bounded));
    match("static shared memory", (long long)a.sharedSizeBytes, 400);
    match("max threads", a.maxThreadsPerBlock, 128);
    EXPECT(a.numRegs > 0 && a.binaryVersion > 0 && a.ptxVersion > 0);
    CUDA(cudaFuncGetAttributes(&a, (const void *)large));
    match("static shared memory", (long long)a.sharedSizeBytes, 0);
    match("max threads", a.maxThreadsPerBlock, 1024);
    match("max dynamic shared memory", a.maxDynamicSharedSizeBytes, 48 * 1024);
    const int bytes = 64 * 1024, n = bytes / 4;
    CUDA(cudaFuncSetAttribute(large, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes));
    CUDA(cudaFuncSetAttribute(large, cudaFuncAttributePreferredSharedMemoryCarveout, 50));
    CUDA(cudaFuncSetCacheConfig(large, cudaFuncCachePreferShared));
    CUDA(cudaFuncGetAttributes(&a, large));
    match("max dynamic shared memory", a.maxDynamicSharedSizeBytes, bytes);
    Device<int> out(1);
    large<<<1, 256, bytes>>>(out, n);
    FINISH();
    match("sum", out.host()[0], (long long)n * (n - 1) / 2);
    return verdict();
}

// about: maxDynamicSharedSizeBytes: without, after and between settings of cudaFuncAttributeMaxDynamicSharedMemorySize
#include "../common/test.h"

__global__ void plain(int *out) {
    extern __shared__ int arena[];
    arena[threadIdx.x] = threadIdx.x;
    __syncthreads();
    out[threadIdx.x] = arena[blockDim.x - 1 - threadIdx.x];
}

__global__ void with_array(int *out) {
    __shared__ int fixed[100];
    fixed[threadIdx.x] = out[threadIdx.x];
    __syncthreads();
    out[threadIdx.x] = fixed[blockDim.x - 1 - threadIdx.x];
}

template <class K> int limit(K kernel) {
    cudaFuncAttributes attributes;
    CUDA(cudaFuncGetAttributes(&attributes, kernel));
    return attributes.maxDynamicSharedSizeBytes;
}

int main() {
    match("plain", limit(plain), 48 * 1024);
    match("with an array", limit(with_array), 48 * 1024 - 400);
    for (int bytes : {1000, 20000, 0}) {
        CUDA(cudaFuncSetAttribute(plain, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes));
        match("plain", limit(plain), bytes);
        CUDA(cudaFuncSetAttribute(with_array, cudaFuncAttributeMaxDynamicSharedMemorySize, bytes));
        match("with an array", limit(with_array), bytes);
    }
    CUDA(cudaFuncSetAttribute(plain, cudaFuncAttributeMaxDynamicSharedMemorySize, 4096));
    Device<int> out(64);
    plain<<<1, 64, 64 * sizeof(int)>>>(out);
    with_array<<<1, 64>>>(out);
    FINISH();
    std::vector<int> want(64);
    for (int i = 0; i < 64; i++)
        want[i] = i;
    match("values", out.host(), want);
    return verdict();
}

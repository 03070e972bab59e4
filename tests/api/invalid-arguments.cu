// about: wrong arguments give CUDA's codes and change nothing
#include "../common/test.h"

__device__ int variable[4];
int not_a_symbol;

int main() {
    int *p, host[8] = {};
    CUDA(cudaMalloc(&p, 64));
    FAILS(cudaMalloc((void **)nullptr, 16));
    FAILS(cudaMemcpy(host, p, 16, (cudaMemcpyKind)77));
    FAILS(cudaMemcpy(nullptr, host, 16, cudaMemcpyHostToDevice));
    FAILS(cudaMemset(nullptr, 0, 16));
    FAILS(cudaMemcpy2D(p, 4, host, 16, 8, 2, cudaMemcpyHostToDevice));
    FAILS(cudaMemcpyToSymbol(not_a_symbol, host, 4));
    FAILS(cudaMemcpyToSymbol(variable, host, 17));
    FAILS(cudaMemcpyToSymbol(variable, host, 8, 12));
    FAILS(cudaEventCreateWithFlags(nullptr, 0));
    FAILS(cudaStreamCreate(nullptr));
    FAILS(cudaGetDeviceCount(nullptr));
    // Which code differs between CUDA 12 and 13.
    EXPECT(cudaFuncSetCacheConfig((const void *)host, cudaFuncCachePreferNone) != cudaSuccess);
    FAILS(cudaFree(p + 1));
    GIVES(cudaSuccess, cudaFree(p));
    FAILS(cudaFree(p));
    FAILS(cudaFreeHost(host));
    GIVES(cudaErrorInvalidValue, cudaGetLastError());
    GIVES(cudaSuccess, cudaMemcpyFromSymbol(host, variable, 16));
    for (int v : host)
        EXPECT(v == 0);
    return verdict();
}

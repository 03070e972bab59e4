// about: wrong arguments give CUDA's codes and change nothing
#include "../common/test.h"

__device__ int variable[4];
int not_a_symbol;

int main() {
    int *p, host[8] = {};
    CUDA(cudaMalloc(&p, 64));
    GIVES(cudaErrorInvalidValue, cudaMalloc((void **)nullptr, 16));
    GIVES(cudaErrorInvalidMemcpyDirection, cudaMemcpy(host, p, 16, (cudaMemcpyKind)77));
    GIVES(cudaErrorInvalidValue, cudaMemcpy(nullptr, host, 16, cudaMemcpyHostToDevice));
    GIVES(cudaErrorInvalidValue, cudaMemset(nullptr, 0, 16));
    GIVES(cudaErrorInvalidPitchValue, cudaMemcpy2D(p, 4, host, 16, 8, 2, cudaMemcpyHostToDevice));
    GIVES(cudaErrorInvalidSymbol, cudaMemcpyToSymbol(not_a_symbol, host, 4));
    GIVES(cudaErrorInvalidValue, cudaMemcpyToSymbol(variable, host, 17));
    GIVES(cudaErrorInvalidValue, cudaMemcpyToSymbol(variable, host, 8, 12));
    GIVES(cudaErrorInvalidValue, cudaEventCreateWithFlags(nullptr, 0));
    GIVES(cudaErrorInvalidValue, cudaStreamCreate(nullptr));
    GIVES(cudaErrorInvalidValue, cudaGetDeviceCount(nullptr));
    GIVES(cudaErrorInvalidDeviceFunction, cudaFuncSetCacheConfig((const void *)host, cudaFuncCachePreferNone));
    GIVES(cudaErrorInvalidValue, cudaFree(p + 1));
    GIVES(cudaSuccess, cudaFree(p));
    GIVES(cudaErrorInvalidValue, cudaFree(p));
    GIVES(cudaErrorInvalidValue, cudaFreeHost(host));
    GIVES(cudaErrorInvalidValue, cudaGetLastError());
    GIVES(cudaSuccess, cudaMemcpyFromSymbol(host, variable, 16));
    for (int v : host)
        EXPECT(v == 0);
    return verdict();
}

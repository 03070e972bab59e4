// about: after a fault in one stream, synchronising another stream and querying events report it too
#include "../common/fault.h"

__global__ void fine(int *p) { *p = 1; }
__global__ void bad(int **p) { **p = 1; }

int main() {
    cudaStream_t a, b;
    cudaEvent_t event;
    int *p, **null;
    CUDA(cudaMalloc(&p, sizeof(int)));
    CUDA(cudaMalloc(&null, sizeof(int *)));
    CUDA(cudaMemset(null, 0, sizeof(int *)));
    CUDA(cudaStreamCreate(&a));
    CUDA(cudaStreamCreate(&b));
    CUDA(cudaEventCreate(&event));
    fine<<<1, 1, 0, a>>>(p);
    CUDA(cudaStreamSynchronize(a));
    bad<<<1, 1, 0, b>>>(null);
    GIVES(cudaErrorIllegalAddress, cudaStreamSynchronize(b));
    GIVES(cudaErrorIllegalAddress, cudaStreamSynchronize(a));
    GIVES(cudaErrorIllegalAddress, cudaEventRecord(event, a));
    GIVES(cudaErrorIllegalAddress, cudaStreamQuery(a));
    fine<<<1, 1, 0, a>>>(p);
    GIVES(cudaErrorIllegalAddress, cudaGetLastError());
    GIVES(cudaErrorIllegalAddress, cudaFree(p));
    return verdict();
}

// about: events that were never recorded or keep no time, destroyed streams with work in them
#include "../common/test.h"

__global__ void fill(int *out, int n) {
    for (int i = 0; i < n; i++)
        out[i] = i;
}

int main() {
    cudaEvent_t a, b, quiet;
    CUDA(cudaEventCreate(&a));
    CUDA(cudaEventCreate(&b));
    CUDA(cudaEventCreateWithFlags(&quiet, cudaEventDisableTiming));
    float time;
    GIVES(cudaSuccess, cudaEventQuery(a)); // never recorded counts as complete
    GIVES(cudaSuccess, cudaEventSynchronize(a));
    GIVES(cudaErrorInvalidResourceHandle, cudaEventElapsedTime(&time, a, b));
    CUDA(cudaEventRecord(a));
    CUDA(cudaEventRecord(quiet));
    CUDA(cudaDeviceSynchronize());
    GIVES(cudaErrorInvalidResourceHandle, cudaEventElapsedTime(&time, a, quiet));
    GIVES(cudaErrorInvalidResourceHandle, cudaGetLastError());
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    Device<int> out(20000);
    fill<<<1, 1, 0, stream>>>(out, 20000);
    CUDA(cudaEventRecord(b, stream));
    GIVES(cudaSuccess, cudaStreamDestroy(stream)); // returns at once; the work goes on
    GIVES(cudaSuccess, cudaEventSynchronize(b));
    match("last", out.host()[19999], 19999);
    CUDA(cudaEventDestroy(a));
    CUDA(cudaEventDestroy(b));
    CUDA(cudaEventDestroy(quiet));
    return verdict();
}

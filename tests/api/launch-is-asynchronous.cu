// about: a launch returns while the kernel runs: the kernel waits for a flag that the host sets afterwards
#include "../common/test.h"

__global__ void wait_for(volatile int *flag, int *out) {
    while (*flag == 0)
        ;
    *out = *flag + 1;
}

int main() {
    int *flag, *result;
    CUDA(cudaHostAlloc(&flag, sizeof(int), cudaHostAllocMapped));
    CUDA(cudaMallocHost(&result, sizeof(int)));
    *flag = 0;
    *result = 0;
    int *device_flag;
    CUDA(cudaHostGetDevicePointer(&device_flag, flag, 0));
    Device<int> out(1);
    cudaStream_t stream;
    cudaEvent_t before, after;
    CUDA(cudaStreamCreate(&stream));
    CUDA(cudaEventCreate(&before));
    CUDA(cudaEventCreate(&after));
    CUDA(cudaEventRecord(before, stream));
    CUDA(cudaEventSynchronize(before));
    wait_for<<<1, 1, 0, stream>>>(device_flag, out);
    CUDA(cudaMemcpyAsync(result, out, sizeof(int), cudaMemcpyDeviceToHost, stream));
    CUDA(cudaEventRecord(after, stream));
    GIVES(cudaErrorNotReady, cudaStreamQuery(stream));
    GIVES(cudaErrorNotReady, cudaEventQuery(after));
    float milliseconds;
    GIVES(cudaErrorNotReady, cudaEventElapsedTime(&milliseconds, before, after));
    GIVES(cudaSuccess, cudaEventQuery(before));
    EXPECT(*result == 0);
    *(volatile int *)flag = 41;
    GIVES(cudaSuccess, cudaStreamSynchronize(stream));
    match("result", *result, 42);
    GIVES(cudaSuccess, cudaStreamQuery(stream));
    GIVES(cudaSuccess, cudaEventElapsedTime(&milliseconds, before, after));
    EXPECT(milliseconds > 0);
    cudaGetLastError();
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}

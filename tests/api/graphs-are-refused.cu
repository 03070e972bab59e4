// about: CUDA graphs are not there yet: each call says so in its status and, once, on standard error; nothing that was meant for one runs
// only-anywarp: other implementations have graphs
#include "../common/test.h"

__global__ void increment(int *value) { ++*value; }

int main() {
    cudaStream_t stream;
    cudaEvent_t event;
    cudaGraph_t graph;
    cudaStreamCaptureStatus status;
    int before = 7, *value;
    CUDA(cudaStreamCreate(&stream));
    CUDA(cudaEventCreate(&event));
    CUDA(cudaMallocManaged(&value, sizeof *value));
    *value = 0;
    GIVES(cudaErrorIllegalState, cudaStreamEndCapture(stream, &graph));
    for (int i = 0; i < 2; i++)
        GIVES(cudaErrorNotSupported, cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal));
    GIVES(cudaErrorNotSupported, cudaGetLastError());
    GIVES(cudaSuccess, cudaGetLastError());

    CUDA(cudaStreamIsCapturing(stream, &status));
    printf("%d\n", status == cudaStreamCaptureStatusInvalidated);
    increment<<<1, 1, 0, stream>>>(value);
    GIVES(cudaErrorStreamCaptureInvalidated, cudaGetLastError());
    GIVES(cudaErrorStreamCaptureInvalidated,
          cudaMemcpyAsync(value, &before, sizeof before, cudaMemcpyHostToDevice, stream));
    GIVES(cudaErrorStreamCaptureInvalidated, cudaEventRecord(event, stream));
    GIVES(cudaErrorStreamCaptureInvalidated, cudaStreamWaitEvent(stream, event, 0));
    GIVES(cudaErrorStreamCaptureInvalidated, cudaStreamQuery(stream));
    GIVES(cudaErrorStreamCaptureInvalidated, cudaStreamSynchronize(stream));
    GIVES(cudaErrorStreamCaptureInvalidated, cudaStreamEndCapture(stream, &graph));
    printf("%d\n", graph == nullptr);
    CUDA(cudaStreamIsCapturing(stream, &status));
    printf("%d\n", status == cudaStreamCaptureStatusNone);

    increment<<<1, 1, 0, stream>>>(value);
    CUDA(cudaStreamSynchronize(stream));
    printf("%d\n", *value);
    GIVES(cudaErrorStreamCaptureUnsupported, cudaStreamBeginCapture(0, cudaStreamCaptureModeGlobal));
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}

// about: order within streams, independence of streams, cudaStreamWaitEvent between them
#include "../common/test.h"

__global__ void append(int *log, int *length, int value) { log[(*length)++] = value; }
__global__ void add(int *data, int n, int value) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        data[i] = data[i] * 3 + value;
}

int main() {
    const int n = 2000, count = 4;
    cudaStream_t streams[count];
    int *pinned;
    CUDA(cudaMallocHost(&pinned, n * count * sizeof(int)));
    Device<int> data(n * count), log(64), length(1);
    std::vector<int> want(n * count);
    for (int k = 0; k < count; k++) {
        CUDA(cudaStreamCreate(&streams[k]));
        for (int i = 0; i < n; i++) {
            pinned[k * n + i] = i + k;
            want[k * n + i] = ((i + k) * 3 + k) * 3 + k * 10;
        }
    }
    for (int k = 0; k < count; k++)
        CUDA(cudaMemcpyAsync(data + k * n, pinned + k * n, n * sizeof(int), cudaMemcpyHostToDevice, streams[k]));
    for (int k = 0; k < count; k++) {
        add<<<8, 256, 0, streams[k]>>>(data + k * n, n, k);
        add<<<8, 256, 0, streams[k]>>>(data + k * n, n, k * 10);
        CUDA(cudaMemcpyAsync(pinned + k * n, data + k * n, n * sizeof(int), cudaMemcpyDeviceToHost, streams[k]));
    }
    for (int k = count - 1; k >= 0; k--)
        CUDA(cudaStreamSynchronize(streams[k]));
    match("round trips", std::vector<int>(pinned, pinned + n * count), want);

    // A relay: each stream waits for the event of the one before it.
    cudaEvent_t events[count];
    std::vector<int> order;
    for (int k = 0; k < count; k++)
        CUDA(cudaEventCreateWithFlags(&events[k], cudaEventDisableTiming));
    for (int round = 0; round < 5; round++)
        for (int k = 0; k < count; k++) {
            append<<<1, 1, 0, streams[k]>>>(log, length, round * 10 + k);
            order.push_back(round * 10 + k);
            CUDA(cudaEventRecord(events[k], streams[k]));
            CUDA(cudaStreamWaitEvent(streams[(k + 1) % count], events[k], 0));
        }
    CUDA(cudaDeviceSynchronize());
    std::vector<int> got = log.host();
    got.resize(order.size());
    match("relay", got, order);
    for (int k = 0; k < count; k++) {
        GIVES(cudaSuccess, cudaStreamQuery(streams[k]));
        CUDA(cudaEventDestroy(events[k]));
        CUDA(cudaStreamDestroy(streams[k]));
    }
    CUDA(cudaFreeHost(pinned));
    return verdict();
}

// about: cudaLaunchHostFunc and cudaStreamAddCallback run on the host in stream order
#include "../common/test.h"

struct Log {
    int *value; // pinned, written by the stream
    std::vector<int> seen;
};

__global__ void increment(int *v) { ++*v; }

void look(void *data) {
    Log *log = static_cast<Log *>(data);
    log->seen.push_back(*log->value);
}

void look_back(cudaStream_t, cudaError_t status, void *data) {
    static_cast<Log *>(data)->seen.push_back(status == cudaSuccess ? 1000 : -1);
    look(data);
}

int main() {
    cudaStream_t stream;
    CUDA(cudaStreamCreate(&stream));
    Log log;
    CUDA(cudaMallocHost(&log.value, sizeof(int)));
    Device<int> v(1);
    std::vector<int> want;
    for (int i = 1; i <= 5; i++) {
        increment<<<1, 1, 0, stream>>>(v);
        CUDA(cudaMemcpyAsync(log.value, v, sizeof(int), cudaMemcpyDeviceToHost, stream));
        if (i % 2) {
            CUDA(cudaLaunchHostFunc(stream, look, &log));
        } else {
            CUDA(cudaStreamAddCallback(stream, look_back, &log, 0));
            want.push_back(1000);
        }
        want.push_back(i);
    }
    CUDA(cudaStreamSynchronize(stream));
    match("seen", log.seen, want);
    CUDA(cudaFreeHost(log.value));
    CUDA(cudaStreamDestroy(stream));
    return verdict();
}

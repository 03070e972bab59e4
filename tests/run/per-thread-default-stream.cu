// about: --default-stream per-thread: launches of two host threads that name no stream do not wait for each other
// nvcc: --default-stream per-thread
#include "../common/test.h"

#include <thread>

__global__ void wait_for(volatile int *flag, int *out) {
    while (!*flag) {
    }
    *out = *flag;
}

__global__ void set(int *out) { *out = 5; }

int main() {
    int *flag;
    CUDA(cudaMallocHost(&flag, sizeof(int)));
    *flag = 0;
    Device<int> first(1), second(1);
    FINISH();
    std::thread waiting([&] {
        wait_for<<<1, 1>>>(flag, first);
        CUDA(cudaStreamSynchronize(0));
    });
    set<<<1, 1>>>(second);
    CUDA(cudaStreamSynchronize(0));
    // On one stream for all, this line would not be reached while the other kernel waits.
    *(volatile int *)flag = 7;
    waiting.join();
    match("first", first.host()[0], 7);
    match("second", second.host()[0], 5);
    CUDA(cudaFreeHost(flag));
    return verdict();
}

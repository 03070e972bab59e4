// about: work of two streams waits through events, host functions run between kernels, events take the device's time
#include "../common/test.h"

__global__ void step(int *value, int add) { *value = *value * 3 + add; }
__global__ void spin(unsigned *out, int rounds) {
    unsigned x = threadIdx.x;
    for (int i = 0; i < rounds; i++)
        x = x * 1664525 + 1013904223;
    out[threadIdx.x] = x;
}

int main() {
    cudaStream_t a, b;
    CUDA(cudaStreamCreateWithFlags(&a, cudaStreamNonBlocking));
    CUDA(cudaStreamCreateWithFlags(&b, cudaStreamNonBlocking));
    cudaEvent_t begin, middle, end;
    CUDA(cudaEventCreate(&begin));
    CUDA(cudaEventCreateWithFlags(&middle, cudaEventDisableTiming));
    CUDA(cudaEventCreate(&end));
    Device<int> value(1);
    Device<unsigned> scratch(64);
    FINISH();
    static int calls = 0;
    int want = 0;
    CUDA(cudaEventRecord(begin, a));
    for (int round = 0; round < 20; round++) {
        spin<<<1, 64, 0, a>>>(scratch, 100);
        step<<<1, 1, 0, a>>>(value, round);
        want = want * 3 + round;
        if (round % 5 == 0)
            CUDA(cudaLaunchHostFunc(a, [](void *) { calls++; }, nullptr));
        CUDA(cudaEventRecord(middle, a));
        CUDA(cudaStreamWaitEvent(b, middle, 0));
        step<<<1, 1, 0, b>>>(value, 1);
        want = want * 3 + 1;
        CUDA(cudaEventRecord(middle, b));
        CUDA(cudaStreamWaitEvent(a, middle, 0));
    }
    CUDA(cudaEventRecord(end, a));
    CUDA(cudaEventSynchronize(end));
    CUDA(cudaEventQuery(end));
    CUDA(cudaStreamQuery(a));
    float milliseconds = -1;
    CUDA(cudaEventElapsedTime(&milliseconds, begin, end));
    EXPECT(milliseconds > 0 && milliseconds < 60000);
    match("value", value.host()[0], want);
    match("calls", calls, 4);
    return verdict();
}

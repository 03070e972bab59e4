// about: elapsed times are positive, ordered and add up; query, blocking sync, reuse of an event
#include "../common/test.h"

__global__ void spin(int *out, int rounds) {
    unsigned v = threadIdx.x;
    for (int i = 0; i < rounds; i++)
        v = v * 1664525u + 1013904223u;
    out[threadIdx.x] = (int)v;
}

int main() {
    cudaEvent_t a, b, c;
    CUDA(cudaEventCreate(&a));
    CUDA(cudaEventCreateWithFlags(&b, cudaEventBlockingSync));
    CUDA(cudaEventCreate(&c));
    Device<int> out(32);
    for (int round = 0; round < 2; round++) {
        CUDA(cudaEventRecord(a));
        spin<<<1, 32>>>(out, 100000);
        CUDA(cudaEventRecord(b, 0));
        spin<<<1, 32>>>(out, 1000);
        CUDA(cudaEventRecord(c));
        CUDA(cudaEventSynchronize(c));
        CUDA(cudaEventQuery(a));
        CUDA(cudaEventQuery(b));
        float ab = -1, bc = -1, ac = -1;
        CUDA(cudaEventElapsedTime(&ab, a, b));
        CUDA(cudaEventElapsedTime(&bc, b, c));
        CUDA(cudaEventElapsedTime(&ac, a, c));
        EXPECT(ab > 0 && bc >= 0 && ac >= ab);
        EXPECT(std::fabs(ac - ab - bc) < 0.01f + 0.001f * ac); // times are given to about half a microsecond
        EXPECT(ac < 60000);
    }
    unsigned v = 5;
    for (int i = 0; i < 1000; i++)
        v = v * 1664525u + 1013904223u;
    match("spun", out.host()[5], (int)v);
    CUDA(cudaEventDestroy(a));
    CUDA(cudaEventDestroy(b));
    CUDA(cudaEventDestroy(c));
    return verdict();
}

// about: one lock taken by one thread of every block, and a plain (not atomic) counter under it
#include "../common/test.h"

__device__ int lock;
__device__ volatile int counter;

__global__ void enter(int times) {
    if (threadIdx.x == 0)
        for (int i = 0; i < times; i++) {
            while (atomicCAS(&lock, 0, 1) != 0)
                ;
            __threadfence();
            counter = counter + 1;
            __threadfence();
            atomicExch(&lock, 0);
        }
}

int main() {
    enter<<<64, 32>>>(5);
    FINISH();
    int value = 0;
    CUDA(cudaMemcpyFromSymbol(&value, counter, sizeof value));
    match("counter", value, 320);
    return verdict();
}

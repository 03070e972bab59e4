// about: under -G a loop waits through variables in memory: a value that is stored first, a flag that is set if it took
// nvcc: -G
#include "../common/test.h"

__device__ int mutex, counter, arrived;

__global__ void take_turns() {
    bool done = false;
    while (!done) {
        if (atomicCAS(&mutex, 0, 1) == 0) {
            counter = counter + 1;
            __threadfence();
            atomicExch(&mutex, 0);
            done = true;
        }
    }
}

__global__ void first_waits_for_last() {
    if (threadIdx.x == 0) {
        int seen = 0;
        while (seen == 0) {
            seen = atomicAdd(&arrived, 0);
        }
    }
    if (threadIdx.x == blockDim.x - 1) {
        atomicAdd(&arrived, 1);
    }
}

int main() {
    take_turns<<<2, 64>>>();
    FINISH();
    int turns = 0;
    CUDA(cudaMemcpyFromSymbol(&turns, counter, sizeof(turns)));
    EXPECT(turns == 128);
    first_waits_for_last<<<1, 64>>>();
    FINISH();
    return verdict();
}

// about: constructors of globals use the runtime and launch kernels before main; destructors after it
#include "../common/test.h"

__device__ int log_of_device = 1;
__constant__ int seven = 7;

__global__ void step(int value) { log_of_device = log_of_device * 10 + value + seven - 7; }

struct Early {
    int *memory;
    Early() {
        CUDA(cudaMalloc(&memory, 64));
        step<<<1, 1>>>(2);
        FINISH();
    }
    ~Early() {
        // The runtime may be gone by now; it must not crash and may say so.
        cudaError_t error = cudaFree(memory);
        if (error != cudaSuccess && error != cudaErrorCudartUnloading)
            _Exit(3);
    }
};

static Early early;

int main() {
    step<<<1, 1>>>(3);
    FINISH();
    int value = 0;
    CUDA(cudaMemcpyFromSymbol(&value, log_of_device, sizeof value));
    match("log", value, 123);
    return verdict();
}

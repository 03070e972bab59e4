// The other half of two-units.cu: the same names, other values.
#include "../../common/test.h"

static __device__ int variable = 100;
static __constant__ int constant = 7;

static __global__ void kernel(int *out) { *out = ++variable * constant; }

int second_unit(int *device_memory) {
    int value = 0;
    kernel<<<1, 1>>>(device_memory);
    FINISH();
    CUDA(cudaMemcpy(&value, device_memory, sizeof value, cudaMemcpyDeviceToHost));
    return value;
}

// about: two translation units with static kernels and variables of the same names
// with: parts/second-unit.cu
#include "../common/test.h"

static __device__ int variable = 1;
static __constant__ int constant = 10;

static __global__ void kernel(int *out) { *out = ++variable * constant; }

int second_unit(int *device_memory);

int main() {
    Device<int> out(1);
    for (int round = 1; round <= 2; round++) {
        kernel<<<1, 1>>>(out.get());
        FINISH();
        match("first", out.host()[0], (1 + round) * 10);
        match("second", second_unit(out.get()), (100 + round) * 7);
    }
    return verdict();
}

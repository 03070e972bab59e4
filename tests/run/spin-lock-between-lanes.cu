// about: all lanes of a warp compete for one lock; independent thread scheduling lets the holder go on
#include "../common/test.h"

__device__ int lock;

__global__ void enter(volatile int *list, volatile int *length) {
    bool done = false;
    while (!done) {
        if (atomicCAS(&lock, 0, 1) == 0) {
            __threadfence();
            int at = *length;
            list[at] = blockIdx.x * blockDim.x + threadIdx.x;
            *length = at + 1;
            __threadfence();
            atomicExch(&lock, 0);
            done = true;
        }
    }
}

int main() {
    const int n = 4 * 64;
    Device<int> list(n), length(1);
    enter<<<4, 64>>>(list, length);
    FINISH();
    match("length", length.host()[0], n);
    std::vector<int> got = list.host(), seen(n);
    for (int v : got)
        if (v >= 0 && v < n)
            seen[v]++;
    match("times seen", seen, std::vector<int>(n, 1));
    return verdict();
}

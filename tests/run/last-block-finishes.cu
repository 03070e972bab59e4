// about: __threadfence and an atomic ticket: the block that finishes last sums up the results of all
#include "../common/test.h"

__device__ unsigned arrived;

__global__ void sum(const int *in, int *partial, long long *total, int n) {
    __shared__ long long s[64];
    __shared__ bool last;
    int t = threadIdx.x;
    long long v = 0;
    for (int i = blockIdx.x * 64 + t; i < n; i += gridDim.x * 64)
        v += in[i];
    s[t] = v;
    __syncthreads();
    for (int d = 32; d > 0; d /= 2) {
        if (t < d)
            s[t] += s[t + d];
        __syncthreads();
    }
    if (t == 0) {
        partial[blockIdx.x] = (int)s[0];
        __threadfence();
        last = atomicInc(&arrived, gridDim.x - 1) == gridDim.x - 1;
    }
    __syncthreads();
    if (last && t == 0) {
        long long all = 0;
        for (int b = 0; b < gridDim.x; b++)
            all += ((volatile int *)partial)[b];
        *total = all;
    }
}

int main() {
    const int n = 20000, blocks = 24;
    std::vector<int> in(n);
    Random random(11);
    long long want = 0;
    for (int &v : in)
        want += v = random.between(-1000, 1000);
    Device<int> din(in), partial(blocks);
    Device<long long> total(1);
    for (int launch = 0; launch < 3; launch++) { // atomicInc wraps around to 0, so a second launch works too
        sum<<<blocks, 64>>>(din, partial, total, n);
        FINISH();
        match("total", total.host()[0], want);
    }
    return verdict();
}

// Counts values with atomics in shared memory, then adds them to the whole.
#include "../bench.h"

const int BINS = 256;

__global__ void histogram(int n, const int *values, unsigned *counts) {
    __shared__ unsigned mine[BINS];
    mine[threadIdx.x] = 0;
    __syncthreads();
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
        atomicAdd(&mine[values[i]], 1u);
    __syncthreads();
    atomicAdd(&counts[threadIdx.x], mine[threadIdx.x]);
}

int main(int argc, char **argv) {
    Bench bench("histogram", argc, argv);
    int n = bench.size(1 << 20, 1 << 27), blocks = bench.size(64, 1024);
    Array<int> values(bench.random_ints(n, BINS));
    Array<unsigned> counts(BINS);
    counts.clear();
    bench.time([&] { histogram<<<blocks, BINS>>>(n, values, counts); });
    return bench.report(counts.host());
}

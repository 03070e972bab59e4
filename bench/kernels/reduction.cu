// Sums with a grid-stride loop, then a tree in shared memory.
#include "../bench.h"

const int THREADS = 256;

__global__ void reduction(int n, const float *in, float *sums) {
    __shared__ float partial[THREADS];
    float sum = 0;
    for (int i = blockIdx.x * THREADS + threadIdx.x; i < n; i += gridDim.x * THREADS)
        sum += in[i];
    partial[threadIdx.x] = sum;
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
        if (threadIdx.x < half)
            partial[threadIdx.x] += partial[threadIdx.x + half];
        __syncthreads();
    }
    if (threadIdx.x == 0)
        sums[blockIdx.x] = partial[0];
}

int main(int argc, char **argv) {
    Bench bench("reduction", argc, argv);
    int n = bench.size(1 << 22, 1 << 28), blocks = bench.size(64, 1024);
    Array<float> in(bench.random(n)), sums(blocks);
    bench.time([&] { reduction<<<blocks, THREADS>>>(n, in, sums); });
    return bench.report(sums.host());
}

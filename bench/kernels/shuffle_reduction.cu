// Sums by shuffles within warps.
#include "../bench.h"

__global__ void shuffle_reduction(int n, const float *in, float *sums) {
    float sum = 0;
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
        sum += in[i];
    for (int distance = 16; distance > 0; distance /= 2)
        sum += __shfl_down_sync(0xffffffff, sum, distance);
    if (threadIdx.x % 32 == 0)
        sums[(blockIdx.x * blockDim.x + threadIdx.x) / 32] = sum;
}

int main(int argc, char **argv) {
    Bench bench("shuffle_reduction", argc, argv);
    int n = bench.size(1 << 20, 1 << 28), blocks = bench.size(512, 2048);
    Array<float> in(bench.random(n)), sums(blocks * 8);
    bench.time([&] { shuffle_reduction<<<blocks, 256>>>(n, in, sums); });
    return bench.report(sums.host());
}

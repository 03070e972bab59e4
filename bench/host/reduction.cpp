// Sums of 64 blocks: the data of kernels/reduction.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 22), blocks = bench.size(64);
    float *in = bench.random(n), *sums = array<float>(blocks);
    bench.time([&] { reduction(n, blocks, in, sums); });
    bench.report(sums, blocks);
}

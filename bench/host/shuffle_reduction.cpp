// Sums of 4096 warps: the data of kernels/shuffle_reduction.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 20), warps = bench.size(4096);
    float *in = bench.random(n), *sums = array<float>(warps);
    bench.time([&] { shuffle_reduction(n, warps, in, sums); });
    bench.report(sums, warps);
}

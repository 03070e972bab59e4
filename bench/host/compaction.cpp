// Keeps elements above 0.5: the data of kernels/compaction.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 20);
    float *in = bench.random(n), *out = array<float>(n);
    int *count = array<int>(1);
    bench.time([&] { compaction(n, in, out, count); });
    bench.report(count, 1);
}

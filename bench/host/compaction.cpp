// Keeps elements above 0.5: the data of kernels/compaction.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = 1 << 20;
    float *in = bench.random(n), *out = array<float>(n);
    int count = 0;
    bench.time([&] { count = compaction(n, in, out); });
    bench.report(&count, 1);
}

// Counts values: the data of kernels/histogram.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 20);
    int *values = bench.random_ints(n, 256);
    int *counts = array<int>(256);
    bench.time([&] { histogram(n, values, counts); });
    bench.report(counts, 256);
}

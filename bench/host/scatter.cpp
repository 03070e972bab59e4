// Writes to a permutation where a condition holds: the data of kernels/scatter.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 20);
    float *from = bench.random(n), *to = array<float>(n);
    bench.time([&] { scatter(n, n - 1, from, to); });
    bench.report(to, n);
}

// The data of kernels/transpose.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1024);
    float *in = bench.random(n * n), *out = array<float>(n * n);
    bench.time([&] { transpose(n, in, out); });
    bench.report(out, n * n);
}

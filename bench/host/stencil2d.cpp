// The data of kernels/stencil2d.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(2048);
    float *in = bench.random(n * n), *out = array<float>(n * n);
    bench.time([&] { stencil2d(n, in, out); });
    bench.report(out, n * n);
}

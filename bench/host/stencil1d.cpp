// The data of kernels/stencil1d.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 22);
    float *in = bench.random(n), *out = array<float>(n);
    bench.time([&] { stencil1d(n, in, out); });
    bench.report(out, n);
}

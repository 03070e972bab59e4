// Exclusive scans of 512 elements each: the data of kernels/scan.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 20);
    float *in = bench.random(n), *out = array<float>(n);
    bench.time([&] { scan(n, in, out); });
    bench.report(out, n);
}

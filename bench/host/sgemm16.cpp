// Matrix product, tiles of 16x16: the data of kernels/sgemm16.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(512);
    float *a = bench.random(n * n), *b = bench.random(n * n), *c = array<float>(n * n);
    bench.time([&] { sgemm<16>(n, a, b, c); });
    bench.report(c, n * n);
}

// Matrix product, tiles of 32x32: the data of kernels/sgemm32.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(512);
    float *a = bench.random(n * n), *b = bench.random(n * n), *c = array<float>(n * n);
    bench.time([&] { sgemm<32>(n, a, b, c); });
    bench.report(c, n * n);
}

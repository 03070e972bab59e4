// The data of kernels/saxpy_cached.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = 1 << 11;
    float *x = bench.random(n), *y = bench.random(n);
    bench.time([&] { saxpy_cached(n, 1 << 10, 0.0009765625f, x, y); });
    bench.report(y, n);
}

// The data of kernels/saxpy_cached.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 11), repeat = bench.size(1 << 10);
    float *x = bench.random(n), *y = bench.random(n);
    bench.time([&] { saxpy_cached(n, repeat, 0.0009765625f, x, y); });
    bench.report(y, n);
}

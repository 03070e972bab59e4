// The data of kernels/saxpy.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1 << 22);
    float *x = bench.random(n), *y = bench.random(n);
    bench.time([&] { saxpy(n, 0.5f, x, y); });
    bench.report(y, n);
}

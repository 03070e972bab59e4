// Iterations of points: the sizes of kernels/mandelbrot.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(512), limit = bench.size(256);
    int *iterations = array<int>(n * n);
    bench.time([&] { mandelbrot(n, limit, iterations); });
    bench.report(iterations, n * n);
}

// Iterations of points: the sizes of kernels/mandelbrot.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = 512;
    int *iterations = array<int>(n * n);
    bench.time([&] { mandelbrot(n, 256, iterations); });
    bench.report(iterations, n * n);
}

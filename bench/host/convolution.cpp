// 3x3 convolution: the data of kernels/convolution.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int n = bench.size(1024);
    const float values[9] = {0.0625f, 0.125f, 0.0625f, 0.125f, 0.25f, 0.125f, 0.0625f, 0.125f, 0.0625f};
    float *weights = array<float>(9);
    for (int i = 0; i < 9; i++)
        weights[i] = values[i];
    float *in = bench.random(n * n), *out = array<float>(n * n);
    bench.time([&] { convolution(n, weights, in, out); });
    bench.report(out, n * n);
}

// Softmax of rows: the data of kernels/softmax.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int columns = bench.size(1024), rows = bench.size(256);
    float *in = bench.random(rows * columns, -8, 8), *out = array<float>(rows * columns);
    bench.time([&] { softmax(rows, columns, in, out); });
    bench.report(out, rows * columns);
}

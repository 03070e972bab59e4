// Softmax of rows: the data of kernels/softmax.cu.
#include "../host.h"
#include KERNEL

static void measure(Bench &bench) {
    const int columns = 1024, rows = 256;
    float *in = bench.random(rows * columns, -8, 8), *out = array<float>(rows * columns);
    bench.time([&] {
        for (int row = 0; row < rows; row++)
            softmax(columns, in + row * columns, out + row * columns);
    });
    bench.report(out, rows * columns);
}

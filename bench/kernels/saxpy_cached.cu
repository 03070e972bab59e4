// The same few kilobytes again and again: instructions per element, not memory.
#include "../bench.h"

__global__ void saxpy_cached(int n, int repeat, float a, const float *x, float *y) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        for (int r = 0; r < repeat; r++)
            y[i] = a * x[(i + r) % n] + y[i];
}

int main(int argc, char **argv) {
    Bench bench("saxpy_cached", argc, argv);
    int n = bench.size(1 << 11, 1 << 18), repeat = bench.size(1 << 10, 1 << 9);
    Array<float> x(bench.random(n)), y(bench.random(n));
    bench.time([&] { saxpy_cached<<<(n + 255) / 256, 256>>>(n, repeat, 0.0009765625f, x, y); });
    return bench.report(y.host());
}

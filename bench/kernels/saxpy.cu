// Streams two arrays: memory bandwidth.
#include "../bench.h"

__global__ void saxpy(int n, float a, const float *x, float *y) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        y[i] = a * x[i] + y[i];
}

int main(int argc, char **argv) {
    Bench bench("saxpy", argc, argv);
    int n = bench.size(1 << 22, 1 << 27);
    Array<float> x(bench.random(n)), y(bench.random(n));
    bench.time([&] { saxpy<<<(n + 255) / 256, 256>>>(n, 0.5f, x, y); });
    return bench.report(y.host());
}

// Five points of a grid, the border guarded.
#include "../bench.h"

__global__ void stencil2d(int n, const float *in, float *out) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x > 0 && y > 0 && x < n - 1 && y < n - 1) {
        int i = y * n + x;
        out[i] = 0.2f * (in[i] + in[i - 1] + in[i + 1] + in[i - n] + in[i + n]);
    }
}

int main(int argc, char **argv) {
    Bench bench("stencil2d", argc, argv);
    int n = bench.size(2048, 8192);
    Array<float> in(bench.random((size_t)n * n)), out((size_t)n * n);
    out.clear();
    dim3 block(32, 8), grid((n + 31) / 32, (n + 7) / 8);
    bench.time([&] { stencil2d<<<grid, block>>>(n, in, out); });
    return bench.report(out.host());
}

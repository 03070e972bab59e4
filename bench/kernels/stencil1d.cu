// Three neighbours, the ends guarded.
#include "../bench.h"

__global__ void stencil1d(int n, const float *in, float *out) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i > 0 && i < n - 1)
        out[i] = 0.25f * in[i - 1] + 0.5f * in[i] + 0.25f * in[i + 1];
}

int main(int argc, char **argv) {
    Bench bench("stencil1d", argc, argv);
    int n = bench.size(1 << 22, 1 << 27);
    Array<float> in(bench.random(n)), out(n);
    out.clear();
    bench.time([&] { stencil1d<<<(n + 255) / 256, 256>>>(n, in, out); });
    return bench.report(out.host());
}

// Writes to a permutation of places, where a condition holds.
#include "../bench.h"

__global__ void scatter(int n, int mask, const float *from, float *to) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n && from[i] > 0.5f)
        to[(i * 40503u + 7) & mask] = from[i] * 2.0f;
}

int main(int argc, char **argv) {
    Bench bench("scatter", argc, argv);
    int n = bench.size(1 << 20, 1 << 26);
    Array<float> from(bench.random(n)), to(n);
    to.clear();
    bench.time([&] { scatter<<<(n + 255) / 256, 256>>>(n, n - 1, from, to); });
    return bench.report(to.host());
}

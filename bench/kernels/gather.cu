// Reads through random indices.
#include "../bench.h"

__global__ void gather(int n, const int *indices, const float *from, float *to) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        to[i] = from[indices[i]];
}

int main(int argc, char **argv) {
    Bench bench("gather", argc, argv);
    int n = bench.size(1 << 20, 1 << 26);
    Array<int> indices(bench.random_ints(n, n));
    Array<float> from(bench.random(n)), to(n);
    bench.time([&] { gather<<<(n + 255) / 256, 256>>>(n, indices, from, to); });
    return bench.report(to.host());
}

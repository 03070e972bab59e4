// Matrix product, tiles of TILE x TILE in shared memory, one element a thread.
#pragma once

#include "bench.h"

template <int TILE> __global__ void sgemm(int n, const float *a, const float *b, float *c) {
    __shared__ float as[TILE][TILE], bs[TILE][TILE];
    int x = threadIdx.x, y = threadIdx.y, row = blockIdx.y * TILE + y, column = blockIdx.x * TILE + x;
    float sum = 0;
    for (int start = 0; start < n; start += TILE) {
        as[y][x] = a[row * n + start + x];
        bs[y][x] = b[(start + y) * n + column];
        __syncthreads();
        for (int k = 0; k < TILE; k++)
            sum += as[y][k] * bs[k][x];
        __syncthreads();
    }
    c[row * n + column] = sum;
}

template <int TILE> int measure_sgemm(const char *name, int argc, char **argv) {
    Bench bench(name, argc, argv);
    int n = bench.size(512, 4096);
    Array<float> a(bench.random((size_t)n * n)), b(bench.random((size_t)n * n)), c((size_t)n * n);
    dim3 block(TILE, TILE), grid(n / TILE, n / TILE);
    bench.time([&] { sgemm<TILE><<<grid, block>>>(n, a, b, c); });
    return bench.report(c.host());
}

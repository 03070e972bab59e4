// Transposes through padded tiles in shared memory.
#include "../bench.h"

const int TILE = 32, ROWS = 8;

__global__ void transpose(int n, const float *in, float *out) {
    __shared__ float tile[TILE][TILE + 1];
    int x = blockIdx.x * TILE + threadIdx.x, y = blockIdx.y * TILE + threadIdx.y;
    for (int j = 0; j < TILE; j += ROWS)
        tile[threadIdx.y + j][threadIdx.x] = in[(y + j) * n + x];
    __syncthreads();
    x = blockIdx.y * TILE + threadIdx.x;
    y = blockIdx.x * TILE + threadIdx.y;
    for (int j = 0; j < TILE; j += ROWS)
        out[(y + j) * n + x] = tile[threadIdx.x][threadIdx.y + j];
}

int main(int argc, char **argv) {
    Bench bench("transpose", argc, argv);
    int n = bench.size(1024, 8192);
    Array<float> in(bench.random((size_t)n * n)), out((size_t)n * n);
    dim3 block(TILE, ROWS), grid(n / TILE, n / TILE);
    bench.time([&] { transpose<<<grid, block>>>(n, in, out); });
    return bench.report(out.host());
}

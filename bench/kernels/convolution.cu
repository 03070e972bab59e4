// 3x3 convolution with weights in constant memory.
#include "../bench.h"

__constant__ float weights[9];

__global__ void convolution(int n, const float *in, float *out) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < 1 || y < 1 || x >= n - 1 || y >= n - 1)
        return;
    float sum = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            sum += weights[(dy + 1) * 3 + dx + 1] * in[(y + dy) * n + x + dx];
    out[y * n + x] = sum;
}

int main(int argc, char **argv) {
    Bench bench("convolution", argc, argv);
    int n = bench.size(1024, 8192);
    float host[9] = {0.0625f, 0.125f, 0.0625f, 0.125f, 0.25f, 0.125f, 0.0625f, 0.125f, 0.0625f};
    CUDA(cudaMemcpyToSymbol(weights, host, sizeof host));
    Array<float> in(bench.random((size_t)n * n)), out((size_t)n * n);
    out.clear();
    dim3 block(32, 8), grid((n + 31) / 32, (n + 7) / 8);
    bench.time([&] { convolution<<<grid, block>>>(n, in, out); });
    return bench.report(out.host());
}

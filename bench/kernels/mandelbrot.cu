// Iterations until a point leaves the circle: divergent loops.
#include "../bench.h"

__global__ void mandelbrot(int n, int limit, int *iterations) {
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= n || y >= n)
        return;
    float cr = -2.0f + 3.0f * x / n, ci = -1.5f + 3.0f * y / n, r = 0, i = 0;
    int count = 0;
    while (count < limit && r * r + i * i < 4.0f) {
        float next = r * r - i * i + cr;
        i = 2.0f * r * i + ci;
        r = next;
        count++;
    }
    iterations[y * n + x] = count;
}

int main(int argc, char **argv) {
    Bench bench("mandelbrot", argc, argv);
    int n = bench.size(512, 8192);
    Array<int> iterations((size_t)n * n);
    dim3 block(16, 16), grid((n + 15) / 16, (n + 15) / 16);
    bench.time([&] { mandelbrot<<<grid, block>>>(n, 256, iterations); });
    return bench.report(iterations.host());
}

// Work-efficient exclusive scan of each block's elements (Blelloch): barriers in loops, changing stride.
#include "../bench.h"

const int THREADS = 256, ELEMENTS = 2 * THREADS;

__global__ void scan(const float *in, float *out) {
    __shared__ float values[ELEMENTS];
    int t = threadIdx.x, base = blockIdx.x * ELEMENTS;
    values[2 * t] = in[base + 2 * t];
    values[2 * t + 1] = in[base + 2 * t + 1];
    int offset = 1;
    for (int active = THREADS; active > 0; active /= 2) {
        __syncthreads();
        if (t < active)
            values[offset * (2 * t + 2) - 1] += values[offset * (2 * t + 1) - 1];
        offset *= 2;
    }
    if (t == 0)
        values[ELEMENTS - 1] = 0;
    for (int active = 1; active < ELEMENTS; active *= 2) {
        offset /= 2;
        __syncthreads();
        if (t < active) {
            int low = offset * (2 * t + 1) - 1, high = offset * (2 * t + 2) - 1;
            float value = values[low];
            values[low] = values[high];
            values[high] += value;
        }
    }
    __syncthreads();
    out[base + 2 * t] = values[2 * t];
    out[base + 2 * t + 1] = values[2 * t + 1];
}

int main(int argc, char **argv) {
    Bench bench("scan", argc, argv);
    int n = bench.size(1 << 20, 1 << 27);
    Array<float> in(bench.random(n)), out(n);
    bench.time([&] { scan<<<n / ELEMENTS, THREADS>>>(in, out); });
    return bench.report(out.host());
}

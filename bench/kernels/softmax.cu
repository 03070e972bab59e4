// Softmax of rows, one block a row: two reductions and exp.
#include "../bench.h"

const int THREADS = 256;

__device__ float block_reduce(float value, float *scratch, bool maximum) {
    scratch[threadIdx.x] = value;
    __syncthreads();
    for (int half = THREADS / 2; half > 0; half /= 2) {
        if (threadIdx.x < half) {
            float a = scratch[threadIdx.x], b = scratch[threadIdx.x + half];
            scratch[threadIdx.x] = maximum ? fmaxf(a, b) : a + b;
        }
        __syncthreads();
    }
    float result = scratch[0];
    __syncthreads();
    return result;
}

__global__ void softmax(int columns, const float *in, float *out) {
    __shared__ float scratch[THREADS];
    const float *row = in + (size_t)blockIdx.x * columns;
    float *to = out + (size_t)blockIdx.x * columns;
    float largest = -INFINITY, sum = 0;
    for (int i = threadIdx.x; i < columns; i += THREADS)
        largest = fmaxf(largest, row[i]);
    largest = block_reduce(largest, scratch, true);
    for (int i = threadIdx.x; i < columns; i += THREADS)
        sum += expf(row[i] - largest);
    sum = block_reduce(sum, scratch, false);
    for (int i = threadIdx.x; i < columns; i += THREADS)
        to[i] = expf(row[i] - largest) / sum;
}

int main(int argc, char **argv) {
    Bench bench("softmax", argc, argv);
    int columns = 1024, rows = bench.size(256, 65536);
    Array<float> in(bench.random((size_t)rows * columns, -8, 8)), out((size_t)rows * columns);
    bench.time([&] { softmax<<<rows, THREADS>>>(columns, in, out); });
    return bench.report(out.host());
}

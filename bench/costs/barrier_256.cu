// What a barrier costs: a block of 256 threads that stores a word, meets, and loads one, again and again.
#include "../bench.h"

__global__ void barrier_256(int count, unsigned *out) {
    __shared__ unsigned values[2][256];
    unsigned value = threadIdx.x;
    for (int i = 0; i < count; i++) {
        values[i % 2][threadIdx.x] = value;
        __syncthreads();
        value += values[i % 2][i % 256];
    }
    out[threadIdx.x] = value;
}

int main(int argc, char **argv) {
    Bench bench("barrier_256", argc, argv);
    Array<unsigned> out(256);
    bench.time([&] { barrier_256<<<1, 256>>>(2000, out); });
    return bench.report(out.host());
}

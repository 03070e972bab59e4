// Sums of blocks of 256 threads, the loops of all threads in step (memory in order), then a tree in shared memory.
#pragma once

#include "../vector.h"

static void reduction(int n, int blocks, const float *in, float *sums) {
    const int THREADS = 256;
    for (int block = 0; block < blocks; block++) {
        Floats sum[THREADS / WIDTH] = {};
        for (int i = block * THREADS; i < n; i += blocks * THREADS)
            for (int v = 0; v < THREADS / WIDTH; v++)
                sum[v] += load(in + i + v * WIDTH);
        float partial[THREADS + WIDTH];
        __builtin_memcpy(partial, sum, sizeof sum);
        tree<THREADS>(partial, [](Floats a, Floats b) { return a + b; });
        sums[block] = partial[0];
    }
}

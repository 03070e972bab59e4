// Sums of 64 blocks of 256 threads, then a tree of vectors.
#pragma once

#include "../vector.h"

static void reduction(int n, int blocks, const float *in, float *__restrict sums) {
    for (int block = 0; block < blocks; block++) {
        const int VECTORS = 256 / WIDTH;
        Floats partial[VECTORS] = {};
        for (int start = block * 256; start < n; start += blocks * 256)
            for (int v = 0; v < VECTORS; v++)
                partial[v] += load(in + start + v * WIDTH);
        for (int half = VECTORS / 2; half > 0; half /= 2)
            for (int v = 0; v < half; v++)
                partial[v] += partial[v + half];
        sums[block] = sum_of(partial[0]);
    }
}

// Counts values block by block; values are read by vectors, counted lane by lane.
#pragma once

#include "../vector.h"

static void histogram(int n, const int *values, unsigned *counts) {
    const int blocks = 64;
    for (int block = 0; block < blocks; block++) {
        unsigned mine[256] = {};
        for (int start = block * 256; start < n; start += blocks * 256)
            for (int i = start; i < start + 256; i += WIDTH) {
                Ints bins = load(values + i);
#pragma unroll
                for (int lane = 0; lane < WIDTH; lane++)
                    mine[bins[lane]]++;
            }
        for (int bin = 0; bin < 256; bin++)
            counts[bin] += mine[bin];
    }
}

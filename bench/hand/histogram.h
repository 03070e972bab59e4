// Counts values block by block, the loops of all threads in step; values are read by vectors, counted lane by lane.
#pragma once

#include "../vector.h"

static void histogram(int n, const int *values, int *counts) {
    const int BLOCKS = 64, BINS = 256;
    for (int block = 0; block < BLOCKS; block++) {
        int mine[BINS];
        for (int t = 0; t < BINS; t += WIDTH)
            store(mine + t, Ints(0));
        barrier(mine);
        for (int start = block * BINS; start < n; start += BLOCKS * BINS)
            for (int i = start; i < start + BINS; i += WIDTH) {
                Ints bins = load(values + i);
#pragma unroll
                for (int lane = 0; lane < WIDTH; lane++)
                    mine[bins[lane]]++;
            }
        barrier(mine);
        for (int t = 0; t < BINS; t++)
            atomic_add(counts + t, mine[t]);
    }
}

// Sums of warps: 32 lanes are vectors, then halves are added.
#pragma once

#include "../vector.h"

static void shuffle_reduction(int n, int warps, const float *in, float *__restrict sums) {
    const int VECTORS = 32 / WIDTH;
    for (int warp = 0; warp < warps; warp++) {
        Floats lanes[VECTORS] = {};
        for (int start = warp * 32; start < n; start += warps * 32)
            for (int v = 0; v < VECTORS; v++)
                lanes[v] += load(in + start + v * WIDTH);
        for (int v = 1; v < VECTORS; v++)
            lanes[0] += lanes[v];
        sums[warp] = sum_of(lanes[0]);
    }
}

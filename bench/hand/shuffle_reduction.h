// Sums of warps: 32 lanes are vectors, then lanes are added to those above.
#pragma once

#include "../vector.h"

static void shuffle_reduction(int n, int warps, const float *in, float *sums) {
    const int VECTORS = 32 / WIDTH;
    for (int warp = 0; warp < warps; warp++) {
        Floats sum[VECTORS] = {};
        for (int start = warp * 32; start < n; start += warps * 32)
            for (int v = 0; v < VECTORS; v++)
                sum[v] += load(in + start + v * WIDTH);
        for (int v = 1; v < VECTORS; v++)
            sum[0] += sum[v];
        if (WIDTH > 8)
            sum[0] += down<8>(sum[0]);
        if (WIDTH > 4)
            sum[0] += down<4>(sum[0]);
        sum[0] += down<2>(sum[0]);
        sum[0] += down<1>(sum[0]);
        sums[warp] = sum[0][0];
    }
}
static_assert(WIDTH == 4 || WIDTH == 8 || WIDTH == 16, "the steps within a vector");

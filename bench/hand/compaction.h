// Keeps elements above 0.5: one mask and one atomic for a warp of 32, then the lanes whose bit is set.
#pragma once

#include "../vector.h"

static void compaction(int n, const float *in, float *out, int *count) {
    *count = 0;
    for (int warp = 0; warp < n; warp += 32) {
        unsigned kept = 0;
        for (int lane = 0; lane < 32; lane += WIDTH)
            kept |= bits(load(in + warp + lane) > 0.5f) << lane;
        int place = atomic_add(count, __builtin_popcount(kept));
        for (; kept; kept &= kept - 1)
            out[place++] = in[warp + __builtin_ctz(kept)];
    }
}

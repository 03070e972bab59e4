// Keeps elements above 0.5: one mask for WIDTH of them, then the lanes whose bit is set.
#pragma once

#include "../vector.h"

static int compaction(int n, const float *in, float *__restrict out) {
    int count = 0;
    for (int i = 0; i < n; i += WIDTH)
        for (unsigned kept = bits(load(in + i) > 0.5f); kept; kept &= kept - 1)
            out[count++] = in[i + __builtin_ctz(kept)];
    return count;
}

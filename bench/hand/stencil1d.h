// Three neighbours by vectors; the last vector overlaps the one before.
#pragma once

#include "../vector.h"

static inline void stencil_at(int i, const float *in, float *out) {
    store(out + i, 0.25f * load(in + i - 1) + 0.5f * load(in + i) + 0.25f * load(in + i + 1));
}

static void stencil1d(int n, const float *in, float *__restrict out) {
    for (int i = 1; i + WIDTH <= n - 1; i += WIDTH)
        stencil_at(i, in, out);
    stencil_at(n - 1 - WIDTH, in, out);
}

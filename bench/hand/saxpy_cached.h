// The same few kilobytes again and again; only vectors at the end of x are read lane by lane.
#pragma once

#include "../vector.h"

static void saxpy_cached(int n, int repeat, float a, const float *x, float *__restrict y) {
    for (int i = 0; i < n; i += WIDTH) {
        Floats sum = load(y + i);
        for (int r = 0; r < repeat; r++) {
            int start = (i + r) % n;
            sum += a * (start + WIDTH <= n ? load(x + start) : gather(x, (start + lanes()) % n));
        }
        store(y + i, sum);
    }
}

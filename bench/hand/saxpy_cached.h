// The same few kilobytes again and again: places modulo n lane by lane; y is stored and loaded again each time, as x may be y.
#pragma once

#include "../vector.h"

static void saxpy_cached(int n, int repeat, float a, const float *x, float *y) {
    for (int i = 0; i < n; i += WIDTH)
        for (int r = 0; r < repeat; r++)
            store(y + i, a * gather(x, (i + r + lanes()) % n) + load(y + i));
}

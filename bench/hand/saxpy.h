// Streams two arrays by vectors.
#pragma once

#include "../vector.h"

static void saxpy(int n, float a, const float *x, float *__restrict y) {
    for (int i = 0; i < n; i += WIDTH)
        store(y + i, a * load(x + i) + load(y + i));
}

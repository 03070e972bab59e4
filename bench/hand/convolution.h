// 3x3 convolution; the last vector of a row overlaps the one before.
#pragma once

#include "../vector.h"

static inline void convolve_at(int i, int n, const float *weights, const float *in, float *out) {
    Floats sum = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            sum += weights[(dy + 1) * 3 + dx + 1] * load(in + i + dy * n + dx);
    store(out + i, sum);
}

static void convolution(int n, const float *weights, const float *in, float *__restrict out) {
    for (int y = 1; y < n - 1; y++) {
        for (int x = 1; x + WIDTH <= n - 1; x += WIDTH)
            convolve_at(y * n + x, n, weights, in, out);
        convolve_at(y * n + n - 1 - WIDTH, n, weights, in, out);
    }
}

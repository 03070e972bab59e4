// The same few kilobytes again and again.
#pragma once

static void saxpy_cached(int n, int repeat, float a, const float *x, float *__restrict y) {
    for (int i = 0; i < n; i++)
        for (int r = 0; r < repeat; r++)
            y[i] = a * x[(i + r) % n] + y[i];
}

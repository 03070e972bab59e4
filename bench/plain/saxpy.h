// Streams two arrays.
#pragma once

static void saxpy(int n, float a, const float *x, float *__restrict y) {
    for (int i = 0; i < n; i++)
        y[i] = a * x[i] + y[i];
}

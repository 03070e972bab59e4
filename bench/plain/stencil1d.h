// Three neighbours.
#pragma once

static void stencil1d(int n, const float *in, float *__restrict out) {
    for (int i = 1; i < n - 1; i++)
        out[i] = 0.25f * in[i - 1] + 0.5f * in[i] + 0.25f * in[i + 1];
}

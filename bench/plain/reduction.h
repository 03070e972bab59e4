// Sums of 64 blocks of 256 threads, then a tree.
#pragma once

static void reduction(int n, int blocks, const float *in, float *__restrict sums) {
    for (int block = 0; block < blocks; block++) {
        float partial[256] = {};
        for (int start = block * 256; start < n; start += blocks * 256)
            for (int t = 0; t < 256; t++)
                partial[t] += in[start + t];
        for (int half = 128; half > 0; half /= 2)
            for (int t = 0; t < half; t++)
                partial[t] += partial[t + half];
        sums[block] = partial[0];
    }
}

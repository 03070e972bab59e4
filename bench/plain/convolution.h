// 3x3 convolution, one element after the other.
#pragma once

static void convolution(int n, const float *weights, const float *in, float *__restrict out) {
    for (int y = 1; y < n - 1; y++)
        for (int x = 1; x < n - 1; x++) {
            float sum = 0;
            for (int dy = -1; dy <= 1; dy++)
                for (int dx = -1; dx <= 1; dx++)
                    sum += weights[(dy + 1) * 3 + dx + 1] * in[(y + dy) * n + x + dx];
            out[y * n + x] = sum;
        }
}

// Matrix product by tiles: a row of the tile is held in vectors.
#pragma once

#include "../vector.h"

template <int TILE> static void sgemm_tile(int n, const float *a, const float *b, float *__restrict c) {
    float bs[TILE][TILE];
    const int VECTORS = TILE / WIDTH;
    Floats sums[TILE][VECTORS] = {};
    for (int start = 0; start < n; start += TILE) {
        for (int y = 0; y < TILE; y++)
            __builtin_memcpy(bs[y], b + (start + y) * n, sizeof bs[y]);
        for (int y = 0; y < TILE; y++)
            for (int v = 0; v < VECTORS; v++) {
                Floats sum = sums[y][v];
                for (int k = 0; k < TILE; k++)
                    sum += a[y * n + start + k] * load(bs[k] + v * WIDTH);
                sums[y][v] = sum;
            }
    }
    for (int y = 0; y < TILE; y++)
        __builtin_memcpy(c + y * n, sums[y], TILE * sizeof(float));
}

template <int TILE> static void sgemm(int n, const float *a, const float *b, float *__restrict c) {
    for (int row = 0; row < n; row += TILE)
        for (int column = 0; column < n; column += TILE)
            sgemm_tile<TILE>(n, a + row * n, b + column, c + row * n + column);
}

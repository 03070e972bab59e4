// Matrix product by blocks of TILE x TILE threads: tiles of both factors in shared memory.
#pragma once

#include "../vector.h"

template <int TILE> static void sgemm_block(int n, const float *a, const float *b, float *c) {
    const int VECTORS = TILE / WIDTH;
    float as[TILE][TILE], bs[TILE][TILE];
    Floats sums[TILE][VECTORS] = {};
    for (int start = 0; start < n; start += TILE) {
        for (int y = 0; y < TILE; y++)
            for (int x = 0; x < TILE; x += WIDTH) {
                store(&as[y][x], load(a + y * n + start + x));
                store(&bs[y][x], load(b + (start + y) * n + x));
            }
        barrier(as);
        barrier(bs);
        for (int y = 0; y < TILE; y++)
            for (int v = 0; v < VECTORS; v++) {
                Floats sum = sums[y][v];
                for (int k = 0; k < TILE; k++)
                    sum += as[y][k] * load(&bs[k][v * WIDTH]);
                sums[y][v] = sum;
            }
        barrier(as);
        barrier(bs);
    }
    for (int y = 0; y < TILE; y++)
        for (int v = 0; v < VECTORS; v++)
            store(c + y * n + v * WIDTH, sums[y][v]);
}

template <int TILE> static void sgemm(int n, const float *a, const float *b, float *c) {
    for (int row = 0; row < n; row += TILE)
        for (int column = 0; column < n; column += TILE)
            sgemm_block<TILE>(n, a + row * n, b + column, c + row * n + column);
}

// Matrix product by tiles, as nested loops.
#pragma once

template <int TILE> static void sgemm_tile(int n, const float *a, const float *b, float *__restrict c) {
    float bs[TILE][TILE];
    float sums[TILE][TILE] = {};
    for (int start = 0; start < n; start += TILE) {
        for (int y = 0; y < TILE; y++)
            __builtin_memcpy(bs[y], b + (start + y) * n, sizeof bs[y]);
        for (int y = 0; y < TILE; y++)
            for (int k = 0; k < TILE; k++)
                for (int x = 0; x < TILE; x++)
                    sums[y][x] += a[y * n + start + k] * bs[k][x];
    }
    for (int y = 0; y < TILE; y++)
        __builtin_memcpy(c + y * n, sums[y], TILE * sizeof(float));
}

template <int TILE> static void sgemm(int n, const float *a, const float *b, float *__restrict c) {
    for (int row = 0; row < n; row += TILE)
        for (int column = 0; column < n; column += TILE)
            sgemm_tile<TILE>(n, a + row * n, b + column, c + row * n + column);
}

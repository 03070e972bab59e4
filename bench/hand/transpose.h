// Transposes through padded tiles of 32x32 in shared memory: rows in, columns out.
#pragma once

#include "../vector.h"

static void transpose(int n, const float *in, float *out) {
    const int TILE = 32;
    for (int row = 0; row < n; row += TILE)
        for (int column = 0; column < n; column += TILE) {
            float tile[TILE][TILE + 1];
            for (int y = 0; y < TILE; y++)
                for (int x = 0; x < TILE; x += WIDTH)
                    store(&tile[y][x], load(in + (row + y) * n + column + x));
            barrier(tile);
            for (int y = 0; y < TILE; y++)
                for (int x = 0; x < TILE; x += WIDTH)
                    store(out + (column + y) * n + row + x, gather(&tile[x][y], (TILE + 1) * lanes()));
        }
}

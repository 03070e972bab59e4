// Transposes by tiles of 32x32.
#pragma once

static void transpose(int n, const float *in, float *__restrict out) {
    for (int row = 0; row < n; row += 32)
        for (int column = 0; column < n; column += 32)
            for (int y = 0; y < 32; y++)
                for (int x = 0; x < 32; x++)
                    out[(column + y) * n + row + x] = in[(row + x) * n + column + y];
}

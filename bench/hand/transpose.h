// Transposes by tiles of 32x32, 4x4 elements at once by shuffles.
#pragma once

#include "../vector.h"

typedef float Four __attribute__((ext_vector_type(4)));

static inline Four four(const float *from) {
    Four value;
    __builtin_memcpy(&value, from, sizeof value);
    return value;
}

static inline void transpose_four(int n, const float *in, float *out) {
    Four a = four(in), b = four(in + n), c = four(in + 2 * n), d = four(in + 3 * n);
    Four low_ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), high_ab = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    Four low_cd = __builtin_shufflevector(c, d, 0, 4, 1, 5), high_cd = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    store(out, __builtin_shufflevector(low_ab, low_cd, 0, 1, 4, 5));
    store(out + n, __builtin_shufflevector(low_ab, low_cd, 2, 3, 6, 7));
    store(out + 2 * n, __builtin_shufflevector(high_ab, high_cd, 0, 1, 4, 5));
    store(out + 3 * n, __builtin_shufflevector(high_ab, high_cd, 2, 3, 6, 7));
}

static void transpose(int n, const float *in, float *__restrict out) {
    for (int row = 0; row < n; row += 32)
        for (int column = 0; column < n; column += 32)
            for (int y = row; y < row + 32; y += 4)
                for (int x = column; x < column + 32; x += 4)
                    transpose_four(n, in + y * n + x, out + x * n + y);
}

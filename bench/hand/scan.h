// Exclusive scans of 512 elements each, in vectors: prefixes within one by shuffles, the sum so far carried to the next.
#pragma once

#include "../vector.h"

// The lanes moved up by DISTANCE, zeros below.
template <int DISTANCE> static inline Floats moved(Floats value) {
    Floats result;
#pragma unroll
    for (int lane = 0; lane < WIDTH; lane++)
        result[lane] = lane < DISTANCE ? 0 : value[lane - DISTANCE];
    return result;
}

static inline Floats inclusive(Floats value) {
    value += moved<1>(value);
    value += moved<2>(value);
    if (WIDTH > 4)
        value += moved<4>(value);
    if (WIDTH > 8)
        value += moved<8>(value);
    return value;
}
static_assert(WIDTH == 4 || WIDTH == 8 || WIDTH == 16, "the steps of `inclusive`");

static void scan(int n, const float *in, float *__restrict out) {
    const int ELEMENTS = 512;
    for (int base = 0; base < n; base += ELEMENTS) {
        float carry = 0;
        for (int i = base; i < base + ELEMENTS; i += WIDTH) {
            Floats prefix = inclusive(load(in + i));
            store(out + i, moved<1>(prefix) + carry);
            carry += prefix[WIDTH - 1];
        }
    }
}

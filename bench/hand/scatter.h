// Writes to a permutation where a condition holds: places and values by vectors.
#pragma once

#include "../vector.h"

static void scatter(int n, int mask, const float *from, float *__restrict to) {
    for (int i = 0; i < n; i += WIDTH) {
        Floats value = load(from + i);
        Floats doubled = value * 2.0f;
        for (unsigned kept = bits(value > 0.5f); kept; kept &= kept - 1) {
            int lane = __builtin_ctz(kept);
            to[((i + lane) * 40503u + 7) & mask] = doubled[lane];
        }
    }
}

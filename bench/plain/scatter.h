// Writes to a permutation where a condition holds.
#pragma once

static void scatter(int n, int mask, const float *from, float *__restrict to) {
    for (int i = 0; i < n; i++)
        if (from[i] > 0.5f)
            to[(i * 40503u + 7) & mask] = from[i] * 2.0f;
}

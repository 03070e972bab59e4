// Iterations of WIDTH points at once, until all have left.
#pragma once

#include "../vector.h"

static void mandelbrot(int n, int limit, int *iterations) {
    for (int y = 0; y < n; y++)
        for (int x = 0; x < n; x += WIDTH) {
            Floats cr = -2.0f + 3.0f * __builtin_convertvector(lanes() + x, Floats) / (float)n;
            Floats r = 0, i = 0;
            float ci = -1.5f + 3.0f * y / n;
            Ints count = 0;
            for (int step = 0; step < limit; step++) {
                Ints inside = r * r + i * i < 4.0f;
                if (!any(inside))
                    break;
                // What has left may grow: infinities and NaN stay outside.
                Floats next = r * r - i * i + cr;
                i = 2.0f * r * i + ci;
                r = next;
                count -= inside;
            }
            store(iterations + y * n + x, count);
        }
}

// Softmax of rows by 256 threads each: two trees in shared memory.
#pragma once

#include "../vector.h"

static void softmax(int rows, int columns, const float *in, float *out) {
    const int THREADS = 256;
    for (int row = 0; row < rows; row++, in += columns, out += columns) {
        float scratch[THREADS + WIDTH];
        for (int t = 0; t < THREADS; t += WIDTH) {
            Floats largest = -__builtin_inff();
            for (int i = t; i < columns; i += THREADS)
                largest = larger(largest, load(in + i));
            store(scratch + t, largest);
        }
        tree<THREADS>(scratch, larger);
        float top = scratch[0];
        barrier(scratch);
        for (int t = 0; t < THREADS; t += WIDTH) {
            Floats sum = 0;
            for (int i = t; i < columns; i += THREADS)
                sum += exponential(load(in + i) - top);
            store(scratch + t, sum);
        }
        tree<THREADS>(scratch, [](Floats a, Floats b) { return a + b; });
        float total = scratch[0];
        barrier(scratch);
        for (int t = 0; t < THREADS; t += WIDTH)
            for (int i = t; i < columns; i += THREADS)
                store(out + i, exponential(load(in + i) - top) / total);
    }
}

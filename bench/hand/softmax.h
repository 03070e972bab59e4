// Softmax of a row by vectors.
#pragma once

#include "../vector.h"

static void softmax(int columns, const float *in, float *__restrict out) {
    Floats largest = in[0], sum = 0;
    for (int i = 0; i < columns; i += WIDTH)
        largest = larger(largest, load(in + i));
    float top = largest_of(largest);
    for (int i = 0; i < columns; i += WIDTH)
        sum += exponential(load(in + i) - top);
    float total = sum_of(sum);
    for (int i = 0; i < columns; i += WIDTH)
        store(out + i, exponential(load(in + i) - top) / total);
}

// Reads through indices, WIDTH at once.
#pragma once

#include "../vector.h"

static void gather_all(int n, const int *indices, const float *from, float *__restrict to) {
    for (int i = 0; i < n; i += WIDTH)
        store(to + i, gather(from, load(indices + i)));
}

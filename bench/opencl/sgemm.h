// Launches sgemm.cl in the shape of sgemm.h.
#pragma once

#include <string>

template <int TILE> static void sgemm(int n, const float *a, const float *b, float *c) {
    static Kernel kernel("sgemm", "sgemm.cl", "-DTILE=" + std::to_string(TILE));
    kernel.launch({n, n}, {TILE, TILE}, n, a, b, c);
}

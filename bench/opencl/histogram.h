// Launches histogram.cl in the shape of kernels/histogram.cu.
#pragma once

static void histogram(int n, const int *values, int *counts) {
    static Kernel kernel("histogram", "histogram.cl");
    kernel.launch(64 * 256, 256, n, values, counts);
}

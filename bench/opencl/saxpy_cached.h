// Launches saxpy_cached.cl in the shape of kernels/saxpy_cached.cu.
#pragma once

static void saxpy_cached(int n, int repeat, float a, const float *x, float *y) {
    static Kernel kernel("saxpy_cached", "saxpy_cached.cl");
    kernel.launch(in_groups(n, 256), 256, n, repeat, a, x, y);
}

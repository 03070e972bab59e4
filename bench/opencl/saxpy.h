// Launches saxpy.cl in the shape of kernels/saxpy.cu.
#pragma once

static void saxpy(int n, float a, const float *x, float *y) {
    static Kernel kernel("saxpy", "saxpy.cl");
    kernel.launch(in_groups(n, 256), 256, n, a, x, y);
}

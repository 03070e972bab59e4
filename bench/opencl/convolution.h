// Launches convolution.cl in the shape of kernels/convolution.cu.
#pragma once

static void convolution(int n, const float *weights, const float *in, float *out) {
    static Kernel kernel("convolution", "convolution.cl");
    kernel.launch({in_groups(n, 32), in_groups(n, 8)}, {32, 8}, n, weights, in, out);
}

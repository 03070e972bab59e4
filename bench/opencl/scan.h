// Launches scan.cl in the shape of kernels/scan.cu.
#pragma once

static void scan(int n, const float *in, float *out) {
    static Kernel kernel("scan", "scan.cl");
    kernel.launch(n / 2, 256, in, out);
}

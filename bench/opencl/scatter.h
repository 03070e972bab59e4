// Launches scatter.cl in the shape of kernels/scatter.cu.
#pragma once

static void scatter(int n, int mask, const float *from, float *to) {
    static Kernel kernel("scatter", "scatter.cl");
    kernel.launch(in_groups(n, 256), 256, n, mask, from, to);
}

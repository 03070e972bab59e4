// Launches shuffle_reduction.cl in the shape of kernels/shuffle_reduction.cu.
#pragma once

static void shuffle_reduction(int n, int warps, const float *in, float *sums) {
    static Kernel kernel("shuffle_reduction", "shuffle_reduction.cl");
    kernel.launch(warps * 32, 256, n, in, sums);
}

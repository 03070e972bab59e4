// Launches compaction.cl in the shape of kernels/compaction.cu.
#pragma once

static void compaction(int n, const float *in, float *out, int *count) {
    static Kernel kernel("compaction", "compaction.cl");
    *count = 0;
    kernel.launch(in_groups(n, 256), 256, n, in, out, count);
}

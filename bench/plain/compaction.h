// Keeps elements above 0.5, one after the other.
#pragma once

static void compaction(int n, const float *in, float *__restrict out, int *count) {
    int kept = 0;
    for (int i = 0; i < n; i++)
        if (in[i] > 0.5f)
            out[kept++] = in[i];
    *count = kept;
}

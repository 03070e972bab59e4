// Counts values block by block.
#pragma once

static void histogram(int n, const int *values, int *counts) {
    const int blocks = 64;
    for (int block = 0; block < blocks; block++) {
        int mine[256] = {};
        for (int start = block * 256; start < n; start += blocks * 256)
            for (int i = start; i < start + 256; i++)
                mine[values[i]]++;
        for (int bin = 0; bin < 256; bin++)
            counts[bin] += mine[bin];
    }
}

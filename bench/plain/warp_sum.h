// Sums of eight warps, as loops.
#pragma once

static void warp_sum(int count, unsigned *out) {
    for (int warp = 0; warp < 256; warp += 32) {
        unsigned value[32];
        for (int t = 0; t < 32; t++)
            value[t] = warp + t;
        for (int i = 0; i < count; i++) {
            unsigned sum = 0;
            for (int t = 0; t < 32; t++)
                sum += value[t];
            for (int t = 0; t < 32; t++)
                value[t] = 3 * value[t] + sum;
        }
        for (int t = 0; t < 32; t++)
            out[warp + t] = value[t];
    }
}

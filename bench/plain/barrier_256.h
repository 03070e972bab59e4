// What 256 threads do between barriers, as loops.
#pragma once

static void barrier_256(int count, unsigned *out) {
    unsigned value[256], values[256];
    for (int t = 0; t < 256; t++)
        value[t] = t;
    for (int i = 0; i < count; i++) {
        for (int t = 0; t < 256; t++)
            values[t] = value[t];
        for (int t = 0; t < 256; t++)
            value[t] += values[i % 256];
    }
    for (int t = 0; t < 256; t++)
        out[t] = value[t];
}

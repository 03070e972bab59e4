// Barriers of 256 threads: what is live across one is kept in memory beside the shared words.
#pragma once

#include "../vector.h"

static void barrier_256(int count, unsigned *out) {
    const int THREADS = 256;
    int value[THREADS], values[2][THREADS];
    for (int t = 0; t < THREADS; t += WIDTH)
        store(value + t, t + lanes());
    for (int i = 0; i < count; i++) {
        for (int t = 0; t < THREADS; t += WIDTH)
            store(&values[i % 2][t], load(value + t));
        barrier(values);
        for (int t = 0; t < THREADS; t += WIDTH)
            store(value + t, load(value + t) + values[i % 2][i % 256]);
    }
    __builtin_memcpy(out, value, sizeof value);
}

// Work-efficient scans of 512 elements by 256 threads: level by level in shared memory, a barrier after each.
#pragma once

#include "../vector.h"

static const int ELEMENTS = 512;

// Threads t to t + WIDTH of the first level, whose elements are neighbours: each odd one of two vectors gets the even one too.
static inline void add_neighbours(float *values, int t) {
    Ints odd = (lanes() & 1) == 1;
    for (int half = 0; half < 2; half++) {
        float *place = values + 2 * t + half * WIDTH;
        Floats value = load(place), below = value;
#pragma unroll
        for (int lane = 1; lane < WIDTH; lane += 2)
            below[lane] = value[lane - 1];
        store(place, odd ? value + below : value);
    }
}
// The last level's: each even one becomes what the odd one was, which becomes the sum.
static inline void sweep_neighbours(float *values, int t) {
    Ints odd = (lanes() & 1) == 1;
    for (int half = 0; half < 2; half++) {
        float *place = values + 2 * t + half * WIDTH;
        Floats value = load(place), swapped;
#pragma unroll
        for (int lane = 0; lane < WIDTH; lane++)
            swapped[lane] = value[lane ^ 1];
        store(place, odd ? value + swapped : swapped);
    }
}

// What is farther apart is read and written lane by lane: `high` is the thread's element, `low` the one below by `offset`.
template <class Work> static inline void threads(float *values, int t, int active, int offset, Work work) {
    float *high = values + offset * (2 * t + 2) - 1;
    int count = active - t;
    if (count >= WIDTH) {
#pragma unroll
        for (int lane = 0; lane < WIDTH; lane++)
            work(high[2 * offset * lane - offset], high[2 * offset * lane]);
    } else {
        for (int lane = 0; lane < count; lane++)
            work(high[2 * offset * lane - offset], high[2 * offset * lane]);
    }
}

static inline void scan_block(float *values) {
    int offset = 1;
    for (int active = ELEMENTS / 2; active > 0; active /= 2, offset *= 2) {
        barrier(values);
        for (int t = 0; t < active; t += WIDTH)
            if (offset == 1)
                add_neighbours(values, t);
            else
                threads(values, t, active, offset, [](float &low, float &high) { high += low; });
    }
    values[ELEMENTS - 1] = 0;
    for (int active = 1; active < ELEMENTS; active *= 2) {
        offset /= 2;
        barrier(values);
        for (int t = 0; t < active; t += WIDTH)
            if (offset == 1)
                sweep_neighbours(values, t);
            else
                threads(values, t, active, offset, [](float &low, float &high) {
                    float value = low;
                    low = high;
                    high += value;
                });
    }
    barrier(values);
}

static void scan(int n, const float *in, float *out) {
    for (int base = 0; base < n; base += ELEMENTS) {
        float values[ELEMENTS];
        for (int i = 0; i < ELEMENTS; i += WIDTH)
            store(values + i, load(in + base + i));
        scan_block(values);
        for (int i = 0; i < ELEMENTS; i += WIDTH)
            store(out + base + i, load(values + i));
    }
}

// Sums of warps by shuffles of vectors.
#pragma once

#include "../vector.h"

// The lanes whose numbers differ in the bit DISTANCE, as __shfl_xor_sync gives them.
template <int DISTANCE> static inline Ints across(Ints value) {
    Ints result;
#pragma unroll
    for (int lane = 0; lane < WIDTH; lane++)
        result[lane] = value[(lane ^ DISTANCE) % WIDTH];
    return result;
}

static void warp_sum(int count, unsigned *out) {
    static_assert(WIDTH == 16, "a warp is two vectors");
    for (int warp = 0; warp < 256; warp += 32) {
        Ints low = warp + lanes(), high = low + WIDTH;
        for (int i = 0; i < count; i++) {
            Ints sum = low + high;
            sum += across<8>(sum);
            sum += across<4>(sum);
            sum += across<2>(sum);
            sum += across<1>(sum);
            low = 3 * low + sum;
            high = 3 * high + sum;
        }
        store(out + warp, low);
        store(out + warp + WIDTH, high);
    }
}

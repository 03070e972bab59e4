// Halves on the host, rounded by searching among all of them.
#pragma once

#include "ptx.h"

// The value of a binary16 or, with 8 bits of exponent, of a bfloat16.
static inline double half_value(u32 h, int exponent_bits) {
    int fraction_bits = 15 - exponent_bits, bias = (1 << (exponent_bits - 1)) - 1;
    int e = h >> fraction_bits & ((1 << exponent_bits) - 1), f = h & ((1 << fraction_bits) - 1);
    double m;
    if (e == (1 << exponent_bits) - 1)
        m = f ? NAN : INFINITY;
    else
        m = std::ldexp((double)(e ? f | 1 << fraction_bits : f), (e ? e : 1) - bias - fraction_bits);
    return h & 0x8000 ? -m : m;
}
static inline double f16(u32 h) { return half_value(h & 0xffff, 5); }
static inline double bf16(u32 h) { return half_value(h & 0xffff, 8); }

enum Rounding { NEAREST, ZERO, DOWN, UP };

// The half next to `v` in a rounding; `v` is exact in the type of the host that it comes in.
template <class V> u32 to_half(V v, bool negative, int exponent_bits, Rounding rounding) {
    if (v != v)
        return 0x7fff;
    V m = v < 0 ? -v : v;
    u32 sign = negative ? 0x8000 : 0, infinity = ((1u << exponent_bits) - 1) << (15 - exponent_bits);
    if (m > (V)1e300)
        return sign | infinity;
    // In the search infinity counts as the number that would follow.
    auto value = [&](u32 h) -> V { return h == infinity ? (V)std::ldexp(1.0, 1 << (exponent_bits - 1)) : (V)half_value(h, exponent_bits); };
    u32 low = 0, high = infinity;
    while (low < high) {
        u32 middle = (low + high + 1) / 2;
        if (value(middle) <= m)
            low = middle;
        else
            high = middle - 1;
    }
    bool away = (rounding == DOWN && negative) || (rounding == UP && !negative);
    if (low == infinity)
        return sign | (rounding == NEAREST || away ? infinity : infinity - 1);
    V below = m - value(low), above = value(low + 1) - m;
    bool raise = rounding == NEAREST ? below > above || (below == above && low & 1) : away && below > 0;
    return sign | (low + raise);
}
static inline u32 to_f16(double v, Rounding rounding = NEAREST) { return to_half(v, std::signbit(v), 5, rounding); }
static inline u32 to_bf16(double v, Rounding rounding = NEAREST) { return to_half(v, std::signbit(v), 8, rounding); }

// Both halves of words through a function of halves.
template <class F> u32 each_half(u32 a, u32 b, u32 c, F f) {
    return (f(a & 0xffff, b & 0xffff, c & 0xffff) & 0xffff) | f(a >> 16, b >> 16, c >> 16) << 16;
}

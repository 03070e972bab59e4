// binary16 and bfloat16 in integers and single precision: one code for kernels, host code and plain C++.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// No rounding here depends on a flag of the compiler or on how a device treats subnormal numbers of binary32, except
// where bfloat16's own are computed with. Rounding twice is the same as rounding once for + - * / and square root of
// numbers of p bits if the first rounding leaves 2p + 2 bits (Figueroa, "When is double rounding innocuous?", 1995): 24
// is enough for both formats. What needs more is rounded to odd first (Boldo and Melquiond, "Emulation of FMA and
// correctly rounded sums", 2008), which leaves a second rounding to at least two bits less as if it were the only one.
#ifndef ANYWARP_HALF_CORE_H
#define ANYWARP_HALF_CORE_H

#if !defined(__cplusplus) || __cplusplus < 201103L
#error "half precision needs C++11"
#endif

#include <host_defines.h>

#define ANYWARP_HALF static __host__ __device__ __forceinline__

namespace __anywarp_half {

typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

// CUDA's suffixes: to nearest even, towards zero, down (-inf), up (+inf).
enum Mode { RN, RZ, RD, RU };

ANYWARP_HALF u32 bits_of(float a) {
    u32 bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    return bits;
}
ANYWARP_HALF float float_of(u32 bits) {
    float a;
    __builtin_memcpy(&a, &bits, sizeof a);
    return a;
}
ANYWARP_HALF u64 bits_of(double a) {
    u64 bits;
    __builtin_memcpy(&bits, &a, sizeof bits);
    return bits;
}
ANYWARP_HALF double double_of(u64 bits) {
    double a;
    __builtin_memcpy(&a, &bits, sizeof a);
    return a;
}

// A double rounded to a float whose last bit is 1 if anything was lost.
ANYWARP_HALF float to_odd(double a) {
    u64 bits = bits_of(a), m = bits & 0x7fffffffffffffffull;
    u32 sign = (u32)(bits >> 32) & 0x80000000u;
    u32 r = (u32)((m - 0x3800000000000000ull) >> 29) | ((m & 0x1fffffff) != 0);
    if (m < 0x3810000000000000ull) {
        // Subnormal numbers of binary32 have units of 2^-149; the hidden bit is there from 2^-1022 on.
        int e = (int)(m >> 52), shift = 926 - e;
        u64 mantissa = (m & 0xfffffffffffffull) | ((u64)(e != 0) << 52);
        shift = shift < 63 ? shift : 63;
        r = (u32)(mantissa >> shift) | ((mantissa & ((1ull << shift) - 1)) != 0);
    }
    u32 beyond = m > 0x7ff0000000000000ull ? 0x7fffffff : m == 0x7ff0000000000000ull ? 0x7f800000 : 0x7f7fffff;
    r = m >= 0x47f0000000000000ull ? beyond : r;
    return float_of(sign | r);
}

ANYWARP_HALF bool is_nan(u64 bits) { return (bits & 0x7fffffffffffffffull) > 0x7ff0000000000000ull; }
// The bits of a double's NaN, narrowed as kernels do it: sign and upper payload stay, and it becomes quiet.
template <class _Format> ANYWARP_HALF u16 kept_nan(u64 bits) {
    const u32 payload = 0x7fff & ~(u32)_Format::infinity, quiet = (payload + 1) >> 1;
    const u32 sign = (u32)(bits >> 48) & 0x8000, kept = (u32)(bits >> (52 - _Format::fraction)) & payload;
    return (u16)(sign | (u32)_Format::infinity | quiet | kept);
}

// An integer as a float, rounded to odd: exact below 2^24, otherwise at least 16 of its bits are kept.
ANYWARP_HALF float to_odd(u32 a) {
    u32 kept = (a & ~0xffu) | (u32)((a & 0xff) != 0) << 8;
    return (float)(a < 0x1000000 ? a : kept);
}
ANYWARP_HALF float to_odd(int a) {
    float magnitude = to_odd(a < 0 ? 0u - (u32)a : (u32)a);
    return a < 0 ? -magnitude : magnitude;
}
ANYWARP_HALF float to_odd(u64 a) {
    int shift = __builtin_clzll(a | 1);
    u64 m = a << shift;
    // The exponent of 2^(32 - shift), which is between -31 and 32.
    float scale = float_of((u32)(127 + 32 - shift) << 23);
    return to_odd((u32)(m >> 32) | ((u32)m != 0)) * scale;
}
ANYWARP_HALF float to_odd(long long a) {
    float magnitude = to_odd(a < 0 ? 0ull - (u64)a : (u64)a);
    return a < 0 ? -magnitude : magnitude;
}

// s + e rounded to odd, s being the nearest float (double) of a sum and e its error. Infinities and NaN have no error.
ANYWARP_HALF float to_odd(float s, float e) {
    u32 bits = bits_of(s);
    bool fix = (e > 0 || e < 0) && !(bits & 1);
    return float_of(fix ? ((e > 0) == (s > 0) ? bits + 1 : bits - 1) : bits);
}
ANYWARP_HALF double to_odd(double s, double e) {
    u64 bits = bits_of(s);
    bool fix = (e > 0 || e < 0) && !(bits & 1);
    return double_of(fix ? ((e > 0) == (s > 0) ? bits + 1 : bits - 1) : bits);
}
// Knuth's 2Sum, then rounding to odd.
template <class _Number> ANYWARP_HALF _Number sum_to_odd(_Number a, _Number b) {
    _Number s = a + b, t = s - a;
    _Number e = (a - (s - t)) + (b - t);
    return to_odd(s, e);
}

// Adds one unit to a magnitude that lost something, where the mode rounds away from zero.
template <Mode mode> ANYWARP_HALF u32 round_up(u32 kept, bool inexact, u32 sign) {
    bool away = mode == RD ? sign != 0 : mode == RU ? sign == 0 : false;
    return kept + (inexact && away);
}

// IEEE binary16. NaN becomes 0x7fff, CUDA's canonical one; as a float 0x7fffffff.
struct binary16 {
    enum : u16 { one = 0x3c00, infinity = 0x7c00, nan = 0x7fff, fraction = 10 };

    ANYWARP_HALF float widen(u16 h) {
        u32 sign = (u32)(h & 0x8000) << 16, m = (u32)(h & 0x7fff) << 13;
        // Subnormal: 2^-14 * (1 + m) - 2^-14.
        u32 tiny = bits_of(float_of(m + 0x38800000) - 6.103515625e-05f);
        u32 r = sign | (m < 0x00800000 ? tiny : m + 0x38000000);
        u32 special = m == 0x0f800000 ? sign | 0x7f800000 : 0x7fffffff;
        return float_of(m >= 0x0f800000 ? special : r);
    }
    // To nearest even. Below 2^-14 adding 1/2 puts the last bit of a subnormal number where the float's is.
    ANYWARP_HALF u16 narrow(float a) {
        u32 bits = bits_of(a), sign = bits >> 16 & 0x8000, m = bits & 0x7fffffff;
        u32 normal = (m - 0x38000000 + 0xfff + (m >> 13 & 1)) >> 13;
        u32 tiny = bits_of(float_of(m) + 0.5f) - 0x3f000000;
        u32 r = m < 0x38800000 ? tiny : normal;
        r = sign | (m >= 0x477ff000 ? (u32)infinity : r);
        return (u16)(m > 0x7f800000 ? (u32)nan : r);
    }
    template <Mode mode> ANYWARP_HALF u16 narrow(float a) {
        if (mode == RN)
            return narrow(a);
        u32 bits = bits_of(a), sign = bits >> 16 & 0x8000, m = bits & 0x7fffffff;
        u32 shift = 126 - (m >> 23);
        u32 mantissa = (m & 0x7fffff) | 0x800000;
        shift = shift < 31 ? shift : 31;
        u32 tiny = round_up<mode>(mantissa >> shift, (mantissa & ((1u << shift) - 1)) != 0, sign);
        u32 normal = round_up<mode>((m - 0x38000000) >> 13, (m & 0x1fff) != 0, sign);
        u32 r = m < 0x38800000 ? (m == 0 ? 0 : tiny) : normal;
        r = m >= 0x47800000 ? round_up<mode>(0x7bff, true, sign) : r;
        r = sign | (m == 0x7f800000 ? (u32)infinity : r);
        return (u16)(m > 0x7f800000 ? (u32)nan : r);
    }
    // The product of two numbers is an exact float, its sum with the third has its error as a float.
    ANYWARP_HALF u16 fma(u16 a, u16 b, u16 c) { return narrow(sum_to_odd(widen(a) * widen(b), widen(c))); }
};

// The upper half of binary32. NaN becomes 0x7fff.
struct bfloat16 {
    enum : u16 { one = 0x3f80, infinity = 0x7f80, nan = 0x7fff, fraction = 7 };

    ANYWARP_HALF float widen(u16 h) { return float_of((u32)h << 16); }
    ANYWARP_HALF u16 narrow(float a) {
        u32 bits = bits_of(a), r = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
        return (u16)((bits & 0x7fffffff) > 0x7f800000 ? (u32)nan : r);
    }
    template <Mode mode> ANYWARP_HALF u16 narrow(float a) {
        if (mode == RN)
            return narrow(a);
        u32 bits = bits_of(a), r = round_up<mode>(bits >> 16, (bits & 0xffff) != 0, bits >> 31);
        return (u16)((bits & 0x7fffffff) > 0x7f800000 ? (u32)nan : r);
    }
    // As binary16's, in doubles: binary32 has no more exponents than bfloat16.
    ANYWARP_HALF u16 fma(u16 a, u16 b, u16 c) {
        double product = (double)widen(a) * (double)widen(b);
        return narrow(to_odd(sum_to_odd(product, (double)widen(c))));
    }
};

} // namespace __anywarp_half

#endif

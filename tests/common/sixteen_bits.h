// An oracle for 16-bit floating point: exact integer arithmetic on the host, rounded once. Nothing of it is shared with the
// headers under test.
#pragma once

#include "test.h"
#include <cuda_bf16.h>
#include <cuda_fp16.h>

enum Mode { RN, RZ, RD, RU };

// (-1)^negative * m * 2^e, infinity or NaN.
struct Exact {
    enum Kind { FINITE, INFINITE, NOT_A_NUMBER } kind;
    bool negative;
    unsigned __int128 m;
    int e;
};

static inline Exact not_a_number() { return {Exact::NOT_A_NUMBER, false, 0, 0}; }
static inline Exact infinite(bool negative) { return {Exact::INFINITE, negative, 0, 0}; }

// A value of a format with `fraction` stored bits and this exponent bias.
static inline Exact decode(unsigned long long bits, int fraction, int exponent_bits, bool negative) {
    int top = (1 << exponent_bits) - 1, bias = top >> 1;
    unsigned long long low = bits & ((1ull << fraction) - 1);
    int e = (int)(bits >> fraction) & top;
    if (e == top)
        return low ? not_a_number() : infinite(negative);
    return {Exact::FINITE, negative, e ? low | 1ull << fraction : low, (e ? e : 1) - bias - fraction};
}

static inline int width(unsigned __int128 m) {
    unsigned long long high = (unsigned long long)(m >> 64), low = (unsigned long long)m;
    return high ? 128 - __builtin_clzll(high) : low ? 64 - __builtin_clzll(low) : 0;
}

// Rounds to a format; NaN is `nan`.
static inline unsigned encode(Exact x, int fraction, int exponent_bits, Mode mode, unsigned nan) {
    int top = (1 << exponent_bits) - 1, bias = top >> 1;
    unsigned sign = (unsigned)x.negative << (fraction + exponent_bits), infinity = (unsigned)top << fraction;
    if (x.kind == Exact::NOT_A_NUMBER)
        return nan;
    if (x.kind == Exact::INFINITE)
        return sign | infinity;
    if (x.m == 0)
        return sign;
    int unit = x.e + width(x.m) - 1 - fraction; // of the last bit
    unit = unit < 1 - bias - fraction ? 1 - bias - fraction : unit;
    int drop = unit - x.e;
    unsigned __int128 kept = drop <= 0 ? x.m << -drop : drop >= 128 ? 0 : x.m >> drop;
    unsigned __int128 rest = drop <= 0 ? 0 : drop >= 128 ? 1 : x.m - (kept << drop);
    unsigned __int128 half = drop <= 0 || drop > 127 ? ~(unsigned __int128)0 : (unsigned __int128)1 << (drop - 1);
    bool up = mode == RN   ? rest > half || (rest == half && (kept & 1))
              : mode == RZ ? false
                           : rest != 0 && x.negative == (mode == RD);
    // The carry of a full fraction goes into the exponent, as it should.
    unsigned long long result = ((unsigned long long)(unit - (1 - bias - fraction)) << fraction) + kept + up;
    if (result >= infinity)
        result = mode == RN || x.negative == (mode == RD) ? (mode == RZ ? infinity - 1 : infinity) : infinity - 1;
    return sign | (unsigned)result;
}

static inline Exact operator-(Exact x) {
    x.negative = !x.negative;
    return x;
}
static inline Exact operator+(Exact a, Exact b) {
    if (a.kind == Exact::NOT_A_NUMBER || b.kind == Exact::NOT_A_NUMBER)
        return not_a_number();
    if (a.kind == Exact::INFINITE || b.kind == Exact::INFINITE) {
        if (a.kind == b.kind && a.negative != b.negative)
            return not_a_number();
        return a.kind == Exact::INFINITE ? a : b;
    }
    if (a.m == 0 || b.m == 0) {
        if (a.m == 0 && b.m == 0)
            return {Exact::FINITE, a.negative && b.negative, 0, 0};
        return a.m == 0 ? b : a;
    }
    if (a.e + width(a.m) < b.e + width(b.m))
        return b + a;
    // a is the larger one; its unit becomes small enough to hold b, or b is too small to be more than a sticky bit.
    int down = a.e - b.e;
    if (down > 0) {
        int step = down < 90 - width(a.m) ? down : 90 - width(a.m);
        a.m <<= step;
        a.e -= step;
    }
    if (a.e > b.e) {
        int shift = a.e - b.e;
        bool sticky = shift >= 128 || (b.m & (((unsigned __int128)1 << shift) - 1)) != 0;
        b.m = (shift >= 128 ? 0 : b.m >> shift) << 1 | sticky;
        a.m <<= 1;
        b.e = a.e -= 1;
    }
    b.m <<= b.e - a.e;
    if (a.negative == b.negative)
        return {Exact::FINITE, a.negative, a.m + b.m, a.e};
    if (a.m == b.m)
        return {Exact::FINITE, false, 0, 0};
    return a.m > b.m ? Exact{Exact::FINITE, a.negative, a.m - b.m, a.e} : Exact{Exact::FINITE, b.negative, b.m - a.m, a.e};
}
static inline Exact operator*(Exact a, Exact b) {
    bool negative = a.negative != b.negative, zero = (a.kind == Exact::FINITE && a.m == 0) || (b.kind == Exact::FINITE && b.m == 0);
    if (a.kind == Exact::NOT_A_NUMBER || b.kind == Exact::NOT_A_NUMBER)
        return not_a_number();
    if (a.kind == Exact::INFINITE || b.kind == Exact::INFINITE)
        return zero ? not_a_number() : infinite(negative);
    return {Exact::FINITE, negative, a.m * b.m, a.e + b.e};
}
static inline Exact operator/(Exact a, Exact b) {
    bool negative = a.negative != b.negative;
    if (a.kind == Exact::NOT_A_NUMBER || b.kind == Exact::NOT_A_NUMBER)
        return not_a_number();
    if (a.kind == Exact::INFINITE)
        return b.kind == Exact::INFINITE ? not_a_number() : infinite(negative);
    if (b.kind == Exact::INFINITE)
        return {Exact::FINITE, negative, 0, 0};
    if (b.m == 0)
        return a.m == 0 ? not_a_number() : infinite(negative);
    unsigned __int128 n = a.m << 60;
    return {Exact::FINITE, negative, n / b.m << 1 | (n % b.m != 0), a.e - b.e - 61};
}
static inline Exact of_long_double(long double x) {
    if (x != x)
        return not_a_number();
    if (x - x != 0)
        return infinite(x < 0);
    int e = 0;
    long double m = frexpl(fabsl(x), &e);
    return {Exact::FINITE, std::signbit(x), (unsigned long long)(m * 0x1p64L), e - 64};
}
static inline long double to_long_double(Exact x) {
    if (x.kind == Exact::NOT_A_NUMBER)
        return __builtin_nanl("");
    long double magnitude = x.kind == Exact::INFINITE ? __builtin_infl() : ldexpl((unsigned long long)x.m, x.e);
    return x.negative ? -magnitude : magnitude;
}

// The two types: their bits, and values from bits, on both sides.
template <class T> struct Format;
template <> struct Format<__half> {
    typedef __half2 Pair;
    static constexpr int fraction = 10, exponent = 5;
    static constexpr const char *name = "half";
    static __host__ __device__ unsigned short bits(__half h) { return __half_as_ushort(h); }
    static __host__ __device__ __half of(unsigned short b) { return __ushort_as_half(b); }
};
template <> struct Format<__nv_bfloat16> {
    typedef __nv_bfloat162 Pair;
    static constexpr int fraction = 7, exponent = 8;
    static constexpr const char *name = "bfloat16";
    static __host__ __device__ unsigned short bits(__nv_bfloat16 h) { return __bfloat16_as_ushort(h); }
    static __host__ __device__ __nv_bfloat16 of(unsigned short b) { return __ushort_as_bfloat16(b); }
};
template <class T> Exact exact(unsigned short bits) {
    return decode(bits & 0x7fff, Format<T>::fraction, Format<T>::exponent, bits >> 15);
}
template <class T> unsigned short rounded(Exact x, Mode mode = RN) {
    return (unsigned short)encode(x, Format<T>::fraction, Format<T>::exponent, mode, 0x7fff);
}
template <class T> bool is_nan(unsigned short bits) { return exact<T>(bits).kind == Exact::NOT_A_NUMBER; }

// Counts what differs and shows the first.
template <class V> void compare(const char *format, const char *name, const std::vector<V> &got, const std::vector<V> &want) {
    size_t wrong = got.size() == want.size() ? 0 : 1, first = 0;
    for (size_t i = 0; i < got.size() && i < want.size(); i++)
        if (got[i] != want[i] && wrong++ == 0)
            first = i;
    printf("%s %s: %zu of %zu differ\n", format, name, wrong, want.size());
    if (wrong != 0) {
        failures++;
        printf("  the first at %zu: %llx, expected %llx\n", first, (unsigned long long)got[first], (unsigned long long)want[first]);
    }
}

// Operands that meet: special values with each other, then random ones, many of them close in magnitude.
template <class T> std::vector<unsigned short> operands(size_t count, unsigned seed, const std::vector<unsigned short> *near = nullptr) {
    Random random(seed);
    std::vector<unsigned short> values(count);
    for (size_t i = 0; i < count; i++) {
        unsigned r = random.next();
        values[i] = (unsigned short)r;
        if (near && (r >> 16 & 3) == 0)
            values[i] = (unsigned short)((*near)[i] + ((int)(r >> 18 & 0xfff) - 0x800));
        if ((r >> 18 & 0xff) == 0)
            values[i] = (unsigned short)(values[i] & 0x8000 | (r >> 28 & 1 ? 0x7fff & ~(values[i] & 7) : values[i] & 3));
    }
    return values;
}

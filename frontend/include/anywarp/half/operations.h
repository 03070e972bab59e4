// What both 16-bit formats do alike, on their bits: arithmetic, order, integers.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_HALF_OPERATIONS_H
#define ANYWARP_HALF_OPERATIONS_H

#include <anywarp/half/core.h>

namespace __anywarp_half {

template <class F> ANYWARP_HALF u16 add(u16 a, u16 b) { return F::narrow(F::widen(a) + F::widen(b)); }
template <class F> ANYWARP_HALF u16 subtract(u16 a, u16 b) { return F::narrow(F::widen(a) - F::widen(b)); }
template <class F> ANYWARP_HALF u16 multiply(u16 a, u16 b) { return F::narrow(F::widen(a) * F::widen(b)); }
template <class F> ANYWARP_HALF u16 divide(u16 a, u16 b) {
#ifdef __CUDA_ARCH__
    // Not `/`: -prec-div=false is not for 16-bit numbers.
    return F::narrow(__nv_fdiv_rn(F::widen(a), F::widen(b)));
#else
    return F::narrow(F::widen(a) / F::widen(b));
#endif
}

template <class F> ANYWARP_HALF bool is_nan(u16 a) { return (a & 0x7fff) > F::infinity; }
template <class F> ANYWARP_HALF bool is_ordered(u16 a, u16 b) { return !is_nan<F>(a) && !is_nan<F>(b); }
// Numbers in their order; both zeros are 0.
ANYWARP_HALF int rank(u16 a) { return a & 0x8000 ? -(a & 0x7fff) : a; }
// The same with -0 before +0, as minimum and maximum see them.
ANYWARP_HALF int strict_rank(u16 a) { return (short)a < 0 ? ~(a & 0x7fff) : a; }

template <class F> ANYWARP_HALF bool equal(u16 a, u16 b) { return is_ordered<F>(a, b) && rank(a) == rank(b); }
template <class F> ANYWARP_HALF bool less(u16 a, u16 b) { return is_ordered<F>(a, b) && rank(a) < rank(b); }
template <class F> ANYWARP_HALF bool not_above(u16 a, u16 b) { return is_ordered<F>(a, b) && rank(a) <= rank(b); }
template <class F> ANYWARP_HALF bool different(u16 a, u16 b) { return is_ordered<F>(a, b) && rank(a) != rank(b); }

// A NaN gives way to the other operand.
template <class F> ANYWARP_HALF u16 minimum(u16 a, u16 b) {
    u16 r = strict_rank(a) < strict_rank(b) ? a : b;
    r = is_nan<F>(a) ? b : is_nan<F>(b) ? a : r;
    return is_nan<F>(r) ? (u16)F::nan : r;
}
template <class F> ANYWARP_HALF u16 maximum(u16 a, u16 b) {
    u16 r = strict_rank(a) > strict_rank(b) ? a : b;
    r = is_nan<F>(a) ? b : is_nan<F>(b) ? a : r;
    return is_nan<F>(r) ? (u16)F::nan : r;
}
// A NaN wins.
template <class F> ANYWARP_HALF u16 minimum_nan(u16 a, u16 b) {
    return is_ordered<F>(a, b) ? minimum<F>(a, b) : (u16)F::nan;
}
template <class F> ANYWARP_HALF u16 maximum_nan(u16 a, u16 b) {
    return is_ordered<F>(a, b) ? maximum<F>(a, b) : (u16)F::nan;
}

// Into [+0, 1]; NaN becomes +0 (PTX ISA, `.sat`).
template <class F> ANYWARP_HALF u16 saturate(u16 a) {
    u16 r = a > F::one ? (u16)F::one : a;
    return a & 0x8000 || is_nan<F>(a) ? (u16)0 : r;
}
// Negative numbers become +0, NaN stays (PTX ISA, `.relu`).
template <class F> ANYWARP_HALF u16 rectify(u16 a) {
    return is_nan<F>(a) ? (u16)F::nan : a & 0x8000 ? (u16)0 : a;
}

ANYWARP_HALF float round_to_integer(float a, Mode mode) {
    return mode == RN ? __builtin_rintf(a)
        : mode == RZ  ? __builtin_truncf(a)
        : mode == RD  ? __builtin_floorf(a)
                      : __builtin_ceilf(a);
}
// Saturates; NaN becomes 0, in 64 bits the value with only the top bit set (PTX ISA, `cvt`). `limit` is 2^bits.
template <class T, Mode mode> ANYWARP_HALF T to_integer(float a) {
    const bool is_signed = (T)-1 < (T)0;
    const int bits = (int)sizeof(T) * 8 - is_signed;
    const T high = (T)(~(u64)0 >> (64 - bits)), low = is_signed ? (T)(-high - 1) : (T)0;
    const float limit = float_of((u32)(127 + bits) << 23);
    const T invalid = sizeof(T) == 8 ? (T)(1ull << 63) : (T)0;
    float r = round_to_integer(a, mode);
    T inside = r < limit && r > (is_signed ? -limit : 0.0f) ? (T)r : low;
    return r != r ? invalid : r >= limit ? high : inside;
}

} // namespace __anywarp_half

#endif

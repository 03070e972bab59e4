// What both 16-bit formats do alike, on their bits: arithmetic, order, integers.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_HALF_OPERATIONS_H
#define ANYWARP_HALF_OPERATIONS_H

#include <anywarp/half/core.h>

namespace __anywarp_half {

// To nearest even. Host code makes NaN canonical.
template <class _Format> ANYWARP_HALF u16 narrow_double(double a) {
#ifdef __CUDA_ARCH__
    if (is_nan(bits_of(a)))
        return kept_nan<_Format>(bits_of(a));
#endif
    return _Format::narrow(to_odd(a));
}

template <class _Format> ANYWARP_HALF u16 add(u16 a, u16 b) { return _Format::narrow(_Format::widen(a) + _Format::widen(b)); }
template <class _Format> ANYWARP_HALF u16 subtract(u16 a, u16 b) { return _Format::narrow(_Format::widen(a) - _Format::widen(b)); }
template <class _Format> ANYWARP_HALF u16 multiply(u16 a, u16 b) { return _Format::narrow(_Format::widen(a) * _Format::widen(b)); }
template <class _Format> ANYWARP_HALF u16 divide(u16 a, u16 b) {
#ifdef __CUDA_ARCH__
    // Not `/`: -prec-div=false is not for 16-bit numbers.
    return _Format::narrow(__nv_fdiv_rn(_Format::widen(a), _Format::widen(b)));
#else
    return _Format::narrow(_Format::widen(a) / _Format::widen(b));
#endif
}

template <class _Format> ANYWARP_HALF bool is_nan(u16 a) { return (a & 0x7fff) > _Format::infinity; }
// Negation and magnitude are arithmetic: their NaN is the canonical one.
template <class _Format> ANYWARP_HALF u16 canonical(int a) { return is_nan<_Format>((u16)a) ? (u16)_Format::nan : (u16)a; }
template <class _Format> ANYWARP_HALF bool is_ordered(u16 a, u16 b) { return !is_nan<_Format>(a) && !is_nan<_Format>(b); }
// Numbers in their order; both zeros are 0.
ANYWARP_HALF int rank(u16 a) { return a & 0x8000 ? -(a & 0x7fff) : a; }
// The same with -0 before +0, as minimum and maximum see them.
ANYWARP_HALF int strict_rank(u16 a) { return (short)a < 0 ? ~(a & 0x7fff) : a; }

template <class _Format> ANYWARP_HALF bool equal(u16 a, u16 b) { return is_ordered<_Format>(a, b) && rank(a) == rank(b); }
template <class _Format> ANYWARP_HALF bool less(u16 a, u16 b) { return is_ordered<_Format>(a, b) && rank(a) < rank(b); }
template <class _Format> ANYWARP_HALF bool not_above(u16 a, u16 b) { return is_ordered<_Format>(a, b) && rank(a) <= rank(b); }
template <class _Format> ANYWARP_HALF bool different(u16 a, u16 b) { return is_ordered<_Format>(a, b) && rank(a) != rank(b); }

// A NaN gives way to the other operand.
template <class _Format> ANYWARP_HALF u16 minimum(u16 a, u16 b) {
    u16 r = strict_rank(a) < strict_rank(b) ? a : b;
    r = is_nan<_Format>(a) ? b : is_nan<_Format>(b) ? a : r;
    return is_nan<_Format>(r) ? (u16)_Format::nan : r;
}
template <class _Format> ANYWARP_HALF u16 maximum(u16 a, u16 b) {
    u16 r = strict_rank(a) > strict_rank(b) ? a : b;
    r = is_nan<_Format>(a) ? b : is_nan<_Format>(b) ? a : r;
    return is_nan<_Format>(r) ? (u16)_Format::nan : r;
}
// A NaN wins.
template <class _Format> ANYWARP_HALF u16 minimum_nan(u16 a, u16 b) {
    return is_ordered<_Format>(a, b) ? minimum<_Format>(a, b) : (u16)_Format::nan;
}
template <class _Format> ANYWARP_HALF u16 maximum_nan(u16 a, u16 b) {
    return is_ordered<_Format>(a, b) ? maximum<_Format>(a, b) : (u16)_Format::nan;
}

// Into [+0, 1]; NaN becomes +0 (PTX ISA, `.sat`).
template <class _Format> ANYWARP_HALF u16 saturate(u16 a) {
    u16 r = a > _Format::one ? (u16)_Format::one : a;
    return a & 0x8000 || is_nan<_Format>(a) ? (u16)0 : r;
}
// Negative numbers become +0, NaN stays (PTX ISA, `.relu`).
template <class _Format> ANYWARP_HALF u16 rectify(u16 a) {
    return is_nan<_Format>(a) ? (u16)_Format::nan : a & 0x8000 ? (u16)0 : a;
}

ANYWARP_HALF float round_to_integer(float a, Mode mode) {
    return mode == RN ? __builtin_rintf(a)
        : mode == RZ  ? __builtin_truncf(a)
        : mode == RD  ? __builtin_floorf(a)
                      : __builtin_ceilf(a);
}
// Saturates; NaN becomes 0, in 64 bits the value with only the top bit set (PTX ISA, `cvt`). `limit` is 2^bits.
template <class _Whole, Mode mode> ANYWARP_HALF _Whole to_integer(float a) {
    const bool is_signed = (_Whole)-1 < (_Whole)0;
    const int bits = (int)sizeof(_Whole) * 8 - is_signed;
    const _Whole high = (_Whole)(~(u64)0 >> (64 - bits)), low = is_signed ? (_Whole)(-high - 1) : (_Whole)0;
    const float limit = float_of((u32)(127 + bits) << 23);
    const _Whole invalid = sizeof(_Whole) == 8 ? (_Whole)(1ull << 63) : (_Whole)0;
    float r = round_to_integer(a, mode);
    _Whole inside = r < limit && r > (is_signed ? -limit : 0.0f) ? (_Whole)r : low;
    return r != r ? invalid : r >= limit ? high : inside;
}

} // namespace __anywarp_half

#endif

// Halves for inline PTX: binary16 and bfloat16 in the lower half of a word, in PTX's roundings.
//
// A number that is to be rounded to a half comes as a float. A number that is no float is rounded to odd first, which
// keeps what the second rounding needs (24 bits of significand are two more than twice a half's, and more).
#include "round.h"

// Roundings as the translation numbers them are those of `enum mode`; beyond them, to nearest with ties away.
enum { AWAY = 4 };

// The `n` lower bits of a magnitude are cut off: 1 if the rest must be raised.
HELPER u32 raise(u32 magnitude, u32 n, u32 negative, u32 mode) {
  u32 rest = magnitude & ((1u << n) - 1), half = 1u << (n - 1), odd = magnitude >> n & 1;
  switch (mode) {
    case RN: return rest > half || (rest == half && odd);
    case RZ: return 0;
    case RU: return rest && !negative;
    case RD: return rest && negative;
    default: return rest >= half;
  }
}

TINY float __anywarp_ptx_f16_to_f32(u32 h) {
  u32 magnitude = (h & 0x7fff) << 13;
  // Subnormal: 2^-14 * (1 + m) - 2^-14, which no device flushes, as in the headers (anywarp/half/core.h).
  u32 tiny = as_u32(as_f32(magnitude + 0x38800000) - 0x1p-14f);
  u32 finite = magnitude < 0x00800000 ? tiny : magnitude + 0x38000000;
  return as_f32((magnitude >= 0x0f800000 ? magnitude | 0x7f800000 : finite) | (h & 0x8000) << 16);
}

PURE u32 __anywarp_ptx_f16_from_f32(float a, u32 mode) {
  u32 bits = as_u32(a), magnitude = bits & 0x7fffffff, negative = bits >> 31, sign = negative << 15;
  if (magnitude > 0x7f800000) return 0x7fff;
  if (magnitude == 0x7f800000) return sign | 0x7c00;
  u32 r;
  if (magnitude >= 0x38800000) {
    r = ((magnitude - 0x38000000) >> 13) + raise(magnitude, 13, negative, mode);
    // Beyond the largest half, a mode that does not raise stays there.
    u32 most = mode == RN || (mode == RU && !negative) || (mode == RD && negative) ? 0x7c00 : 0x7bff;
    if (r >= 0x7c00) r = most;
  } else {
    // A multiple of 2^-24: the significand with its hidden bit, shifted by what the exponent lacks.
    u32 exponent = magnitude >> 23;
    u32 shift = exponent ? 126 - exponent : 125;
    u32 significand = (magnitude & 0x7fffff) | (exponent ? 0x800000 : 0);
    // All of it is cut off: a single bit is left that is below one half.
    if (shift > 25) significand = significand != 0, shift = 25;
    r = (significand >> shift) + raise(significand, shift, negative, mode);
  }
  return sign | r;
}

PURE u32 __anywarp_ptx_bf16_from_f32(float a, u32 mode) {
  u32 bits = as_u32(a), magnitude = bits & 0x7fffffff, negative = bits >> 31, sign = negative << 15;
  if (magnitude > 0x7f800000) return 0x7fff;
  return sign | ((magnitude >> 16) + raise(magnitude, 16, negative, mode));
}

// The float's neighbour towards the exact value, if the float is even and not exact.
HELPER float odd_float(float f, int inexact, int towards_zero) {
  return inexact && !(as_u32(f) & 1) ? step32(f, towards_zero ? -1 : 1) : f;
}
// The largest float is odd: what overflows stays beyond the largest half.
HELPER float odd_double(double a) {
  u64 bits = as_u64(a), m = bits & 0x7fffffffffffffffull;
  u32 sign = (u32)(bits >> 32) & 0x80000000u, r;
  if (m >= 0x47f0000000000000ull) {
    r = m > 0x7ff0000000000000ull ? 0x7fffffff : m == 0x7ff0000000000000ull ? 0x7f800000 : 0x7f7fffff;
  } else if (m >= 0x3810000000000000ull) {
    r = (u32)((m - 0x3800000000000000ull) >> 29) | ((m & 0x1fffffff) != 0);
  } else {
    // Subnormal numbers of binary32 have units of 2^-149; the hidden bit is there from 2^-1022 on.
    int e = (int)(m >> 52), shift = 926 - e < 63 ? 926 - e : 63;
    u64 mantissa = (m & 0xfffffffffffffull) | (u64)(e != 0) << 52;
    r = (u32)(mantissa >> shift) | ((mantissa & ((1ull << shift) - 1)) != 0);
  }
  return as_f32(sign | r);
}
HELPER float odd_magnitude(u64 m, u32 negative) {
  if (m == 0) return 0.0f;
  int top = 63 - __builtin_clzg(m, 64);
  u32 significand = top > 23 ? (u32)(m >> (top - 23)) | ((m & ((1ull << (top - 23)) - 1)) != 0) : (u32)m << (23 - top);
  return as_f32((u32)(top + 127) << 23 | (significand & 0x7fffff) | negative << 31);
}
PURE float __anywarp_ptx_odd_ull(u64 a) { return odd_magnitude(a, 0); }
PURE float __anywarp_ptx_odd_uint(u32 a) { return odd_magnitude(a, 0); }
PURE float __anywarp_ptx_odd_ll(i64 a) { return odd_magnitude(a < 0 ? 0ull - (u64)a : (u64)a, a < 0); }
PURE float __anywarp_ptx_odd_int(i32 a) { return __anywarp_ptx_odd_ll(a); }

// A NaN of 64 bits keeps its sign and the upper bits of its payload, and is quiet; one of 32 bits becomes the canonical
// one.
HELPER u32 kept_nan(double a, u32 infinity, u32 fraction) {
  u64 bits = as_u64(a);
  u32 payload = (u32)(bits >> (52 - fraction)) & ((1u << fraction) - 1);
  return (u32)(bits >> 48 & 0x8000) | infinity | 1u << (fraction - 1) | payload;
}
PURE u32 __anywarp_ptx_f16_from_f64(double a, u32 mode) {
  return isnan64(a) ? kept_nan(a, 0x7c00, 10) : __anywarp_ptx_f16_from_f32(odd_double(a), mode);
}
PURE u32 __anywarp_ptx_bf16_from_f64(double a, u32 mode) {
  return isnan64(a) ? kept_nan(a, 0x7f80, 7) : __anywarp_ptx_bf16_from_f32(odd_double(a), mode);
}

// The product of two binary16 is exact in single precision, and so is the sum as s + e.
PURE u32 __anywarp_ptx_f16_fma(u32 a, u32 b, u32 c) {
  float p = __anywarp_ptx_f16_to_f32(a) * __anywarp_ptx_f16_to_f32(b), x = __anywarp_ptx_f16_to_f32(c);
  float s = p + x, back = s - p;
  float e = (p - (s - back)) + (x - back);
  if (isinf32(s) || isnan32(s)) return __anywarp_ptx_f16_from_f32(s, RN);
  return __anywarp_ptx_f16_from_f32(odd_float(s, e != 0, (e > 0) != (s > 0)), RN);
}

HELPER double wide(u32 bf16) { return (double)as_f32(bf16 << 16); }
PURE u32 __anywarp_ptx_bf16_mul(u32 a, u32 b) {
  return __anywarp_ptx_bf16_from_f32(odd_double(wide(a) * wide(b)), RN);
}
PURE u32 __anywarp_ptx_bf16_fma(u32 a, u32 b, u32 c) {
  double p = wide(a) * wide(b);
  dd s = two_sum(p, wide(c));
  double r = finite64(s.hi) ? to_odd(s.hi, s.lo) : s.hi;
  // A float rounded to odd never becomes infinite; a bfloat16 may.
  if (isinf64(r)) return r > 0 ? 0x7f80 : 0xff80;
  return __anywarp_ptx_bf16_from_f32(odd_double(r), RN);
}

TINY u32 __anywarp_ptx_half_saturate(u32 x, u32 one, u32 infinity) {
  if (x & 0x8000 || (x & 0x7fff) > infinity) return 0;
  return x > one ? one : x;
}
TINY u32 __anywarp_ptx_half_relu(u32 x, u32 infinity) {
  if ((x & 0x7fff) > infinity) return 0x7fff;
  return x & 0x8000 ? 0 : x;
}

// The lesser or greater of two numbers of `bits` bits given as bits. `how`: bit 0, NaN wins; bit 1, of the magnitudes,
// with the exclusive or of the signs.
#define EXTREME(a, b, sign, infinity, nan, how, greater) \
  u32 flip = (a ^ b) & sign; \
  int a_nan = (a & (sign - 1)) > infinity, b_nan = (b & (sign - 1)) > infinity; \
  if (a_nan || b_nan) { \
    if (how & 1 || (a_nan && b_nan)) return nan; \
    u32 number = a_nan ? b : a; \
    return how & 2 ? (number & (sign - 1)) | flip : number; \
  } \
  if (how & 2) a &= sign - 1, b &= sign - 1; \
  u32 x = a & sign ? ~a & (2 * sign - 1) : a | sign, y = b & sign ? ~b & (2 * sign - 1) : b | sign; \
  u32 chosen = (greater ? x > y : x < y) ? a : b; \
  return how & 2 ? chosen | flip : chosen;

TINY u32 __anywarp_ptx_half_min(u32 a, u32 b, u32 infinity, u32 how) {
  EXTREME(a, b, 0x8000u, infinity, 0x7fff, how, 0)
}
TINY u32 __anywarp_ptx_half_max(u32 a, u32 b, u32 infinity, u32 how) {
  EXTREME(a, b, 0x8000u, infinity, 0x7fff, how, 1)
}
HELPER u32 min_bits(u32 a, u32 b, u32 how) { EXTREME(a, b, 0x80000000u, 0x7f800000, 0x7fffffff, how, 0) }
HELPER u32 max_bits(u32 a, u32 b, u32 how) { EXTREME(a, b, 0x80000000u, 0x7f800000, 0x7fffffff, how, 1) }
TINY float __anywarp_ptx_min_f32(float a, float b, u32 how) { return as_f32(min_bits(as_u32(a), as_u32(b), how)); }
TINY float __anywarp_ptx_max_f32(float a, float b, u32 how) { return as_f32(max_bits(as_u32(a), as_u32(b), how)); }

// `cvt.tf32.f32`: 10 bits of fraction are left; the lower 13 are zero. `.rna` cuts them off a NaN, too.
PURE u32 __anywarp_ptx_tf32(u32 bits, u32 mode, u32 relu) {
  u32 magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return mode == AWAY ? bits & ~0x1fffu : 0x7fffe000;
  if (relu && bits >> 31) return 0;
  u32 r = ((magnitude >> 13) + (magnitude < 0x7f800000 ? raise(magnitude, 13, bits >> 31, mode) : 0)) << 13;
  return (bits & 0x80000000) | r;
}

// Subnormal numbers become zeros of their sign: `.ftz`.
TINY float __anywarp_ptx_flush(float a) {
  u32 bits = as_u32(a);
  return as_f32((bits & 0x7fffffff) < 0x00800000 ? bits & 0x80000000 : bits);
}

TINY double __anywarp_ptx_saturate_f64(double a) { return a > 0.0 ? (a < 1.0 ? a : 1.0) : 0.0; }

// rsqrt.approx.ftz.f64, as `__nv_rcp64h`.
PURE double __anywarp_ptx_rsqrt64h(double a) {
  double x = as_f64(as_u64(a) & 0xffffffff00000000ull);
  x = fabs64(x) < 0x1p-1022 ? sign64(0.0, x) : x;
  return isnan64(a) ? a : as_f64(as_u64(1.0 / __builtin_sqrt(x)) & 0xffffffff00000000ull);
}

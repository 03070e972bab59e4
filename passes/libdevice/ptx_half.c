// Halves for inline PTX: what looks at their bits, and at those of a float. A half is the lower half of a word.
#include "libdevice.h"

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

// `cvt.tf32.f32`: 10 bits of fraction are left; the lower 13 are zero. `mode` is 0 to nearest even, 1 towards zero, 4 to
// nearest with ties away, which cuts the lower bits off a NaN, too.
PURE u32 __anywarp_ptx_tf32(u32 bits, u32 mode, u32 relu) {
  u32 magnitude = bits & 0x7fffffff, raise = mode == 0 ? 0xfff + (bits >> 13 & 1) : mode == 1 ? 0 : 0x1000;
  if (magnitude > 0x7f800000) return mode == 4 ? bits & ~0x1fffu : 0x7fffe000;
  if (relu && bits >> 31) return 0;
  return (magnitude < 0x7f800000 ? bits + raise : bits) & ~0x1fffu;
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

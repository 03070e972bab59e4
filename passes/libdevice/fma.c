// Fused multiply-add, division and square root with one rounding, in integer arithmetic where doubles cannot.
#include "fma.h"

HELPER int leading_zeros(u64 x) { return __builtin_clzg(x, 64); }

// A finite nonzero double as m 2^e with 2^52 <= m < 2^53.
HELPER u64 unpack(double x, int *e) {
  u64 bits = as_u64(x), m = bits & 0xfffffffffffffull;
  int exponent = (int)(bits >> 52 & 0x7ff);
  if (exponent) {
    *e = exponent - 1075;
    return m | 0x10000000000000ull;
  }
  int shift = leading_zeros(m) - 11;
  *e = -1074 - shift;
  return m << shift;
}

PURE double __anywarp_pack_f64(int negative, u64 m, int sticky, int e, enum mode mode) {
  u64 sign = (u64)negative << 63;
  int z = leading_zeros(m);
  m <<= z;
  e -= z;
  // 11 bits below the last of 53; more for a subnormal result, whose unit is 2^-1074.
  int drop = e + 11 < -1074 ? -1074 - e : 11;
  u64 kept, rest;
  if (drop >= 64) {
    kept = 0;
    rest = drop == 64 ? m : 1;
  } else {
    kept = m >> drop;
    rest = m << (64 - drop);
  }
  int above_half = rest > 0x8000000000000000ull || (rest == 0x8000000000000000ull && sticky);
  int tie = rest == 0x8000000000000000ull && !sticky;
  int inexact = rest != 0 || sticky;
  int up = mode == RN   ? above_half || (tie && (kept & 1))
           : mode == RU ? inexact && !negative
           : mode == RD ? inexact && negative
                        : 0;
  int exponent = e + drop;
  if (exponent > 971) return overflow64(as_f64(sign | 0x7ff0000000000000ull), mode);
  // Adding the mantissa to the exponent field carries into it, up to infinity.
  u64 field = exponent > -1074 || kept >> 52 ? (u64)(exponent + 1074) << 52 : 0;
  return as_f64(sign | (field + kept + (u64)up));
}

typedef struct {
  u64 hi, lo;
} u128;

HELPER u128 shift_left128(u128 x, int s) {
  if (s >= 64) return (u128){s >= 128 ? 0 : x.lo << (s - 64), 0};
  return s ? (u128){x.hi << s | x.lo >> (64 - s), x.lo << s} : x;
}

// A right shift whose lost bits set *sticky.
HELPER u128 shift_right128(u128 x, int s, int *sticky) {
  if (s >= 128) {
    *sticky |= (x.hi | x.lo) != 0;
    return (u128){0, 0};
  }
  u128 back;
  u128 r = s >= 64 ? (u128){0, x.hi >> (s - 64)} : s ? (u128){x.hi >> s, x.lo >> s | x.hi << (64 - s)} : x;
  back = shift_left128(r, s);
  *sticky |= back.hi != x.hi || back.lo != x.lo;
  return r;
}

// The larger of two aligned magnitudes minus the smaller one, whose lost bits are `sticky`.
HELPER u128 subtract128(u128 a, u128 b, int sticky) {
  u64 lo = a.lo - b.lo;
  u128 r = {a.hi - b.hi - (a.lo < b.lo), lo};
  if (sticky) r = (u128){r.hi - (r.lo == 0), r.lo - 1};
  return r;
}

HELPER double pack128(int negative, u128 m, int sticky, int e, enum mode mode) {
  int z = m.hi ? leading_zeros(m.hi) : 64 + leading_zeros(m.lo);
  m = shift_left128(m, z);
  return __anywarp_pack_f64(negative, m.hi, sticky || m.lo != 0, e - z + 64, mode);
}

// Both addends are put into 128 bits with their leading bit at 124 or 125, the smaller is shifted right.
PURE double __anywarp_fma_soft(double a, double b, double c, enum mode mode) {
  double p = a * b;
  if (!finite64(a) || !finite64(b) || !finite64(c)) return finite64(a) && finite64(b) ? c : p + c;
  int product_sign = (int)((as_u64(a) ^ as_u64(b)) >> 63), addend_sign = (int)(as_u64(c) >> 63);
  double zero = product_sign == addend_sign ? (product_sign ? -0.0 : 0.0) : mode == RD ? -0.0 : 0.0;
  if (a == 0 || b == 0) return c == 0 ? zero : c;
  int ea, eb, ec = 0, sticky = 0;
  u64 ma = unpack(a, &ea), mb = unpack(b, &eb);
  u128 x = shift_left128((u128){mulhi_u64(ma, mb), ma * mb}, 20), y = {0, 0};
  int ex = ea + eb - 20, ey = ex;
  if (c == 0) return pack128(product_sign, x, 0, ex, mode);
  y = shift_left128((u128){0, unpack(c, &ec)}, 72);
  ey = ec - 72;
  if (ex >= ey) {
    y = shift_right128(y, ex - ey, &sticky);
  } else {
    x = shift_right128(x, ey - ex, &sticky);
    ex = ey;
  }
  if (product_sign == addend_sign) {
    u64 lo = x.lo + y.lo;
    return pack128(product_sign, (u128){x.hi + y.hi + (lo < x.lo), lo}, sticky, ex, mode);
  }
  int x_larger = x.hi > y.hi || (x.hi == y.hi && x.lo >= y.lo);
  u128 d = x_larger ? subtract128(x, y, sticky) : subtract128(y, x, sticky);
  if ((d.hi | d.lo) == 0) return zero;
  return pack128(x_larger ? product_sign : addend_sign, d, sticky, ex, mode);
}

// Long division, one bit at a time: 64 bits of quotient and whether a remainder is left.
PURE double __anywarp_div_soft(double a, double b, enum mode mode) {
  double q = a / b;
  if (!finite64(a) || !finite64(b) || a == 0 || b == 0) return q;
  int ea, eb;
  u64 n = unpack(a, &ea), d = unpack(b, &eb), quotient = 0;
  for (int i = 0; i < 64; i++) {
    int bit = n >= d;
    quotient = quotient << 1 | (u64)bit;
    n = (n - (bit ? d : 0)) << 1;
  }
  return __anywarp_pack_f64((int)((as_u64(a) ^ as_u64(b)) >> 63), quotient, n != 0, ea - eb - 63, mode);
}

// The hardware's root is within half an ulp; the sign of its exact residual says on which side the root lies.
PURE double __anywarp_sqrt_soft(double a, enum mode mode) {
  double s = __builtin_sqrt(a);
  if (!(a > 0) || a == INF64) return s;
  int tiny = a < 0x1p-900;
  double scaled = tiny ? a * 0x1p120 : a, root = tiny ? s * 0x1p60 : s;
  return adjust64(s, __anywarp_fma_soft(-root, root, scaled, RN), mode);
}

// A target may have an instruction for these (spirv/fused.rs). Weak functions are not inlined before they are linked.
#define REPLACEABLE PURE __attribute__((weak))

// The common case in doubles: 2Sum and 2Product with rounding to odd (Boldo and Melquiond); every intermediate must
// stay clear of overflow and of subnormal errors, otherwise integers.
REPLACEABLE double __anywarp_fma_f64(double a, double b, double c) {
  int ea = (int)(as_u64(a) >> 52 & 0x7ff), eb = (int)(as_u64(b) >> 52 & 0x7ff), ec = (int)(as_u64(c) >> 52 & 0x7ff);
  int ep = ea + eb - 1023;
  int safe = (ea > 100) & (ea < 1950) & (eb > 100) & (eb < 1950) & (ep > 250) & (ep < 1900) & (ec > 250) & (ec < 1900);
  if (UNLIKELY(!safe)) return __anywarp_fma_soft(a, b, c, RN);
  dd u = two_prod_exact(a, b);
  dd t = two_sum(c, u.lo);
  dd v = two_sum(u.hi, t.hi);
  dd z = two_sum(t.lo, v.lo);
  return v.hi + to_odd(z.hi, z.lo);
}
REPLACEABLE float __anywarp_fma_f32(float a, float b, float c) { return fma_f32(a, b, c, RN); }

PURE double __nv_fma(double a, double b, double c) { return __anywarp_fma_f64(a, b, c); }
PURE double __nv_fma_rn(double a, double b, double c) { return __anywarp_fma_f64(a, b, c); }
PURE double __nv_fma_rz(double a, double b, double c) { return __anywarp_fma_soft(a, b, c, RZ); }
PURE double __nv_fma_ru(double a, double b, double c) { return __anywarp_fma_soft(a, b, c, RU); }
PURE double __nv_fma_rd(double a, double b, double c) { return __anywarp_fma_soft(a, b, c, RD); }
PURE float __nv_fmaf(float a, float b, float c) { return __anywarp_fma_f32(a, b, c); }
PURE float __nv_fmaf_rn(float a, float b, float c) { return __anywarp_fma_f32(a, b, c); }
PURE float __nv_fmaf_rz(float a, float b, float c) { return fma_f32(a, b, c, RZ); }
PURE float __nv_fmaf_ru(float a, float b, float c) { return fma_f32(a, b, c, RU); }
PURE float __nv_fmaf_rd(float a, float b, float c) { return fma_f32(a, b, c, RD); }
// The `_ieee` forms never flush subnormals; nor do the others here.
PURE float __nv_fmaf_ieee_rn(float a, float b, float c) { return __anywarp_fma_f32(a, b, c); }
PURE float __nv_fmaf_ieee_rz(float a, float b, float c) { return fma_f32(a, b, c, RZ); }
PURE float __nv_fmaf_ieee_ru(float a, float b, float c) { return fma_f32(a, b, c, RU); }
PURE float __nv_fmaf_ieee_rd(float a, float b, float c) { return fma_f32(a, b, c, RD); }

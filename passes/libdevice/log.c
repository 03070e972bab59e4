// log, log2, log10 and log1p in both precisions.
#include "log.h"

// a = 2^k (1 + r) with 1 + r in [2/3, 4/3): ln a = k ln 2 + r + r^2 q(r), in single precision, of which a vector has twice as
// many. k ln 2 is added in two parts; the first has 15 bits, and what the sum with r loses is kept.
PURE float __nv_logf(float a) {
  int tiny = a < 0x1p-126f;
  u32 bits = as_u32(tiny ? a * 0x1p24f : a);
  u32 e = (bits - 0x3f2aaaabu) & 0xff800000u;
  float r = as_f32(bits - e) - 1.0f;
  float k = (float)((i32)e >> 23) - (tiny ? 24.0f : 0.0f);
  float r2 = r * r, r4 = r2 * r2;
  float q = P8(r, r2, r4, -0.5f, 0x1.555556p-2f, -0x1.ffffb4p-3f, 0x1.999816p-3f, -0x1.55788ep-3f, 0x1.24e842p-3f,
               -0x1.f74aaap-4f, 0x1.b92aa6p-4f) + r4 * r4 * P2(r, -0x1.fd1b86p-4f, 0x1.ea92cap-4f);
  float first = k * 0x1.62e400p-1f, sum = first + r;
  sum += ((first - sum) + r) + (r2 * q + k * 0x1.7f7d1cp-20f);
  sum = a < INF32 ? sum : a;
  sum = a < 0 ? NAN32 : sum;
  return a == 0 ? -INF32 : sum;
}
PURE float __nv_log2f(float a) {
  double k, z = log_reduce((double)a, &k);
  return (float)log_special((double)a, log_poly_f32(z) * INV_LN2 + k);
}
PURE float __nv_log10f(float a) {
  double k, z = log_reduce((double)a, &k);
  return (float)log_special((double)a, log_poly_f32(z) * INV_LN10 + k * LOG10_2);
}

// s = f / (2 + f); ln(1 + f) = f - (f^2/2 - s (f^2/2 + R)), so that rounding errors scale with f^2 only.
PURE double __nv_log(double a) {
  double k, f = log_reduce_full(a, &k) - 1.0;
  double s = f / (2.0 + f), w = s * s, h = 0.5 * f * f;
  double r = 2.0 * w * (0x1.5555555555555p-2 + w * log_tail(w));
  double l = k * LN2_HI - ((h - (s * (h + r) + k * LN2_LO)) - f);
  return log_special(a, l);
}

PURE double __nv_log2(double a) {
  double k, z = log_reduce_full(a, &k);
  dd l = log1p_dd(z - 1.0, 0.0);
  dd p = two_prod(l.hi, INV_LN2);
  p.lo += l.hi * 0x1.777d0ffda0d24p-56 + l.lo * INV_LN2;
  dd h = two_sum(k, p.hi);
  return log_special(a, h.hi + (h.lo + p.lo));
}

PURE double __nv_log10(double a) {
  dd l = log_dd(a);
  dd p = two_prod(l.hi, INV_LN10);
  return log_special(a, p.hi + (p.lo + (l.hi * 0x1.95355baaafad3p-57 + l.lo * INV_LN10)));
}

// 1 + a is split exactly into u + c; ln(u + c) = k ln 2 + ln(1 + f + c 2^-k).
PURE double __nv_log1p(double a) {
  dd u = two_sum(1.0, a);
  double k, z = log_reduce(u.hi, &k);
  double c = u.lo * as_f64((u64)(1023 - (i64)clamp64(k, -60.0, 1021.0)) << 52);
  dd l = log_combine(k, log1p_dd(z - 1.0, c));
  double r = log_special(u.hi, l.hi + l.lo);
  // Below 2^-27 two terms of the series are enough and keep every bit (and the sign of zero).
  return fabs64(a) < 0x1p-27 ? a - 0.5 * a * a : r;
}

// In double 1 + a only loses bits that matter where no power of two is split off; there f = a itself is used.
PURE float __nv_log1pf(float a) {
  double x = (double)a, u = 1.0 + x;
  double k, z = log_reduce(u, &k);
  double f = k == 0 ? x : z - 1.0;
  double r = log_special(u, log1p_poly_f32(f) + k * 0x1.62e42fefa39efp-1);
  return a == 0 ? a : (float)r;
}

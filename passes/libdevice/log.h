// Kernels of the logarithms.
#ifndef ANYWARP_LOG_H
#define ANYWARP_LOG_H

#include "dd.h"
#include "poly.h"

#define LN2_HI 0x1.62e42fefa3800p-1
#define LN2_LO 0x1.ef35793c76730p-45
#define INV_LN2 0x1.71547652b82fep0
#define INV_LN10 0x1.bcb7b1526e50ep-2
#define LOG10_2 0x1.34413509f79ffp-2

// a > 0, normal: a = 2^k z with z in [sqrt(1/2), sqrt(2)). Returns z.
HELPER double log_reduce(double a, double *k) {
  u64 shifted = as_u64(a) - 0x3fe6a09e667f3bcdull;
  i64 e = (i64)shifted >> 52;
  *k = small_int_to_f64(e);
  return as_f64(as_u64(a) - ((u64)e << 52));
}

// As above for every positive double: subnormals are scaled first.
HELPER double log_reduce_full(double a, double *k) {
  int sub = a < 0x1p-1022;
  double z = log_reduce(sub ? a * 0x1p54 : a, k);
  *k -= sub ? 54.0 : 0.0;
  return z;
}

// The results for 0, negative numbers, infinity and NaN.
HELPER double log_special(double a, double r) {
  r = a == 0 ? -INF64 : r;
  r = a < 0 ? NAN64 : r;
  return a < INF64 ? r : a;
}

// ln(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)], relative error 2^-37.8 (degree 4 in s^2): enough for binary32.
HELPER double log1p_poly_f32(double f) {
  double s = f / (2.0 + f), w = s * s, w2 = w * w;
  return (s + s) * P5(w, w2, w2 * w2, 0x1.0000000004a43p0, 0x1.555554da9b459p-2, 0x1.999a9ce56452fp-3,
                      0x1.2432ab1cf0e72p-3, 0x1.e3b2d77d4d374p-4);
}
HELPER double log_poly_f32(double z) { return log1p_poly_f32(z - 1.0); }

// ln z, relative error 2^-45, for the products of pow.
HELPER double log_poly_f32_more(double z) {
  double f = z - 1.0, s = f / (z + 1.0), w = s * s, w2 = w * w;
  return (s + s) * P6(w, w2, w2 * w2, 0x1.fffffffffff1p-1, 0x1.55555556735f6p-2, 0x1.9999962747f3cp-3,
                      0x1.249439faba34ap-3, 0x1.c6205714110ap-4, 0x1.919b498b8b28ep-4);
}

// atanh(s)/s = 1 + w (1/3 + w R(w)), w = s^2 <= 0.0295; this is R, relative error 2^-50.
HELPER double log_tail(double w) {
  double w2 = w * w;
  return P7(w, w2, w2 * w2, 0x1.999999999999fp-3, 0x1.249249248e312p-3, 0x1.c71c71d835427p-4, 0x1.745d09cb276a4p-4,
            0x1.3b18c19bb086ep-4, 0x1.1017b756e2b67p-4, 0x1.08830ef67b246p-4);
}

// s = f / (2 + f) as a double-double, where z = 1 + f + f_lo; one division.
HELPER dd log_ratio(double f, double f_lo) {
  dd d = two_sum(2.0, f);
  double inv = 1.0 / d.hi, q = f * inv;
  dd p = two_prod(q, d.hi);
  double r = ((f - p.hi) - p.lo) - q * (d.lo + f_lo) + f_lo;
  return fast_two_sum(q, r * inv);
}

// ln(1 + f + f_lo) as a double-double, relative error about 2^-64, |f| <= 0.42.
HELPER dd log1p_dd(double f, double f_lo) {
  dd s = log_ratio(f, f_lo);
  dd w = dd_mul(s, s);
  dd t = fast_two_sum(0x1.5555555555555p-2, w.hi * log_tail(w.hi));
  t.lo += 0x1.5555555555555p-56 + w.lo * 0x1.999999999999ap-3;
  dd u = dd_mul(dd_mul(s, w), t);
  dd r = fast_two_sum(s.hi, u.hi);
  r.lo += s.lo + u.lo;
  return (dd){2.0 * r.hi, 2.0 * r.lo};
}

// k ln 2 + l, normalised; k LN2_HI is exact.
HELPER dd log_combine(double k, dd l) {
  dd h = two_sum(k * LN2_HI, l.hi);
  return fast_two_sum(h.hi, h.lo + (l.lo + k * LN2_LO));
}

// ln a for normal or subnormal a > 0 as a double-double.
HELPER dd log_dd(double a) {
  double k, z = log_reduce_full(a, &k);
  return log_combine(k, log1p_dd(z - 1.0, 0.0));
}

#endif

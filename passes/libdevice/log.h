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

// ln(1 + f + f_lo) as a double-double, relative error about 2^-64, |f| <= 0.42.
//
// With s = f / (2 + f): ln(1 + f) = 2/3 s (3 + s^2 + 3 s^4 R(s^2)). Factors are cut to 26 bits so that the leading
// products are exact; the rest is carried in a second double.
HELPER dd log1p_dd(double f, double f_lo) {
  double d = 2.0 + f, d_lo = f - (d - 2.0) + f_lo;
  dd dh = halves(d);
  double inv = 1.0 / d, s_hi = upper_half(f * inv);
  double s_lo = (((f - s_hi * dh.hi) - s_hi * (dh.lo + d_lo)) + f_lo) * inv;
  double s = s_hi + s_lo, w = s * s, w_hi = s_hi * s_hi;
  double rest = s_lo * (s_hi + s) + 3.0 * w * w * log_tail(w);
  double t_hi = upper_half(3.0 + w_hi + rest);
  double t_lo = rest - ((t_hi - 3.0) - w_hi);
  double u = s_hi * t_hi, v = s_lo * t_hi + t_lo * s;
  double p_hi = upper_half(u + v), p_lo = v - (p_hi - u);
  return fast_two_sum(0x1.5555550000000p-1 * p_hi, 0x1.5555555555555p-27 * p_hi + 0x1.5555555555555p-1 * p_lo);
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

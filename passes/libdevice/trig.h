// Argument reduction and kernels of the trigonometric functions.
#ifndef ANYWARP_TRIG_H
#define ANYWARP_TRIG_H

#include "dd.h"
#include "poly.h"

#define TWO_OVER_PI 0x1.45f306dc9c883p-1

// |a| >= 2^20 (or infinite): a mod pi/2 as a double-double in [-pi/4, pi/4], *q its quadrant modulo 4.
dd __anywarp_trig_reduce_large(double a, i64 *q);

// |a| < 2^20: four parts of pi/2, of which three have 33 bits, so that n times each of them is exact.
HELPER dd trig_reduce_medium(double a, i64 *q) {
  double n = round_int(a * TWO_OVER_PI, q);
  double t = a - n * 0x1.921fb54400000p0;
  dd h = two_sum(t, -n * 0x1.0b4611a600000p-34);
  dd l = two_sum(h.lo, -n * 0x1.3198a2e000000p-69);
  dd r = two_sum(h.hi, l.hi);
  return fast_two_sum(r.hi, r.lo + (l.lo - n * 0x1.b839a252049c1p-104));
}

HELPER dd trig_reduce(double a, i64 *q) {
  return LIKELY(fabs64(a) < 0x1p20) ? trig_reduce_medium(a, q) : __anywarp_trig_reduce_large(a, q);
}

// Reduction for a binary32 argument: |a| < 2^22 needs two parts (29 bits and the rest), error 2^-59 absolute.
HELPER double trig_reduce_f32(double a, i64 *q) {
  if (LIKELY(fabs64(a) < 0x1p22)) {
    double n = round_int(a * TWO_OVER_PI, q);
    return (a - n * 0x1.921fb54000000p0) - n * 0x1.10b4611a62633p-30;
  }
  return __anywarp_trig_reduce_large(a, q).hi;
}

// sin r and cos r for |r| <= pi/4 + 2^-20, relative errors 2^-37 and 2^-34.
HELPER double sin_poly_f32(double r) {
  double w = r * r, w2 = w * w;
  return r * P5(w, w2, w2 * w2, 0x1.fffffffff5fdcp-1, -0x1.55555548e2514p-3, 0x1.11110717d53fp-7,
                -0x1.a00ec6a585ae9p-13, 0x1.6cb08d9ab2475p-19);
}
HELPER double cos_poly_f32(double r) {
  double w = r * r, w2 = w * w;
  return P5(w, w2, w2 * w2, 0x1.ffffffff84aa6p-1, -0x1.ffffffb65ea2dp-2, 0x1.555538a3b7d81p-5,
            -0x1.6c06eac0a95d3p-10, 0x1.98e7b5b89ff47p-16);
}

// sin(r.hi + r.lo) as an unevaluated sum, |r| <= pi/4, about 2^-57.
HELPER dd sin_core(dd r) {
  double x = r.hi, w = x * x, w2 = w * w;
  double p = P6(w, w2, w2 * w2, -0x1.5555555555555p-3, 0x1.1111111110c7ap-7, -0x1.a01a019e9f0f4p-13,
                0x1.71de37af4367p-19, -0x1.ae601ea3c22fdp-26, 0x1.5e10ca32964e4p-33);
  return (dd){x, x * w * p + r.lo * (1.0 - 0.5 * w)};
}

// cos(r.hi + r.lo) likewise: 1 - w/2 is kept exactly, w = r.hi^2 up to its rounding error e.
HELPER dd cos_core(dd r) {
  double x = r.hi;
  dd sq = two_prod(x, x);
  double w = sq.hi, w2 = w * w;
  double p = P6(w, w2, w2 * w2, 0x1.5555555555555p-5, -0x1.6c16c16c168cap-10, 0x1.a01a019f38385p-16,
                -0x1.27e4fa02e2694p-22, 0x1.1eeb57d13d296p-29, -0x1.907383bc9c002p-37);
  dd s = fast_two_sum(1.0, -0.5 * w);
  return (dd){s.hi, s.lo + (w2 * p - 0.5 * sq.lo - x * r.lo)};
}

// sin for an even quadrant, cos for an odd one; quadrants 2 and 3 change the sign.
HELPER double quadrant_f64(i64 q, dd s, dd c) {
  double v = (q & 1) ? c.hi + c.lo : s.hi + s.lo;
  return (q & 2) ? -v : v;
}
HELPER float quadrant_f32(i64 q, double s, double c) {
  double v = (q & 1) ? c : s;
  return (float)((q & 2) ? -v : v);
}

// The quotient of two unevaluated sums, rounded to double.
HELPER double dd_quotient(dd a, dd b) {
  a = fast_two_sum(a.hi, a.lo);
  b = fast_two_sum(b.hi, b.lo);
  double q = a.hi / b.hi;
  dd p = two_prod(q, b.hi);
  return q + (((a.hi - p.hi) - p.lo) + (a.lo - q * b.lo)) / b.hi;
}

#endif

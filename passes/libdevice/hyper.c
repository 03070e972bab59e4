// sinh, cosh and tanh in both precisions.
#include "exp.h"

// Below 0.3 the difference e^2a - 1 would cancel: there an odd polynomial of relative error 2^-40.
PURE float __nv_tanhf(float a) {
  double x = (double)a, w = x * x, w2 = w * w;
  double small = x * P6(w, w2, w2 * w2, 0x1.fffffffffe276p-1, -0x1.55555549ca4fcp-2, 0x1.11110559cc899p-3,
                        -0x1.ba12e94665435p-5, 0x1.64d5eacffb748p-6, -0x1.04af8776fdc81p-7);
  double e = exp2_f32(clamp64(x, -20.0, 20.0) * (2 * LOG2_E));
  double large = (e - 1.0) / (e + 1.0);
  float r = (float)(fabs64(x) < 0.3 ? small : large);
  return isnan32(a) ? a : r;
}

// (e^a -+ e^-a) / 2; sinh below 1 by an odd polynomial of relative error 2^-34.
PURE float __nv_sinhf(float a) {
  double x = (double)a, w = x * x, w2 = w * w;
  double small = x * P5(w, w2, w2 * w2, 0x1.00000000328d3p0, 0x1.5555550419a1fp-3, 0x1.11113a6d2099ap-7,
                        0x1.9ffcb50a853fp-13, 0x1.7a4bbec6a5362p-19);
  double e = exp2_f32(x * LOG2_E);
  return (float)(fabs64(x) < 1.0 ? small : 0.5 * (e - 1.0 / e));
}
PURE float __nv_coshf(float a) {
  double e = exp2_f32((double)a * LOG2_E);
  return (float)(0.5 * (e + 1.0 / e));
}

// e^x = 2^k y for 0 <= x <= 711, and e^-x 2^-k as the reciprocal.
HELPER dd exp_pair(double x, i64 *k, dd *inverse) {
  double c = clamp64(x, 0.0, 711.0);
  dd y = exp_core(exp_reduce((dd){c, 0}, k));
  y = fast_two_sum(y.hi, y.lo);
  double shrink = pow2i(*k > 500 ? -1000 : -2 * *k);
  double q = 1.0 / y.hi;
  dd p = two_prod(q, y.hi);
  double q_lo = q * (((1.0 - p.hi) - p.lo) - q * y.lo);
  *inverse = (dd){q * shrink, q_lo * shrink};
  return y;
}

// Below 1: x + x^3 P(x^2), relative error 2^-54.
HELPER double sinh_small(double x) {
  double w = x * x, w2 = w * w;
  return x + x * w * P7(w, w2, w2 * w2, 0x1.5555555555555p-3, 0x1.111111111119ap-7, 0x1.a01a01a00b345p-13,
                        0x1.71de3a5f0cd9cp-19, 0x1.ae6452c900867p-26, 0x1.6122653823685p-33, 0x1.b250729f7bbb6p-41);
}
PURE double __nv_sinh(double a) {
  double x = fabs64(a);
  i64 k;
  dd inverse, y = exp_pair(x, &k, &inverse);
  dd s = two_sum(y.hi, -inverse.hi);
  double v = scale2(s.hi + (s.lo + (y.lo - inverse.lo)), k - 1);
  v = x < 1.0 ? sinh_small(x) : v;
  return isnan64(a) || a == 0 ? a : sign64(v, a);
}
PURE double __nv_cosh(double a) {
  i64 k;
  dd inverse, y = exp_pair(fabs64(a), &k, &inverse);
  dd s = fast_two_sum(y.hi, inverse.hi);
  double v = scale2(s.hi + (s.lo + (y.lo + inverse.lo)), k - 1);
  return isnan64(a) ? a : v;
}

// t = e^2x - 1, tanh x = t / (t + 2); from 22 on the result is 1.
PURE double __nv_tanh(double a) {
  double x = clamp64(fabs64(a), 0.0, 22.0);
  i64 k;
  dd y = exp_core(exp_reduce((dd){2.0 * x, 0}, &k));
  double one = pow2i(-k);
  dd t = two_sum(y.hi, -one);
  t = fast_two_sum(t.hi, t.lo + y.lo);
  dd d = two_sum(t.hi, 2.0 * one);
  d.lo += t.lo;
  double q = t.hi / d.hi;
  dd p = two_prod(q, d.hi);
  double v = q + (((t.hi - p.hi) - p.lo) + (t.lo - q * d.lo)) / d.hi;
  v = x < 0x1p-28 ? x : v;
  return isnan64(a) || a == 0 ? a : sign64(v, a);
}

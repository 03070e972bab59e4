// Cube roots, reciprocal square roots, and lengths of vectors (hypot, norm3d, norm4d, norm) with their reciprocals.
#include "dd.h"

// Two roundings in binary32, within the guide's 2 ulp: this is the hot function of particle codes, and vectors of
// floats are twice as wide as vectors of doubles. The correctly rounded one is `__frsqrt_rn`.
TINY float __nv_rsqrtf(float a) { return 1.0f / __builtin_sqrtf(a); }
PURE float __nv_frsqrt_rn(float a) { return (float)(1.0 / __builtin_sqrt((double)a)); }

// 1/sqrt(a) from the root and its residual: a = (s + t)^2 with t = (a - s^2) / 2s, so 1/(s + t) = (1 - t/s)/s.
HELPER double rsqrt_f64(dd a) {
  dd s = dd_sqrt(a);
  double q = 1.0 / s.hi;
  dd p = two_prod(q, s.hi);
  return q + q * (((1.0 - p.hi) - p.lo) - q * s.lo);
}
PURE double __nv_rsqrt(double a) {
  int tiny = a < 0x1p-900, huge = a > 0x1p900;
  double x = tiny ? a * 0x1p200 : huge ? a * 0x1p-200 : a;
  double r = rsqrt_f64((dd){x, 0}) * (tiny ? 0x1p100 : huge ? 0x1p-100 : 1.0);
  r = a == 0 ? sign64(INF64, a) : r;
  r = a == INF64 ? 0.0 : r;
  return a < 0 ? NAN64 : isnan64(a) ? a : r;
}

// cbrt a for a > 0, normal: an estimate from the exponent (5 bits), then Halley's iteration, which triples them.
// a / 2^(3 k) stays in [1, 8) so that the cubes cannot overflow.
HELPER double cbrt_reduce(double a, i64 *k) {
  i64 e = (i64)(as_u64(a) >> 52) - 1023;
  // (e + 1026) / 3 by a multiplication: exact for the 12-bit dividends that occur.
  *k = (i64)((u64)(e + 1026 + 3 * 30) * 43691 >> 17) - 342 - 30;
  return as_f64(as_u64(a) - ((u64)(3 * *k) << 52));
}
HELPER double cbrt_estimate(double x) {
  double t = as_f64(as_u64(x) / 3 + 0x2a9f7893782da1ceull);
  for (int i = 0; i < 2; i++) {
    double c = t * t * t;
    t = t * (c + (x + x)) / (c + (c + x));
  }
  return t;
}
HELPER float cbrt_f32(float a, int reciprocal) {
  double x = fabs64((double)a);
  int special = !(x > 0 && x < INF64);
  i64 k;
  double t = cbrt_estimate(cbrt_reduce(special ? 1.0 : x, &k)) * pow2i(k);
  double r = reciprocal ? 1.0 / t : t;
  r = special ? (reciprocal ? 1.0 / x : x) : r;
  return sign32((float)r, a);
}
PURE float __nv_cbrtf(float a) { return cbrt_f32(a, 0); }
PURE float __nv_rcbrtf(float a) { return cbrt_f32(a, 1); }

// A Newton step from the exact residual x - t^3 turns the estimate into a double-double of 2^-90 and more.
HELPER dd cbrt_dd(double x) {
  double t = cbrt_estimate(x);
  t = t - (t - x / (t * t)) * 0x1.5555555555555p-2;
  dd square = two_prod(t, t), cube = two_prod(square.hi, t);
  double residual = ((x - cube.hi) - cube.lo) - square.lo * t;
  return fast_two_sum(t, residual / (3.0 * square.hi));
}
HELPER double cbrt_f64(double a, int reciprocal) {
  double x = fabs64(a);
  int special = !(x > 0 && x < INF64), sub = x < 0x1p-1022;
  i64 k;
  double m = cbrt_reduce(special ? 1.0 : sub ? x * 0x1p54 : x, &k);
  dd t = cbrt_dd(m);
  k -= sub ? 18 : 0;
  double q = 1.0 / t.hi;
  dd p = two_prod(q, t.hi);
  double inverse = q + q * (((1.0 - p.hi) - p.lo) - q * t.lo);
  double r = reciprocal ? inverse * pow2i(-k) : (t.hi + t.lo) * pow2i(k);
  r = special ? (reciprocal ? 1.0 / x : x) : r;
  return sign64(r, a);
}
PURE double __nv_cbrt(double a) { return cbrt_f64(a, 0); }
PURE double __nv_rcbrt(double a) { return cbrt_f64(a, 1); }

// Squares of floats neither overflow nor vanish in double.
HELPER double square(float a) { return (double)a * (double)a; }
// An infinite component wins over NaN (C99, hypot).
HELPER float length_f32(double sum, int infinite, int reciprocal) {
  double r = infinite ? INF64 : __builtin_sqrt(sum);
  return (float)(reciprocal ? 1.0 / r : r);
}
PURE float __nv_hypotf(float a, float b) {
  return length_f32(square(a) + square(b), isinf32(a) | isinf32(b), 0);
}
PURE float __nv_rhypotf(float a, float b) {
  return length_f32(square(a) + square(b), isinf32(a) | isinf32(b), 1);
}
PURE float __nv_norm3df(float a, float b, float c) {
  return length_f32(square(a) + square(b) + square(c), isinf32(a) | isinf32(b) | isinf32(c), 0);
}
PURE float __nv_rnorm3df(float a, float b, float c) {
  return length_f32(square(a) + square(b) + square(c), isinf32(a) | isinf32(b) | isinf32(c), 1);
}
PURE float __nv_norm4df(float a, float b, float c, float d) {
  return length_f32((square(a) + square(b)) + (square(c) + square(d)),
                    isinf32(a) | isinf32(b) | isinf32(c) | isinf32(d), 0);
}
PURE float __nv_rnorm4df(float a, float b, float c, float d) {
  return length_f32((square(a) + square(b)) + (square(c) + square(d)),
                    isinf32(a) | isinf32(b) | isinf32(c) | isinf32(d), 1);
}
static float norm_f32(int n, const float *v, int reciprocal) {
  double sum = 0;
  int infinite = 0;
  for (int i = 0; i < n; i++) {
    sum += square(v[i]);
    infinite |= isinf32(v[i]);
  }
  return length_f32(sum, infinite, reciprocal);
}
float __nv_normf(int n, const float *v) { return norm_f32(n, v, 0); }
float __nv_rnormf(int n, const float *v) { return norm_f32(n, v, 1); }

// A power of two that brings the largest magnitude near 1; 0, infinity and NaN are left to the caller.
HELPER double scale_for(double largest) {
  i64 e = (i64)(as_u64(largest) >> 52) - 1023;
  e = e < -1000 ? -1000 : e > 1000 ? 1000 : e;
  return pow2i(-e);
}
HELPER double largest(double a, double b) { return fabs64(a) > fabs64(b) ? fabs64(a) : fabs64(b); }
HELPER dd add_square(dd sum, double x) {
  dd p = two_prod(x, x);
  dd s = two_sum(sum.hi, p.hi);
  return (dd){s.hi, s.lo + (sum.lo + p.lo)};
}

// sqrt(sum) / scale or scale / sqrt(sum); the result is only scaled by powers of two.
HELPER double length_f64(dd sum, double scale, double any, int infinite, int reciprocal) {
  if (infinite) return reciprocal ? 0.0 : INF64;
  if (isnan64(any)) return any;
  sum = fast_two_sum(sum.hi, sum.lo);
  if (sum.hi == 0) return reciprocal ? INF64 : 0.0;
  if (reciprocal) return rsqrt_f64(sum) * scale;
  dd r = dd_sqrt(sum);
  return (r.hi + r.lo) * (1.0 / scale);
}
HELPER double length4(double a, double b, double c, double d, int reciprocal) {
  double scale = scale_for(largest(largest(a, b), largest(c, d)));
  dd sum = add_square((dd){0, 0}, a * scale);
  sum = add_square(sum, b * scale);
  sum = add_square(sum, c * scale);
  sum = add_square(sum, d * scale);
  int infinite = isinf64(a) | isinf64(b) | isinf64(c) | isinf64(d);
  return length_f64(sum, scale, a + b + c + d, infinite, reciprocal);
}
PURE double __nv_hypot(double a, double b) { return length4(fabs64(a), fabs64(b), 0, 0, 0); }
PURE double __nv_rhypot(double a, double b) { return length4(fabs64(a), fabs64(b), 0, 0, 1); }
PURE double __nv_norm3d(double a, double b, double c) { return length4(fabs64(a), fabs64(b), fabs64(c), 0, 0); }
PURE double __nv_rnorm3d(double a, double b, double c) { return length4(fabs64(a), fabs64(b), fabs64(c), 0, 1); }
PURE double __nv_norm4d(double a, double b, double c, double d) {
  return length4(fabs64(a), fabs64(b), fabs64(c), fabs64(d), 0);
}
PURE double __nv_rnorm4d(double a, double b, double c, double d) {
  return length4(fabs64(a), fabs64(b), fabs64(c), fabs64(d), 1);
}

static double norm_f64(int n, const double *v, int reciprocal) {
  double top = 0, any = 0;
  int infinite = 0;
  for (int i = 0; i < n; i++) {
    top = largest(top, v[i]);
    any = isnan64(v[i]) ? v[i] : any;
    infinite |= isinf64(v[i]);
  }
  double scale = scale_for(top);
  dd sum = {0, 0};
  for (int i = 0; i < n; i++) sum = add_square(sum, v[i] * scale);
  return length_f64(sum, scale, any, infinite, reciprocal);
}
double __nv_norm(int n, const double *v) { return norm_f64(n, v, 0); }
double __nv_rnorm(int n, const double *v) { return norm_f64(n, v, 1); }

// sin, cos, tan and sincos, and their forms for multiples of pi, in both precisions.
#include "trig.h"

PURE float __nv_sinf(float a) {
  i64 q;
  double r = trig_reduce_f32((double)a, &q);
  return quadrant_f32(q, sin_poly_f32(r), cos_poly_f32(r));
}
PURE float __nv_cosf(float a) {
  i64 q;
  double r = trig_reduce_f32((double)a, &q);
  return quadrant_f32(q + 1, sin_poly_f32(r), cos_poly_f32(r));
}
PURE float __nv_tanf(float a) {
  i64 q;
  double r = trig_reduce_f32((double)a, &q);
  double s = sin_poly_f32(r), c = cos_poly_f32(r);
  return (float)((q & 1) ? -c / s : s / c);
}
void __nv_sincosf(float a, float *sine, float *cosine) {
  i64 q;
  double r = trig_reduce_f32((double)a, &q);
  double s = sin_poly_f32(r), c = cos_poly_f32(r);
  *sine = quadrant_f32(q, s, c);
  *cosine = quadrant_f32(q + 1, s, c);
}

// The reduction adds +0 to a zero argument; its sign is the argument's.
HELPER double keep_zero(double a, double v) { return a == 0 ? a : v; }

PURE double __nv_sin(double a) {
  i64 q;
  dd r = trig_reduce(a, &q);
  return keep_zero(a, quadrant_f64(q, sin_core(r), cos_core(r)));
}
PURE double __nv_cos(double a) {
  i64 q;
  dd r = trig_reduce(a, &q);
  return quadrant_f64(q + 1, sin_core(r), cos_core(r));
}
PURE double __nv_tan(double a) {
  i64 q;
  dd r = trig_reduce(a, &q);
  dd s = sin_core(r), c = cos_core(r);
  dd num = (q & 1) ? dd_neg(c) : s, den = (q & 1) ? s : c;
  return keep_zero(a, dd_quotient(num, den));
}
void __nv_sincos(double a, double *sine, double *cosine) {
  i64 q;
  dd r = trig_reduce(a, &q);
  dd s = sin_core(r), c = cos_core(r);
  *sine = keep_zero(a, quadrant_f64(q, s, c));
  *cosine = quadrant_f64(q + 1, s, c);
}

// a = n/2 + f, exactly; the angle is f pi. From 2^52 on every double is an integer and 2^53 an even one; the
// remainder by 4 keeps n small and exact.
HELPER double pi_reduce(double a, i64 *q) {
  double m = a - 4.0 * __builtin_trunc(a * 0.25);
  double n = __builtin_rint(m + m);
  *q = (i64)clamp64(n, -8.0, 8.0);
  return m - 0.5 * n;
}

HELPER dd pi_angle(double f) {
  dd p = two_prod(f, 0x1.921fb54442d18p1);
  return (dd){p.hi, p.lo + f * 0x1.1a62633145c07p-53};
}

// Integers give zeros with the sign of the argument (sin) and half-integers +0 (cos): C23, F.10.1.
HELPER double sinpi_fix(double a, double v) { return v == 0 ? sign64(v, a) : v; }
HELPER double cospi_fix(double v) { return v == 0 ? 0.0 : v; }

PURE double __nv_sinpi(double a) {
  i64 q;
  dd r = pi_angle(pi_reduce(a, &q));
  return sinpi_fix(a, quadrant_f64(q, sin_core(r), cos_core(r)));
}
PURE double __nv_cospi(double a) {
  i64 q;
  dd r = pi_angle(pi_reduce(a, &q));
  return cospi_fix(quadrant_f64(q + 1, sin_core(r), cos_core(r)));
}
void __nv_sincospi(double a, double *sine, double *cosine) {
  *sine = __nv_sinpi(a);
  *cosine = __nv_cospi(a);
}
PURE float __nv_sinpif(float a) {
  i64 q;
  double r = pi_reduce((double)a, &q) * 0x1.921fb54442d18p1;
  return (float)sinpi_fix((double)a, (double)quadrant_f32(q, sin_poly_f32(r), cos_poly_f32(r)));
}
PURE float __nv_cospif(float a) {
  i64 q;
  double r = pi_reduce((double)a, &q) * 0x1.921fb54442d18p1;
  return (float)cospi_fix((double)quadrant_f32(q + 1, sin_poly_f32(r), cos_poly_f32(r)));
}
void __nv_sincospif(float a, float *sine, float *cosine) {
  *sine = __nv_sinpif(a);
  *cosine = __nv_cospif(a);
}

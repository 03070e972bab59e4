// Modified Bessel functions of the first kind of order 0 and 1 in both precisions.
#include "bessel_i_tables.h"
#include "exp.h"

// x >= 8: e^x / sqrt(x) times a polynomial in 1/x. The square root of e^x is used twice, because e^x overflows
// earlier than the result. From 1000 on everything is infinite.
HELPER double i_large(double x, const double *table, int n) {
  double c = x < 1000.0 ? x : 1000.0;
  double t = (2.0 / c - (1.0 / 8.0 + 1.0 / 1000.0)) * (1.0 / (1.0 / 8.0 - 1.0 / 1000.0));
  double half = exp_dd((dd){0.5 * c, 0});
  return half * (horner(table, n, t) / __builtin_sqrt(c)) * half;
}
#define LEN(t) (int)(sizeof(t) / sizeof((t)[0]))

PURE double __nv_cyl_bessel_i0(double a) {
  double x = fabs64(a);
  if (x <= 8.0) return HORNER(I0_SMALL, x * x);
  return isnan64(a) ? a : i_large(x, I0_LARGE, LEN(I0_LARGE));
}
PURE double __nv_cyl_bessel_i1(double a) {
  double x = fabs64(a);
  if (x <= 8.0) return a * HORNER(I1_SMALL, x * x);
  return isnan64(a) ? a : sign64(i_large(x, I1_LARGE, LEN(I1_LARGE)), a);
}
PURE float __nv_cyl_bessel_i0f(float a) { return (float)__nv_cyl_bessel_i0((double)a); }
PURE float __nv_cyl_bessel_i1f(float a) { return (float)__nv_cyl_bessel_i1((double)a); }

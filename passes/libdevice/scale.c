// Exponents and fractions: frexp, modf, ldexp, scalbn, logb, ilogb; and rounding to 64-bit integers.
#include "libdevice.h"

// x = m 2^e exactly with |m| in [1, 2), for finite nonzero x.
HELPER double normalise(double x, int *e) {
  int sub = fabs64(x) < 0x1p-1022;
  double n = sub ? x * 0x1p54 : x;
  *e = (int)(as_u64(n) >> 52 & 0x7ff) - 1023 - (sub ? 54 : 0);
  return as_f64((as_u64(n) & 0x800fffffffffffffull) | 0x3ff0000000000000ull);
}

// x 2^n with one rounding: m 2^e is formed by at most two exact factors and a last one that may round.
HELPER double scale(double x, int n) {
  if (x == 0 || !finite64(x)) return x + x;
  int e;
  double m = normalise(x, &e);
  int c = n < -4000 ? -4000 : n > 4000 ? 4000 : n;
  c += e;
  c = c < -1100 ? -1100 : c > 1024 ? 1024 : c;
  double first = c > 1023 ? m * 2.0 : m;
  int rest = c > 1023 ? 1023 : c;
  return rest < -1022 ? first * pow2i(rest + 200) * 0x1p-200 : first * pow2i(rest);
}

PURE double __nv_ldexp(double a, int n) { return scale(a, n); }
PURE double __nv_scalbn(double a, int n) { return scale(a, n); }
// A float scaled in double is exact for |n| <= 700, and beyond that it is 0 or infinite anyway.
HELPER float scale_f32(float a, int n) {
  int c = n < -700 ? -700 : n > 700 ? 700 : n;
  return (float)((double)a * pow2i(c));
}
PURE float __nv_ldexpf(float a, int n) { return scale_f32(a, n); }
PURE float __nv_scalbnf(float a, int n) { return scale_f32(a, n); }

double __nv_frexp(double a, int *exponent) {
  if (a == 0 || !finite64(a)) {
    *exponent = 0;
    return a + a;
  }
  int e;
  double m = normalise(a, &e);
  *exponent = e + 1;
  return 0.5 * m;
}
float __nv_frexpf(float a, int *exponent) { return (float)__nv_frexp((double)a, exponent); }

// The fraction of an infinity is a zero; both parts keep the sign.
double __nv_modf(double a, double *integral) {
  double t = __builtin_trunc(a);
  *integral = t;
  return sign64(isinf64(a) ? 0.0 : a - t, a);
}
float __nv_modff(float a, float *integral) {
  float t = __builtin_truncf(a);
  *integral = t;
  return sign32(isinf32(a) ? 0.0f : a - t, a);
}

PURE double __nv_logb(double a) {
  if (a == 0) return -INF64;
  if (!finite64(a)) return a * a;
  int e;
  normalise(a, &e);
  return (double)e;
}
PURE float __nv_logbf(float a) { return (float)__nv_logb((double)a); }

// CUDA Math API, ilogb: 0 and NaN give INT_MIN, infinities INT_MAX.
PURE int __nv_ilogb(double a) {
  if (a == 0 || isnan64(a)) return (int)0x80000000;
  if (isinf64(a)) return 0x7fffffff;
  int e;
  normalise(a, &e);
  return e;
}
PURE int __nv_ilogbf(float a) { return __nv_ilogb((double)a); }

PURE long long __nv_llrint(double a) { return __nv_double2ll_rn(a); }
PURE long long __nv_llrintf(float a) { return __nv_float2ll_rn(a); }
PURE long long __nv_llround(double a) { return __nv_double2ll_rz(__nv_round(a)); }
PURE long long __nv_llroundf(float a) { return __nv_float2ll_rz(__nv_roundf(a)); }

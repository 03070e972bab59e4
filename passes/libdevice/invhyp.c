// asinh, acosh and atanh in both precisions.
#include "log.h"

#define LN2 0x1.62e42fefa39efp-1
#define LN2_TAIL 0x1.abc9e3b39803fp-56

// ln(1 + f) for f > -1 given as a double-double, far from overflow.
HELPER double log1p_of_dd(dd f) {
  dd u = two_sum(1.0, f.hi);
  double k, z = log_reduce(u.hi, &k);
  double c = (u.lo + f.lo) * pow2i(-(i64)k);
  dd l = log_combine(k, log1p_dd(z - 1.0, c));
  return l.hi + l.lo;
}

// ln(2x) for large x.
HELPER double log_twice(double x) {
  dd l = log_dd(x);
  dd s = two_sum(l.hi, LN2);
  return s.hi + (s.lo + (l.lo + LN2_TAIL));
}

// asinh x = ln(1 + x + x^2 / (1 + sqrt(1 + x^2))): nothing cancels.
PURE double __nv_asinh(double a) {
  double x = fabs64(a), m = x < 0x1p30 ? x : 1.0;
  double w = m * m;
  double v = log1p_of_dd(two_sum(m, w / (1.0 + __builtin_sqrt(1.0 + w))));
  v = x < 0x1p30 ? v : log_twice(x);
  v = x < 0x1p-28 || !(x < INF64) ? x : v;
  return sign64(v, a);
}

// acosh x = ln(1 + t + sqrt(2 t + t^2)), t = x - 1.
PURE double __nv_acosh(double a) {
  double t = a < 0x1p30 ? (a > 1.0 ? a - 1.0 : 0.0) : 1.0;
  double v = log1p_of_dd(two_sum(t, __builtin_sqrt(t * (t + 2.0))));
  v = a < 0x1p30 ? v : log_twice(a);
  v = a < INF64 ? v : a;
  return a < 1.0 ? NAN64 : v;
}

// atanh x = ln(1 + 2x / (1 - x)) / 2.
PURE double __nv_atanh(double a) {
  double x = fabs64(a), m = x < 1.0 ? x : 0.5;
  dd f = dd_div((dd){2.0 * m, 0}, two_sum(1.0, -m));
  double v = 0.5 * log1p_of_dd(f);
  v = x < 0x1p-28 ? x : v;
  v = x == 1.0 ? INF64 : v;
  v = x > 1.0 ? NAN64 : v;
  return isnan64(a) ? a : sign64(v, a);
}

PURE float __nv_asinhf(float a) { return (float)__nv_asinh((double)a); }
PURE float __nv_acoshf(float a) { return (float)__nv_acosh((double)a); }
PURE float __nv_atanhf(float a) { return (float)__nv_atanh((double)a); }

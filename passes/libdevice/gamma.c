// lgamma and tgamma in both precisions.
#include "exp.h"
#include "gamma_tables.h"
#include "log.h"
#include "trig.h"

#define PI_HI 0x1.921fb54442d18p1
#define PI_LO 0x1.1a62633145c07p-53

// Stirling's series: ln Gamma(y) = (y - 1/2) ln y - y + ln(2 pi)/2 + S(1/y), y >= 12; beyond 2^-58 it is cut off.
// y.lo is the rounding error of y.hi; d/dy ln Gamma(y) is ln y to the accuracy that it needs.
static dd stirling(dd y) {
  double x = y.hi, r = 1.0 / x, w = r * r;
  static const double S[9] = {0x1.5555555555555p-4,  -0x1.6c16c16c16c17p-9, 0x1.a01a01a01a01ap-11,
                              -0x1.3813813813814p-11, 0x1.b951e2b18ff23p-11, -0x1.f6ab0d9993c7dp-10,
                              0x1.a41a41a41a41ap-8,  -0x1.e4286cb0f5398p-6, 0x1.6fe96381e0680p-3};
  dd l = log_dd(x);
  dd t = dd_mul(l, two_sum(x, -0.5));
  t = dd_add_d(t, -x);
  // ln(2 pi) / 2
  t = dd_add(t, (dd){0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55});
  return dd_add_d(t, r * HORNER(S, w) + y.lo * l.hi);
}

// Gamma(y) = e^(*l) / product for 0 < y < 2^60: small arguments are raised to 12 and more.
static dd gamma_parts(dd y, dd *product) {
  *product = (dd){1.0, 0.0};
  while (y.hi < 12.0) {
    *product = dd_mul(*product, y);
    y = dd_add_d(y, 1.0);
  }
  return stirling(y);
}

// |sin(pi x)| with full relative accuracy, and whether sin(pi x) is negative.
HELPER dd abs_sinpi(double x, int *negative) {
  double n = __builtin_rint(x), f = x - n;
  double half = n * 0.5;
  *negative = (f < 0) != (half != __builtin_floor(half));
  double g = fabs64(f);
  double c = g > 0.25 ? 0.5 - g : g;
  dd angle = two_prod(c, PI_HI);
  angle = fast_two_sum(angle.hi, angle.lo + c * PI_LO);
  dd s = g > 0.25 ? cos_core(angle) : sin_core(angle);
  return fast_two_sum(s.hi, s.lo);
}

// ln Gamma(x) for x > 0; near the zeros 1 and 2 from polynomials with these factors.
static double lgamma_positive(double x) {
  if (x < 0.7) {
    double u = x < 0.4 ? x : x - 1.0;
    double p = u * (x < 0.4 ? HORNER(LGAMMA_1, u) : HORNER(LGAMMA_2, u));
    dd l = log_dd(x);
    return (p - l.hi) - l.lo;
  }
  // The zero at 1 is +0: the product alone would be -0.
  if (x < 1.4) return (x - 1.0) * HORNER(LGAMMA_1, x - 1.0) + 0.0;
  if (x < 2.6) return (x - 2.0) * HORNER(LGAMMA_2, x - 2.0);
  if (x > 0x1p60) {
    dd l = dd_add_d(log_dd(x), -1.0);
    return x * (l.hi + l.lo);
  }
  dd product, l = gamma_parts((dd){x, 0}, &product);
  dd p = log_dd(product.hi);
  p.lo += product.lo / product.hi;
  dd r = dd_add(l, dd_neg(p));
  return r.hi + r.lo;
}

// Negative arguments by reflection: Gamma(x) Gamma(1 - x) = pi / sin(pi x).
PURE double __nv_lgamma(double a) {
  if (isnan64(a)) return a;
  if (isinf64(a) || (a <= 0 && __builtin_floor(a) == a)) return INF64;
  if (a > 0) return lgamma_positive(a);
  if (a > -0x1p-60) return -__nv_log(-a);
  int negative;
  dd ratio = dd_div((dd){PI_HI, PI_LO}, abs_sinpi(a, &negative));
  dd l = log_dd(ratio.hi);
  return (l.hi - lgamma_positive(1.0 - a)) + (l.lo + ratio.lo / ratio.hi);
}

// 64 ln 2 is added to the exponent and taken off the result, so that a subnormal power is not multiplied further.
HELPER double gamma_negative(double x) {
  int negative;
  dd s = abs_sinpi(x, &negative), product;
  dd l = gamma_parts(two_sum(1.0, -x), &product);
  dd e = dd_add(dd_neg(l), (dd){64 * 0x1.62e42fefa39efp-1, 64 * 0x1.abc9e3b39803fp-56});
  dd factor = dd_mul(dd_div((dd){PI_HI, PI_LO}, s), product);
  double v = exp_dd(e) * (factor.hi + factor.lo) * 0x1p-64;
  return negative ? -v : v;
}

PURE double __nv_tgamma(double a) {
  if (a == 0) return sign64(INF64, a);
  if (isnan64(a)) return a;
  if (a < 0 && __builtin_floor(a) == a) return NAN64;
  if (a > 172.0) return INF64;
  if (fabs64(a) < 0x1p-54) return 1.0 / a;
  if (a < -190.0) return __builtin_floor(a * 0.5) * 2.0 == __builtin_floor(a) ? 0.0 : -0.0;
  if (a < 0) return gamma_negative(a);
  dd product, l = gamma_parts((dd){a, 0}, &product);
  dd e = {exp_dd(l), 0};
  return product.hi == 1.0 ? e.hi : dd_quotient(e, product);
}

PURE float __nv_lgammaf(float a) { return (float)__nv_lgamma((double)a); }
PURE float __nv_tgammaf(float a) { return (float)__nv_tgamma((double)a); }

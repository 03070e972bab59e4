// erf, erfc, erfcx and the normal distribution function in both precisions.
#include "erf.h"

// erfc x = e^(-x^2) erfcx x for x >= 0.4, where square = x^2 as a double-double.
HELPER double erfc_positive(double x, dd square) { return exp_dd(dd_neg(square)) * erfcx_positive(x); }

PURE double __nv_erf(double a) {
  double x = fabs64(a);
  if (x < 1.0) return a == 0 ? a : erf_small(a);
  double c = x < 6.0 ? x : 6.0;
  double v = 1.0 - erfc_positive(c, two_prod(c, c));
  return isnan64(a) ? a : sign64(v, a);
}

PURE double __nv_erfc(double a) {
  double x = fabs64(a);
  if (x < 0.5) return 1.0 - erf_small(a);
  double c = x < 28.0 ? x : 28.0;
  double v = erfc_positive(c, two_prod(c, c));
  return isnan64(a) ? a : a < 0 ? 2.0 - v : v;
}

// erfcx(-x) = 2 e^(x^2) - erfcx(x); from -26.7 down that overflows.
PURE double __nv_erfcx(double a) {
  double x = fabs64(a);
  if (x < 0.5) return exp_dd(two_prod(a, a)) * (1.0 - erf_small(a));
  double c = x < 27.0 ? x : 27.0;
  double v = erfcx_positive(x);
  v = a < 0 ? 2.0 * exp_dd(two_prod(c, c)) - v : v;
  return isnan64(a) ? a : v;
}

// normcdf x = erfc(-x / sqrt(2)) / 2; the square is formed from x itself, exactly.
PURE double __nv_normcdf(double a) {
  double c = fabs64(a) < 40.0 ? a : sign64(40.0, a);
  double z = c * -0x1.6a09e667f3bcdp-1;
  dd square = two_prod(c, c);
  square = (dd){0.5 * square.hi, 0.5 * square.lo};
  if (fabs64(z) < 0.5) return 0.5 - 0.5 * erf_small(z);
  double v = 0.5 * erfc_positive(fabs64(z), square);
  return isnan64(a) ? a : z < 0 ? 1.0 - v : v;
}

PURE float __nv_erff(float a) { return (float)__nv_erf((double)a); }
PURE float __nv_erfcf(float a) { return (float)__nv_erfc((double)a); }
PURE float __nv_erfcxf(float a) { return (float)__nv_erfcx((double)a); }
PURE float __nv_normcdff(float a) { return (float)__nv_normcdf((double)a); }

// Inverses of erf, erfc and the normal distribution function in both precisions.
#include "erf.h"

#define SQRT_2 0x1.6a09e667f3bcdp0
#define SQRT_PI_2 0x1.c5bf891b4ef6bp-1

// -ln v for 0 < v <= 1 to about 2^-37.
HELPER double minus_log(double v) {
  double k, z = log_reduce_full(v, &k);
  return -(log_poly_f32(z) + k * 0x1.62e42fefa39efp-1);
}

// A table over u = 1/s mapped to [-1, 1].
#define MAPPED(table, s, s_lo, s_hi) \
  ((s) * HORNER(table, (2.0 / (s) - (1.0 / (s_lo) + 1.0 / (s_hi))) / (1.0 / (s_lo) - 1.0 / (s_hi))))

// x > 0 with erf(x) = p and erfc(x) = q = 1 - p, whichever is exact; relative error 2^-33.
HELPER double inverse_estimate(double p, double q) {
  double w = minus_log(q * (2.0 - q));
  if (w <= 5.0) return p * HORNER(ERFINV_NEAR, w * 0.4 - 1.0);
  double s = __builtin_sqrt(minus_log(q));
  return s < 4.2 ? MAPPED(ERFINV_MID, s, 1.4, 4.2) : MAPPED(ERFINV_FAR, s, 4.2, 27.5);
}

// One Newton step, which doubles the digits: on erf below 1, on ln erfc = ln erfcx - x^2 above, where erfc itself
// may be subnormal.
HELPER double inverse_refined(double p, double q) {
  double x = inverse_estimate(p, q);
  if (x < 1.0) return x - (erf_small(x) - p) * SQRT_PI_2 * exp2_f32(x * x * LOG2_E);
  double e = erfcx_positive(x);
  dd square = two_prod(x, x), lq = log_dd(q), le = log_dd(e);
  double g = ((-square.hi - lq.hi) + le.hi) + (le.lo - square.lo - lq.lo);
  return x + g * e * SQRT_PI_2;
}

HELPER double inverse(double p, double q, int refine) {
  return refine ? inverse_refined(p, q) : inverse_estimate(p, q);
}

HELPER double erfinv_any(double y, int refine) {
  double p = fabs64(y);
  if (!(p < 1.0)) return p == 1.0 ? sign64(INF64, y) : NAN64;
  // Below 2^-28 the function is linear to double precision.
  if (p < 0x1p-28) return y * SQRT_PI_2;
  return sign64(inverse(p, 1.0 - p, refine), y);
}
HELPER double erfcinv_any(double y, int refine) {
  if (!(y > 0 && y < 2.0)) return y == 0 ? INF64 : y == 2.0 ? -INF64 : NAN64;
  double q = y > 1.0 ? 2.0 - y : y, p = 1.0 - q;
  if (p < 0x1p-28) return (1.0 - y) * SQRT_PI_2;
  double x = inverse(p, q, refine);
  return y > 1.0 ? -x : x;
}

PURE double __nv_erfinv(double a) { return erfinv_any(a, 1); }
PURE double __nv_erfcinv(double a) { return erfcinv_any(a, 1); }
PURE double __nv_normcdfinv(double a) { return -SQRT_2 * erfcinv_any(2.0 * a, 1); }
PURE float __nv_erfinvf(float a) { return (float)erfinv_any((double)a, 0); }
PURE float __nv_erfcinvf(float a) { return (float)erfcinv_any((double)a, 0); }
PURE float __nv_normcdfinvf(float a) { return (float)(-SQRT_2 * erfcinv_any(2.0 * (double)a, 0)); }

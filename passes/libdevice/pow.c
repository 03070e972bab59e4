// pow, powi in both precisions.
#include "exp.h"
#include "log.h"

// 1: an odd integer, 2: an even integer, 0: neither. Every double of magnitude 2^53 or more is an even integer.
HELPER int integer_kind(double y) {
  double h = y * 0.5;
  int is_int = __builtin_trunc(y) == y, is_even = __builtin_trunc(h) == h;
  return is_int ? (is_even ? 2 : 1) : 0;
}

// Operands that need none of the rules below.
HELPER int pow_ordinary(double x, double y) { return (x > 0) & (x < INF64) & (fabs64(y) < INF64); }

// C99's rules for special operands (F.9.4.4) applied to r = |x|^y.
HELPER double pow_special(double x, double y, double r) {
  int kind = integer_kind(y);
  double ax = fabs64(x), ay = fabs64(y);
  double at_zero = y < 0 ? INF64 : 0.0;
  double at_inf = y < 0 ? 0.0 : INF64;
  r = ax == 0 ? at_zero : r;
  r = ax == INF64 ? at_inf : r;
  double big_y = (ax > 1) == (y > 0) ? INF64 : 0.0;
  r = ay == INF64 ? (ax == 1 ? 1.0 : big_y) : r;
  r = x < 0 && finite64(x) && kind == 0 && ay < INF64 ? NAN64 : r;
  r = kind == 1 ? sign64(r, x) : r;
  r = isnan64(x) || isnan64(y) ? x + y : r;
  return x == 1 || y == 0 ? 1.0 : r;
}

// The whole function, without the shortcuts of `__nv_pow`; kept apart so that only those are inlined everywhere.
PURE double __anywarp_pow_f64(double x, double y) {
  dd l = log_dd(fabs64(x));
  double yc = clamp64(y, -0x1p70, 0x1p70);
  dd p = dd_mul_d(l, yc);
  double r = exp_dd(p);
  return LIKELY(pow_ordinary(x, y)) ? r : pow_special(x, y, r);
}

// A product of two floats and a float's logarithm is far inside double's range: no clamp is needed before exp2_f32.
PURE float __anywarp_pow_f32(float a, double y) {
  double x = (double)a;
  double k, z = log_reduce(fabs64(x), &k);
  double t = y * (log_poly_f32_more(z) * INV_LN2 + k);
  double r = exp2_f32(t);
  return (float)(LIKELY(pow_ordinary(x, y)) ? r : pow_special(x, y, r));
}

// Squares and cubes are what most programs call pow for, nearly always with a constant exponent, when the comparison
// folds. x * x is the correctly rounded square; the cube is rounded twice (below 1.5 ulp). Neither over- or underflows
// on the way unless the result does.
TINY double __nv_pow(double x, double y) {
  if (y == 2.0) return x * x;
  if (y == 3.0) return x * x * x;
  return __anywarp_pow_f64(x, y);
}
// The exponent is a double because `powif`'s, an int, need not be a float.
HELPER float powf_short(float x, double y) {
  if (y == 2.0) return x * x;
  if (y == 3.0) return (float)((double)x * (double)x * (double)x);
  return __anywarp_pow_f32(x, y);
}
TINY float __nv_powf(float x, float y) { return powf_short(x, (double)y); }
TINY double __nv_powi(double x, int y) { return __nv_pow(x, (double)y); }
TINY float __nv_powif(float x, int y) { return powf_short(x, (double)y); }

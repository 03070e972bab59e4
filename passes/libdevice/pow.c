// pow, powi in both precisions.
#include "exp.h"
#include "log.h"

// 1: an odd integer, 2: an even integer, 0: neither. Every double of magnitude 2^53 or more is an even integer.
HELPER int integer_kind(double y) {
  double h = y * 0.5;
  int is_int = __builtin_trunc(y) == y, is_even = __builtin_trunc(h) == h;
  return is_int ? (is_even ? 2 : 1) : 0;
}

// C99's rules for special operands (F.9.4.4) applied to r = |x|^y; all of them are selects.
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

HELPER double pow_f64(double x, double y) {
  dd l = log_dd(fabs64(x));
  double yc = clamp64(y, -0x1p70, 0x1p70);
  dd p = dd_mul_d(l, yc);
  return pow_special(x, y, exp_dd(p));
}

// A product of two floats and a float's logarithm is far inside double's range: no clamp is needed before exp2_f32.
HELPER double pow_f32(double x, double y) {
  double k, z = log_reduce(fabs64(x), &k);
  double t = y * (log_poly_f32_more(z) * INV_LN2 + k);
  return pow_special(x, y, exp2_f32(t));
}

PURE double __nv_pow(double x, double y) { return pow_f64(x, y); }
PURE float __nv_powf(float x, float y) { return (float)pow_f32((double)x, (double)y); }
PURE double __nv_powi(double x, int y) { return pow_f64(x, (double)y); }
PURE float __nv_powif(float x, int y) { return (float)pow_f32((double)x, (double)y); }

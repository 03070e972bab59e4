// exp, exp2, exp10 and expm1 in both precisions.
#include "exp.h"

PURE float __nv_expf(float a) { return exp_f32(a); }
PURE float __nv_exp2f(float a) { return (float)exp2_f32((double)a); }
PURE float __nv_exp10f(float a) { return (float)exp2_f32((double)a * LOG2_10); }

PURE double __nv_exp(double a) { return exp_dd((dd){a, 0}); }

PURE double __nv_exp2(double a) {
  double c = clamp64(a, -1076.0, 1025.0);
  i64 k;
  double r = c - round_int(c, &k);
  dd p = two_prod(r, 0x1.62e42fefa39efp-1);
  p.lo += r * 0x1.abc9e3b39803fp-56;
  dd y = exp_core(p);
  return isnan64(a) ? a : scale2(y.hi + y.lo, k);
}

// The reduction subtracts k * log10(2) (42 bits, then the rest) and multiplies by ln 10 in double-double.
PURE double __nv_exp10(double a) {
  double c = clamp64(a, -324.0, 309.0);
  i64 k;
  double n = round_int(c * LOG2_10, &k);
  dd r = fast_two_sum(c - n * 0x1.34413509f7800p-2, -n * 0x1.fef311f12b358p-46);
  dd p = two_prod(r.hi, 0x1.26bb1bbb55516p1);
  p.lo += r.hi * -0x1.f48ad494ea3e9p-53 + r.lo * 0x1.26bb1bbb55516p1;
  dd y = exp_core(fast_two_sum(p.hi, p.lo));
  return isnan64(a) ? a : scale2(y.hi + y.lo, k);
}

// 2^k e^r - 1 = 2^k ((y.hi - 2^-k) + y.lo); the difference of the leading parts is kept exactly.
PURE double __nv_expm1(double a) {
  double c = clamp64(a, -50.0, 710.0);
  i64 k;
  dd y = exp_core(exp_reduce((dd){c, 0}, &k));
  dd s = two_sum(y.hi, -pow2i(k < 1000 ? -k : -1000));
  double v = scale2(s.hi + (s.lo + y.lo), k);
  return a == 0 || isnan64(a) ? a : v;
}

// 2^k (1 + y) - 1 with y = 2^r - 1 from its own polynomial (relative error 2^-37), which keeps small results exact.
PURE float __nv_expm1f(float a) {
  double c = clamp64((double)a * LOG2_E, -60.0, 400.0);
  i64 k;
  double r = c - round_int(c, &k);
  double r2 = r * r, r4 = r2 * r2;
  double y = r * P8(r, r2, r4, 0x1.62e42fef9cc62p-1, 0x1.ebfbdff81d28ep-3, 0x1.c6b08da70ebc3p-5, 0x1.3b2ab7256748ap-7,
                    0x1.5d8775959ece4p-10, 0x1.430891ee0b33p-13, 0x1.00c0e69c65c58p-16, 0x1.63ef9a5505ebp-20);
  double scale = pow2i(k);
  double v = scale * y + (scale - 1.0);
  return a == 0 || isnan32(a) ? a : (float)v;
}

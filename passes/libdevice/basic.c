// Exact functions: absolute value, minimum and maximum, classification, rounding to an integer, next value.
#include "libdevice.h"

TINY double __nv_fabs(double a) { return fabs64(a); }
TINY float __nv_fabsf(float a) { return fabs32(a); }
TINY double __nv_copysign(double a, double b) { return sign64(a, b); }
TINY float __nv_copysignf(float a, float b) { return sign32(a, b); }
TINY double __nv_sqrt(double a) { return __builtin_sqrt(a); }
TINY float __nv_sqrtf(float a) { return __builtin_sqrtf(a); }
TINY double __nv_floor(double a) { return __builtin_floor(a); }
TINY float __nv_floorf(float a) { return __builtin_floorf(a); }
TINY double __nv_ceil(double a) { return __builtin_ceil(a); }
TINY float __nv_ceilf(float a) { return __builtin_ceilf(a); }
TINY double __nv_trunc(double a) { return __builtin_trunc(a); }
TINY float __nv_truncf(float a) { return __builtin_truncf(a); }
TINY double __nv_rint(double a) { return __builtin_rint(a); }
TINY float __nv_rintf(float a) { return __builtin_rintf(a); }
TINY double __nv_nearbyint(double a) { return __builtin_rint(a); }
TINY float __nv_nearbyintf(float a) { return __builtin_rintf(a); }

// Halfway cases away from zero. x +- 0.5 would round 0.49999999999999994 up, so the fraction decides.
TINY double __nv_round(double a) {
  double t = __builtin_trunc(a);
  double up = sign64(t + sign64(1.0, a), a);
  return fabs64(a - t) >= 0.5 ? up : sign64(t, a);
}
TINY float __nv_roundf(float a) {
  float t = __builtin_truncf(a);
  float up = sign32(t + sign32(1.0f, a), a);
  return fabs32(a - t) >= 0.5f ? up : sign32(t, a);
}

// One NaN is missing data: the other operand is the result. Signed zeros are ordered, -0 < +0, as PTX's min and max.
TINY float __nv_fmaxf(float a, float b) {
  float equal = as_f32(as_u32(a) & as_u32(b));
  float r = a > b ? a : a == b ? equal : b;
  return isnan32(b) ? a : r;
}
TINY float __nv_fminf(float a, float b) {
  float equal = as_f32(as_u32(a) | as_u32(b));
  float r = a < b ? a : a == b ? equal : b;
  return isnan32(b) ? a : r;
}
TINY double __nv_fmax(double a, double b) {
  double equal = as_f64(as_u64(a) & as_u64(b));
  double r = a > b ? a : a == b ? equal : b;
  return isnan64(b) ? a : r;
}
TINY double __nv_fmin(double a, double b) {
  double equal = as_f64(as_u64(a) | as_u64(b));
  double r = a < b ? a : a == b ? equal : b;
  return isnan64(b) ? a : r;
}

TINY double __nv_fdim(double a, double b) { return a <= b ? 0.0 : a - b; }
TINY float __nv_fdimf(float a, float b) { return a <= b ? 0.0f : a - b; }
// Clamps to [0, 1]; NaN becomes +0.
TINY float __nv_saturatef(float a) { return a > 0.0f ? (a < 1.0f ? a : 1.0f) : 0.0f; }

TINY int __nv_isnand(double a) { return isnan64(a); }
TINY int __nv_isnanf(float a) { return isnan32(a); }
TINY int __nv_isinfd(double a) { return isinf64(a); }
TINY int __nv_isinff(float a) { return isinf32(a); }
TINY int __nv_isfinited(double a) { return fabs64(a) < INF64; }
TINY int __nv_finitef(float a) { return fabs32(a) < INF32; }
TINY int __nv_signbitd(double a) { return (int)(as_u64(a) >> 63); }
TINY int __nv_signbitf(float a) { return (int)(as_u32(a) >> 31); }

// The payload of the tag is not used: "the exact bits are not specified" (CUDA Math API, nan).
double __nv_nan(const signed char *tag) {
  (void)tag;
  return NAN64;
}
float __nv_nanf(const signed char *tag) {
  (void)tag;
  return NAN32;
}

PURE double __nv_nextafter(double a, double b) {
  u64 ia = as_u64(a);
  u64 step = (a < b) == (a > 0) ? ia + 1 : ia - 1;
  double r = a == 0 ? sign64(as_f64(1), b) : as_f64(step);
  r = a == b ? b : r;
  return isnan64(a) || isnan64(b) ? a + b : r;
}
PURE float __nv_nextafterf(float a, float b) {
  u32 ia = as_u32(a);
  u32 step = (a < b) == (a > 0) ? ia + 1 : ia - 1;
  float r = a == 0 ? sign32(as_f32(1), b) : as_f32(step);
  r = a == b ? b : r;
  return isnan32(a) || isnan32(b) ? a + b : r;
}

// Basic operations in all rounding modes: `__fadd_rd`, `__ddiv_ru`, `__frcp_rz`, ... (CUDA Math API, "Intrinsics").
#include "round.h"
#include "fma.h"

TINY float __nv_fadd_rn(float a, float b) { return a + b; }
TINY double __nv_dadd_rn(double a, double b) { return a + b; }
TINY float __nv_fsub_rn(float a, float b) { return a - b; }
TINY double __nv_dsub_rn(double a, double b) { return a - b; }
TINY float __nv_fmul_rn(float a, float b) { return a * b; }
TINY double __nv_dmul_rn(double a, double b) { return a * b; }
TINY float __nv_fdiv_rn(float a, float b) { return a / b; }
TINY double __nv_ddiv_rn(double a, double b) { return a / b; }
TINY float __nv_frcp_rn(float a) { return 1.0f / a; }
TINY double __nv_drcp_rn(double a) { return 1.0 / a; }
TINY float __nv_fsqrt_rn(float a) { return __builtin_sqrtf(a); }
TINY double __nv_dsqrt_rn(double a) { return __builtin_sqrt(a); }

// An exact zero sum is -0 when rounding down, unless both operands are +0.
HELPER double zero_sum(double a, double b, double s, enum mode m) {
  return s == 0 && m == RD && (as_u64(a) | as_u64(b)) >> 63 ? -0.0 : s;
}

// Binary32 sums in double: the exact sum is s + e.
HELPER float fadd(float a, float b, enum mode m) {
  dd s = two_sum((double)a, (double)b);
  return narrow(zero_sum((double)a, (double)b, to_odd(s.hi, s.lo), m), m);
}
// The product of two floats is exact in double.
HELPER float fmul(float a, float b, enum mode m) { return narrow((double)a * (double)b, m); }
// A quotient or root of floats that is not a float is further than 2^-49 from one (relatively), so its nearest double
// lies on the same side of every float.
HELPER float fdiv(float a, float b, enum mode m) { return narrow((double)a / (double)b, m); }
HELPER float fsqrt(float a, enum mode m) { return narrow(__builtin_sqrt((double)a), m); }

PURE float __nv_fadd_rz(float a, float b) { return fadd(a, b, RZ); }
PURE float __nv_fsub_rz(float a, float b) { return fadd(a, -b, RZ); }
PURE float __nv_fmul_rz(float a, float b) { return fmul(a, b, RZ); }
PURE float __nv_fdiv_rz(float a, float b) { return fdiv(a, b, RZ); }
PURE float __nv_frcp_rz(float a) { return fdiv(1.0f, a, RZ); }
PURE float __nv_fsqrt_rz(float a) { return fsqrt(a, RZ); }
PURE float __nv_fadd_ru(float a, float b) { return fadd(a, b, RU); }
PURE float __nv_fsub_ru(float a, float b) { return fadd(a, -b, RU); }
PURE float __nv_fmul_ru(float a, float b) { return fmul(a, b, RU); }
PURE float __nv_fdiv_ru(float a, float b) { return fdiv(a, b, RU); }
PURE float __nv_frcp_ru(float a) { return fdiv(1.0f, a, RU); }
PURE float __nv_fsqrt_ru(float a) { return fsqrt(a, RU); }
PURE float __nv_fadd_rd(float a, float b) { return fadd(a, b, RD); }
PURE float __nv_fsub_rd(float a, float b) { return fadd(a, -b, RD); }
PURE float __nv_fmul_rd(float a, float b) { return fmul(a, b, RD); }
PURE float __nv_fdiv_rd(float a, float b) { return fdiv(a, b, RD); }
PURE float __nv_frcp_rd(float a) { return fdiv(1.0f, a, RD); }
PURE float __nv_fsqrt_rd(float a) { return fsqrt(a, RD); }

HELPER double dadd(double a, double b, enum mode m) {
  dd s = two_sum(a, b);
  if (UNLIKELY(!finite64(s.hi))) return finite64(a) && finite64(b) ? overflow64(s.hi, m) : s.hi;
  // two_sum's intermediate values can overflow although the sum does not; halves cannot.
  double e = finite64(s.lo) ? s.lo : two_sum(a * 0.5, b * 0.5).lo;
  return zero_sum(a, b, adjust64(s.hi, e, m), m);
}

// fma with a zero addend that has the product's sign, so that an exact zero keeps it.
HELPER double dmul(double a, double b, enum mode m) {
  return __anywarp_fma_soft(a, b, as_f64((as_u64(a) ^ as_u64(b)) & 0x8000000000000000ull), m);
}

PURE double __nv_dadd_rz(double a, double b) { return dadd(a, b, RZ); }
PURE double __nv_dsub_rz(double a, double b) { return dadd(a, -b, RZ); }
PURE double __nv_dmul_rz(double a, double b) { return dmul(a, b, RZ); }
PURE double __nv_ddiv_rz(double a, double b) { return __anywarp_div_soft(a, b, RZ); }
PURE double __nv_drcp_rz(double a) { return __anywarp_div_soft(1.0, a, RZ); }
PURE double __nv_dsqrt_rz(double a) { return __anywarp_sqrt_soft(a, RZ); }
PURE double __nv_dadd_ru(double a, double b) { return dadd(a, b, RU); }
PURE double __nv_dsub_ru(double a, double b) { return dadd(a, -b, RU); }
PURE double __nv_dmul_ru(double a, double b) { return dmul(a, b, RU); }
PURE double __nv_ddiv_ru(double a, double b) { return __anywarp_div_soft(a, b, RU); }
PURE double __nv_drcp_ru(double a) { return __anywarp_div_soft(1.0, a, RU); }
PURE double __nv_dsqrt_ru(double a) { return __anywarp_sqrt_soft(a, RU); }
PURE double __nv_dadd_rd(double a, double b) { return dadd(a, b, RD); }
PURE double __nv_dsub_rd(double a, double b) { return dadd(a, -b, RD); }
PURE double __nv_dmul_rd(double a, double b) { return dmul(a, b, RD); }
PURE double __nv_ddiv_rd(double a, double b) { return __anywarp_div_soft(a, b, RD); }
PURE double __nv_drcp_rd(double a) { return __anywarp_div_soft(1.0, a, RD); }
PURE double __nv_dsqrt_rd(double a) { return __anywarp_sqrt_soft(a, RD); }

// PTX's rcp.approx.ftz.f64: the reciprocal of the upper 32 bits, of which again only the upper 32 bits are kept;
// subnormal operands and results are flushed to zero.
PURE double __nv_rcp64h(double a) {
  double x = as_f64(as_u64(a) & 0xffffffff00000000ull);
  x = fabs64(x) < 0x1p-1022 ? sign64(0.0, x) : x;
  double r = 1.0 / x;
  r = fabs64(r) < 0x1p-1022 ? sign64(0.0, r) : r;
  return isnan64(a) ? a : as_f64(as_u64(r) & 0xffffffff00000000ull);
}

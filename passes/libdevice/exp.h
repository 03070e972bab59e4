// Kernels of the exponential functions.
#ifndef ANYWARP_EXP_H
#define ANYWARP_EXP_H

#include "dd.h"
#include "poly.h"

#define LOG2_E 0x1.71547652b82fep0
#define LOG2_10 0x1.a934f0979a371p1
// ln 2 = HI + LO; HI has 42 bits, so that k * HI is exact for |k| < 2^11.
#define LN2_HI 0x1.62e42fefa3800p-1
#define LN2_LO 0x1.ef35793c76730p-45

// 2^r for |r| <= 1/2, relative error 2^-34.5 (fpminimax, degree 7): enough for a binary32 result.
HELPER double exp2_poly_f32(double r) {
  double r2 = r * r, r4 = r2 * r2;
  return P8(r, r2, r4, 0x1.ffffffffabbccp-1, 0x1.62e42ff116284p-1, 0x1.ebfbe0a4be89bp-3, 0x1.c6b08aaf2fd1dp-5,
            0x1.3b29dc40d1fb4p-7, 0x1.5d8a708773cc9p-10, 0x1.446a1fddc880cp-13, 0x1.fe1784c35a78ap-17);
}

// 2^t to binary32 accuracy for every t. Far outside binary32's range the exponent is clamped: the conversion to
// float then overflows or underflows by itself.
HELPER double exp2_f32(double t) {
  double c = clamp64(t, -400.0, 400.0);
  i64 k;
  double r = c - round_int(c, &k);
  double y = exp2_poly_f32(r) * pow2i(k);
  return isnan64(t) ? t : y;
}

// e^a = 2^k (1 + r + r^2 q(r)) in single precision, of which a vector has twice as many. Adding 1.5 * 2^23 rounds; k ln 2
// is subtracted in two parts, of which the first has 15 bits and is subtracted exactly. Two factors make 2^k, which may be
// no normal number: only the second one can be inexact. A NaN stays one.
HELPER float exp_f32(float a) {
  float c = a > 89.0f ? 89.0f : a;
  c = c < -104.0f ? -104.0f : c;
  float t = c * 0x1.715476p0f + 0x1.8p23f, k = t - 0x1.8p23f;
  float r = (c - k * 0x1.62e400p-1f) - k * 0x1.7f7d1cp-20f;
  float r2 = r * r;
  float q = P4(r, r2, 0x1p-1f, 0x1.5554dcp-3f, 0x1.555568p-5f, 0x1.120c3cp-7f) + r2 * r2 * 0x1.6caf06p-10f;
  i32 i = (i32)(as_u32(t) - as_u32(0x1.8p23f));
  u32 upper = i > 0 ? 0 : 0x83000000u;
  return (1.0f + (r + r2 * q)) * as_f32(0x7f000000u + upper) * as_f32(((u32)i << 23) - upper);
}

// e^(r.hi + r.lo) for |r| <= 0.36 as an unevaluated sum, relative error about 2^-58 (fpminimax, degree 12).
HELPER dd exp_core(dd r) {
  double x = r.hi, x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
  double p = P8(x, x2, x4, 0x1p-1, 0x1.5555555555557p-3, 0x1.5555555555557p-5, 0x1.111111111004ep-7,
                0x1.6c16c16c156a3p-10, 0x1.a01a01ac2034dp-13, 0x1.a01a01ab99c48p-16, 0x1.71de01a48e4e9p-19);
  p += x8 * P3(x, x2, 0x1.27e4cfab1d15ep-22, 0x1.af4edda968a56p-26, 0x1.1f86f88894383p-29);
  dd s = fast_two_sum(1.0, x);
  s.lo += x2 * p + (r.lo + r.lo * x);
  return s;
}

// y * 2^k for |k| <= 2044 and y near 1, rounded once: only the last multiplication can be inexact.
HELPER double scale2(double y, i64 k) {
  i64 half = k >> 1;
  return y * pow2i(half) * pow2i(k - half);
}

// Reduces |x| <= 1100 to k ln 2 + r.
HELPER dd exp_reduce(dd x, i64 *k) {
  double n = round_int(x.hi * LOG2_E, k);
  double h = x.hi - n * LN2_HI;
  return fast_two_sum(h, x.lo - n * LN2_LO);
}

// e^(x.hi + x.lo), below 0.75 ulp for normal results.
HELPER double exp_dd(dd x) {
  dd c = {clamp64(x.hi, -746.0, 710.0), x.lo};
  c.lo = c.hi == x.hi ? c.lo : 0.0;
  i64 k;
  dd y = exp_core(exp_reduce(c, &k));
  return isnan64(x.hi) ? x.hi : scale2(y.hi + y.lo, k);
}

#endif

// Software floating point in every rounding mode: fma, division and square root of doubles in integers, fma of floats.
#ifndef ANYWARP_FMA_H
#define ANYWARP_FMA_H

#include "round.h"

// The value (-1)^negative * (m + tail) * 2^e, where m != 0 and 0 <= tail < 1 is only known as zero or not (sticky),
// rounded to a double. Overflow and subnormal results included.
double __anywarp_pack_f64(int negative, u64 m, int sticky, int e, enum mode mode);
// a * b + c, a / b and sqrt(a), rounded once.
double __anywarp_fma_soft(double a, double b, double c, enum mode mode);
double __anywarp_div_soft(double a, double b, enum mode mode);
double __anywarp_sqrt_soft(double a, enum mode mode);

// The product of two floats is an exact double; its sum with c, rounded to odd, has enough bits for a second
// rounding to binary32 (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", 2008).
HELPER float fma_f32(float a, float b, float c, enum mode mode) {
  double p = (double)a * (double)b;
  dd s = two_sum(p, (double)c);
  double r = to_odd(s.hi, s.lo);
  // An exact cancellation is -0 when rounding down; a sum of equally signed zeros keeps their sign.
  int opposite = (as_u64(p) ^ as_u64((double)c)) >> 63 != 0;
  r = mode == RD && r == 0 && opposite ? -0.0 : r;
  return mode == RN ? (float)r : narrow(r, mode);
}

#endif

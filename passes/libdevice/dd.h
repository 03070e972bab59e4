// Double-double arithmetic: unevaluated sums of two doubles, exact sums and products without hardware fma.
//
// Names and error bounds follow the literature (Dekker 1971; Knuth; Joldes, Muller, Popescu 2017,
// "Tight and rigorous error bounds for basic building blocks of double-word arithmetic").
#ifndef ANYWARP_DD_H
#define ANYWARP_DD_H

#include "libdevice.h"

typedef struct {
  double hi, lo;
} dd;

// a + b = hi + lo exactly, if |a| >= |b| or a == 0.
HELPER dd fast_two_sum(double a, double b) {
  double s = a + b;
  return (dd){s, b - (s - a)};
}

// a + b = hi + lo exactly.
HELPER dd two_sum(double a, double b) {
  double s = a + b, bb = s - a;
  return (dd){s, (a - (s - bb)) + (b - bb)};
}

// x = hi + lo, hi being the upper 26 bits of the significand: one bitwise operation, no overflow.
HELPER dd halves(double x) {
  double hi = as_f64(as_u64(x) & ~0x7ffffffull);
  return (dd){hi, x - hi};
}
HELPER double upper_half(double x) { return halves(x).hi; }

// a * b = hi + lo up to 2^-106 (the product of the lower halves may need one bit more than there is).
HELPER dd two_prod(double a, double b) {
  dd x = halves(a), y = halves(b);
  double p = a * b;
  return (dd){p, ((x.hi * y.hi - p) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo};
}

// a * b = hi + lo exactly, if a * b >= 2^-968 in magnitude and neither exceeds 2^996: Veltkamp's splitting rounds, so
// that both halves have 26 bits.
HELPER dd split(double x) {
  double c = 0x1.0000002p27 * x;
  double hi = c - (c - x);
  return (dd){hi, x - hi};
}
HELPER dd two_prod_exact(double a, double b) {
  dd x = split(a), y = split(b);
  double p = a * b;
  return (dd){p, ((x.hi * y.hi - p) + x.hi * y.lo + x.lo * y.hi) + x.lo * y.lo};
}

HELPER dd dd_add_d(dd a, double b) {
  dd s = two_sum(a.hi, b);
  return fast_two_sum(s.hi, s.lo + a.lo);
}

HELPER dd dd_add(dd a, dd b) {
  dd s = two_sum(a.hi, b.hi), t = two_sum(a.lo, b.lo);
  s = fast_two_sum(s.hi, s.lo + t.hi);
  return fast_two_sum(s.hi, s.lo + t.lo);
}

HELPER dd dd_mul_d(dd a, double b) {
  dd p = two_prod(a.hi, b);
  return fast_two_sum(p.hi, p.lo + a.lo * b);
}

HELPER dd dd_mul(dd a, dd b) {
  dd p = two_prod(a.hi, b.hi);
  return fast_two_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

HELPER dd dd_div(dd a, dd b) {
  double q = a.hi / b.hi;
  dd p = two_prod(q, b.hi);
  double r = ((a.hi - p.hi) - p.lo) + a.lo - q * b.lo;
  return fast_two_sum(q, r / b.hi);
}

// 1 / b for a plain double.
HELPER dd dd_recip(double b) { return dd_div((dd){1.0, 0.0}, (dd){b, 0.0}); }

HELPER dd dd_neg(dd a) { return (dd){-a.hi, -a.lo}; }

// The square root of a > 0, about 2^-104.
HELPER dd dd_sqrt(dd a) {
  double s = __builtin_sqrt(a.hi);
  dd p = two_prod(s, s);
  double r = ((a.hi - p.hi) - p.lo) + a.lo;
  return s > 0 ? fast_two_sum(s, r / (2 * s)) : (dd){s, 0};
}

#endif

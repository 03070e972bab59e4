// Polynomials of N coefficients in Estrin's order: short dependency chains, no fma needed.
#ifndef ANYWARP_POLY_H
#define ANYWARP_POLY_H

#include "libdevice.h"

// x2 = x^2, x4 = x^4, x8 = x^8; coefficients from the constant term upwards.
#define P2(x, a, b) ((a) + (x) * (b))
#define P3(x, x2, a, b, c) (P2(x, a, b) + (x2) * (c))
#define P4(x, x2, a, b, c, d) (P2(x, a, b) + (x2) * P2(x, c, d))
#define P5(x, x2, x4, a, b, c, d, e) (P4(x, x2, a, b, c, d) + (x4) * (e))
#define P6(x, x2, x4, a, b, c, d, e, f) (P4(x, x2, a, b, c, d) + (x4) * P2(x, e, f))
#define P7(x, x2, x4, a, b, c, d, e, f, g) (P4(x, x2, a, b, c, d) + (x4) * P3(x, x2, e, f, g))
#define P8(x, x2, x4, a, b, c, d, e, f, g, h) (P4(x, x2, a, b, c, d) + (x4) * P4(x, x2, e, f, g, h))

// Horner's scheme over a table, highest degree last; for the functions whose polynomials differ by range.
HELPER double horner(const double *c, int n, double x) {
  double r = c[n - 1];
#pragma clang loop unroll(full)
  for (int i = n - 2; i >= 0; i--) r = r * x + c[i];
  return r;
}
#define HORNER(table, x) horner(table, (int)(sizeof(table) / sizeof((table)[0])), x)

#endif

// Kernels of the error functions.
#ifndef ANYWARP_ERF_H
#define ANYWARP_ERF_H

#include "erf_tables.h"
#include "exp.h"
#include "log.h"

// erf x for |x| <= 1.
HELPER double erf_small(double x) { return x + x * HORNER(ERF_SMALL, x * x); }

// e^(x^2) erfc(x) for x >= 0.4; at infinity 0.
HELPER double erfcx_positive(double x) {
  double v = 0.5 * HORNER(ERFCX, (x - 4.0) / (x + 4.0)) / (x + 0.5);
  return x == INF64 ? 0.0 : v;
}

#endif

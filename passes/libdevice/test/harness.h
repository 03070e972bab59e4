// The native test program of the device math library: what its parts share.
#ifndef HARNESS_H
#define HARNESS_H

#include <math.h>
#include <quadmath.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define __DEVICE__
#include <__clang_cuda_libdevice_declares.h>

typedef __float128 quad;

static inline uint64_t bits64(double x) { uint64_t u; memcpy(&u, &x, 8); return u; }
static inline uint32_t bits32(float x) { uint32_t u; memcpy(&u, &x, 4); return u; }
static inline double make64(uint64_t u) { double x; memcpy(&x, &u, 8); return x; }
static inline float make32(uint32_t u) { float x; memcpy(&x, &u, 4); return x; }

// xorshift64*: the same inputs on every run.
extern uint64_t rng_state;
static inline uint64_t rng(void) {
  rng_state ^= rng_state >> 12;
  rng_state ^= rng_state << 25;
  rng_state ^= rng_state >> 27;
  return rng_state * 0x2545f4914f6cdd1dull;
}
static inline double uniform(void) { return (double)(rng() >> 11) * 0x1p-53; }

// The i-th input of n for a function whose interesting range is [lo, hi]: special values, neighbours of special
// values, random bit patterns, logarithmic and uniform samples of the range.
double sample64(long i, double lo, double hi);
float sample32(long i, double lo, double hi);

// One function's worst results.
typedef struct {
  const char *name;
  long inputs;
  int64_t diff;       // |result - correctly rounded result| in units of representable numbers
  double ulp;         // |result - exact| in ulps of the exact result
  double absolute;    // |result - exact|
  double at[4];       // inputs of the largest difference
  long wrong;         // NaN, infinity or the sign of zero not as expected
  double wrong_at[4];
} stats;

void record64(stats *s, double got, quad exact, const double *in, int n);
void record32(stats *s, float got, quad exact, const double *in, int n);
void report(const stats *s);

// Oracles that libquadmath lacks.
quad q_exp10(quad x), q_sinpi(quad x), q_cospi(quad x), q_erfcx(quad x), q_erfinv(quad y, double guess);
quad q_erfcinv(quad y, double guess), q_normcdf(quad x), q_normcdfinv(quad y, double guess);
quad q_i0(quad x), q_i1(quad x), q_pow(quad x, quad y);
quad q_lgamma(quad x), q_tgamma(quad x);

void test_accuracy(long n, const char *only);
long test_exact(long n);
long test_special(void);
long test_simd(long n);
void test_exhaustive(uint32_t stride, const char *only);

#endif

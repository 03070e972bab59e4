// Entry point of the native test program: inputs, error measurement, printing.
//
//   harness accuracy N [name]   every function of the CUDA guide's tables on about N inputs, one line each
//   harness exact N             conversions, directed rounding, fma, remainders, integer and video functions
//   harness special             results at zeros, infinities, NaN and poles
//   harness exhaustive S [name] every S-th of all 2^32 inputs of the unary binary32 functions (S = 1: minutes each)
#include "harness.h"

uint64_t rng_state = 0x9e3779b97f4a7c15ull;

static const double SPECIAL[] = {
    0.0, 1.0, 2.0, 0.5, 0.25, 3.0, 10.0, 100.0, 0x1p-149, 0x1p-126, 0x1p-1074, 0x1p-1022, 0x1.fffffep127,
    0x1.fffffffffffffp1023, 0x1p23, 0x1p24, 0x1p31, 0x1p52, 0x1p53, 0x1p63, 1e300, 1e-300, 1e30, 1e-30, INFINITY, NAN,
    0x1.921fb54442d18p0, 0x1.921fb54442d18p1, 0x1.921fb6p1, 0x1.62e42fefa39efp-1, 0x1.5bf0a8b145769p1, 1.5, 2.5,
    0x1p-27, 0x1p-53, 0x1p-54, 0x1p20, 0x1p22, 88.72283, 709.782712893384, 745.1332191019411, 103.972, 8.0, 0.4769,
    0x1.6ac5b262ca1ffp849 /* closest to a multiple of pi/2 */, 0x1.5fdbbep29, 0x1.b951f1572eba5p23};
enum { N_SPECIAL = sizeof(SPECIAL) / sizeof(*SPECIAL) };

static double step(double x, int by) { return isfinite(x) ? make64(bits64(x) + (uint64_t)(int64_t)by) : x; }

double sample64(long i, double lo, double hi) {
  if (i < 2 * N_SPECIAL) return (i & 1 ? -1 : 1) * SPECIAL[i / 2];
  if (i < 4 * N_SPECIAL) return step(SPECIAL[(i / 2) % N_SPECIAL], i & 1 ? 1 : SPECIAL[(i / 2) % N_SPECIAL] == 0 ? 2 : -1);
  double x;
  switch (i % 6) {
  case 0:
    return make64(rng());
  case 1:
  case 2:  // magnitudes from 2^-60 to the larger end, any sign inside the range
    x = fabs(lo) > fabs(hi) ? fabs(lo) : fabs(hi);
    x *= exp2(-uniform() * (i % 6 == 1 ? 60 : 4));
    if (lo < 0 && (hi <= 0 || (rng() & 1))) x = -x;
    return x < lo ? lo : x > hi ? hi : x;
  default:
    return lo + (hi - lo) * uniform();
  }
}
float sample32(long i, double lo, double hi) {
  if (i >= 4 * N_SPECIAL && i % 6 == 0) return make32((uint32_t)(rng() >> 32));
  if (i >= 2 * N_SPECIAL && i < 4 * N_SPECIAL) {
    float f = (float)SPECIAL[(i / 2) % N_SPECIAL];
    return isfinite(f) && f != 0 ? make32(bits32(f) + (i & 1 ? 1u : ~0u)) : f;
  }
  return (float)sample64(i, lo, hi);
}

static int64_t order64(double x) { int64_t i = (int64_t)bits64(x); return i < 0 ? INT64_MIN - i : i; }
static int64_t order32(float x) { int32_t i = (int32_t)bits32(x); return i < 0 ? (int64_t)INT32_MIN - i : i; }

static void wrong(stats *s, const double *in, int n) {
  if (s->wrong++ == 0) memcpy(s->wrong_at, in, sizeof(double) * (size_t)n);
}

static void measure(stats *s, int64_t diff, quad error, quad ulp, const double *in, int n) {
  if (diff < 0) diff = -diff;
  double e = (double)(fabsq(error) / ulp);
  if (diff > s->diff || (diff == s->diff && e > s->ulp)) memcpy(s->at, in, sizeof(double) * (size_t)n);
  if (diff > s->diff) s->diff = diff;
  if (e > s->ulp) s->ulp = e;
  if ((double)fabsq(error) > s->absolute) s->absolute = (double)fabsq(error);
}

void record64(stats *s, double got, quad exact, const double *in, int n) {
  double want = (double)exact;
  s->inputs++;
  if (isnan(want) || isnan(got)) {
    if (!(isnan(want) && isnan(got))) wrong(s, in, n);
  } else if (isinf(want) || isinf(got)) {
    // An overflow may be missed or early by the bound only.
    if (got != want) measure(s, order64(got) - order64(want), 1, 1, in, n);
  } else {
    if (want == 0 && got == 0 && signbit(want) != signbit(got)) wrong(s, in, n);
    int e = ilogb(want == 0 ? 0x1p-1074 : want);
    measure(s, order64(got) - order64(want), (quad)got - exact, scalbnq(1, (e < -1022 ? -1022 : e) - 52), in, n);
  }
}
void record32(stats *s, float got, quad exact, const double *in, int n) {
  float want = (float)exact;
  s->inputs++;
  if (isnan(want) || isnan(got)) {
    if (!(isnan(want) && isnan(got))) wrong(s, in, n);
  } else if (isinf(want) || isinf(got)) {
    if (got != want) measure(s, order32(got) - order32(want), 1, 1, in, n);
  } else {
    if (want == 0 && got == 0 && signbit(want) != signbit(got)) wrong(s, in, n);
    int e = ilogbf(want == 0 ? 0x1p-149f : want);
    measure(s, order32(got) - order32(want), (quad)got - exact, scalbnq(1, (e < -126 ? -126 : e) - 23), in, n);
  }
}

void report(const stats *s) {
  printf("%s inputs=%ld diff=%lld ulp=%.3f abs=%.2e wrong=%ld at=%a,%a,%a,%a wrong_at=%a,%a\n", s->name, s->inputs,
         (long long)s->diff, s->ulp, s->absolute, s->wrong, s->at[0], s->at[1], s->at[2], s->at[3], s->wrong_at[0],
         s->wrong_at[1]);
  fflush(stdout);
}

int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  long n = argc > 2 ? atol(argv[2]) : 0;
  if (!strcmp(what, "accuracy")) return test_accuracy(n, argc > 3 ? argv[3] : NULL), 0;
  if (!strcmp(what, "exact")) return (test_exact(n) != 0) | (test_simd(n) != 0);
  if (!strcmp(what, "special")) return test_special() != 0;
  if (!strcmp(what, "exhaustive")) return test_exhaustive(n > 0 ? (uint32_t)n : 1, argc > 3 ? argv[3] : NULL), 0;
  fprintf(stderr, "usage: harness accuracy N [name] | exact N | special | exhaustive STRIDE [name]\n");
  return 2;
}

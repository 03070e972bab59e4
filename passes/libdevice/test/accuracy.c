// Errors of every function in tables 17 and 18 of the CUDA C++ Programming Guide, one output line per function.
#include "harness.h"

static long count;
static const char *only;

static int begin(stats *s, const char *name) {
  *s = (stats){.name = name};
  rng_state = 0x9e3779b97f4a7c15ull;
  return !only || !strcmp(only, name);
}

// x is the exact argument, r the tested result (a first guess for the inverse functions). Inputs outside `domain`,
// where the guide gives no bound, are left out.
#define UNARY_IN(label, f, exact, lo, hi, domain) \
  if (begin(&s, label)) { \
    for (long i = 0; i < count; i++) { \
      double a = sample64(i, lo, hi), r = __nv_##f(a); \
      quad x = a; \
      if (domain) record64(&s, r, exact, &a, 1); \
    } \
    report(&s); \
  }
#define UNARYF_IN(label, f, exact, lo, hi, domain) \
  if (begin(&s, label)) { \
    for (long i = 0; i < count; i++) { \
      float a = sample32(i, lo, hi), r = __nv_##f(a); \
      quad x = a; \
      double in = a; \
      if (domain) record32(&s, r, exact, &in, 1); \
    } \
    report(&s); \
  }
#define UNARY(f, exact, lo, hi) UNARY_IN(#f, f, exact, lo, hi, 1)
#define UNARYF(f, exact, lo, hi) UNARYF_IN(#f, f, exact, lo, hi, 1)
// Both precisions; the ranges differ where overflow does.
#define BOTH(fn, exact, lo, hi, lof, hif) UNARY(fn, exact, lo, hi) UNARYF(fn##f, exact, lof, hif)

#define BINARY(f, exact, lo, hi) \
  if (begin(&s, #f)) { \
    for (long i = 0; i < count; i++) { \
      double in[2] = {sample64(i, lo, hi), sample64((i * 7919) % (count + 1), lo, hi)}; \
      quad x = in[0], y = in[1]; \
      record64(&s, __nv_##f(in[0], in[1]), exact, in, 2); \
    } \
    report(&s); \
  }
#define BINARYF(f, exact, lo, hi) \
  if (begin(&s, #f)) { \
    for (long i = 0; i < count; i++) { \
      double in[2] = {sample32(i, lo, hi), sample32((i * 7919) % (count + 1), lo, hi)}; \
      quad x = in[0], y = in[1]; \
      record32(&s, __nv_##f((float)in[0], (float)in[1]), exact, in, 2); \
    } \
    report(&s); \
  }

// sincos has two results; each counts as a function.
#define SINCOS(f, type, sample, record, exact_sin, exact_cos, lo, hi) \
  if (begin(&s, #f)) { \
    for (long i = 0; i < count; i++) { \
      type a = sample(i, lo, hi), v, w; \
      double in = a; \
      quad x = a; \
      __nv_##f(a, &v, &w); \
      record(&s, v, exact_sin, &in, 1); \
      record(&s, w, exact_cos, &in, 1); \
    } \
    report(&s); \
  }

static quad length(const double *v, int n) {
  quad sum = 0;
  int nan = 0;
  for (int i = 0; i < n; i++) {
    if (isinf(v[i])) return HUGE_VALQ;
    nan |= isnan(v[i]);
    sum += (quad)v[i] * v[i];
  }
  return nan ? nanq("") : sqrtq(sum);
}
#define NORM(f, type, sample, record, exact, n, call) \
  if (begin(&s, #f)) { \
    for (long i = 0; i < count; i++) { \
      double v[4]; \
      for (int j = 0; j < n; j++) v[j] = sample((i * (7919 * j + 1)) % (count + 1), -1e3, 1e3); \
      quad l = length(v, n); \
      record(&s, __nv_##f call, exact, v, n); \
    } \
    report(&s); \
  }
#define F(i) ((float)v[i])
#define NORMS(suffix, n, call, callf) \
  NORM(norm##suffix, double, sample64, record64, l, n, call) \
  NORM(rnorm##suffix, double, sample64, record64, 1 / l, n, call) \
  NORM(norm##suffix##f, float, sample32, record32, l, n, callf) \
  NORM(rnorm##suffix##f, float, sample32, record32, 1 / l, n, callf)

static void exponentials(void) {
  stats s;
  BOTH(exp, expq(x), -746, 710, -104, 89)
  BOTH(exp2, powq(2, x), -1076, 1025, -150, 129)
  BOTH(exp10, q_exp10(x), -324, 309, -46, 39)
  BOTH(expm1, expm1q(x), -40, 710, -20, 89)
  BOTH(log, logq(x), 0, 4, 0, 4)
  BOTH(log2, log2q(x), 0, 4, 0, 4)
  BOTH(log10, log10q(x), 0, 4, 0, 4)
  BOTH(log1p, log1pq(x), -1, 3, -1, 3)
  BOTH(sinh, sinhq(x), -711, 711, -90, 90)
  BOTH(cosh, coshq(x), -711, 711, -90, 90)
  BOTH(tanh, tanhq(x), -20, 20, -10, 10)
  BOTH(asinh, asinhq(x), -10, 10, -10, 10)
  BOTH(acosh, acoshq(x), 1, 10, 1, 10)
  BOTH(atanh, atanhq(x), -1, 1, -1, 1)
  BINARY(pow, q_pow(x, y), 0, 30)
  BINARYF(powf, q_pow(x, y), 0, 15)
}

static void trigonometric(void) {
  stats s;
  BOTH(sin, sinq(x), -100, 100, -100, 100)
  BOTH(cos, cosq(x), -100, 100, -100, 100)
  BOTH(tan, tanq(x), -100, 100, -100, 100)
  BOTH(sinpi, q_sinpi(x), -10, 10, -10, 10)
  BOTH(cospi, q_cospi(x), -10, 10, -10, 10)
  SINCOS(sincos, double, sample64, record64, sinq(x), cosq(x), -1e6, 1e6)
  SINCOS(sincosf, float, sample32, record32, sinq(x), cosq(x), -1e6, 1e6)
  SINCOS(sincospi, double, sample64, record64, q_sinpi(x), q_cospi(x), -1e3, 1e3)
  SINCOS(sincospif, float, sample32, record32, q_sinpi(x), q_cospi(x), -1e3, 1e3)
  BOTH(asin, asinq(x), -1, 1, -1, 1)
  BOTH(acos, acosq(x), -1, 1, -1, 1)
  BOTH(atan, atanq(x), -10, 10, -10, 10)
  BINARY(atan2, atan2q(x, y), -10, 10)
  BINARYF(atan2f, atan2q(x, y), -10, 10)
}

static void roots(void) {
  stats s;
  BOTH(rsqrt, x == 0 ? copysignq(HUGE_VALQ, x) : 1 / sqrtq(x), 0, 100, 0, 100)
  BOTH(cbrt, cbrtq(x), -100, 100, -100, 100)
  BOTH(rcbrt, 1 / cbrtq(x), -100, 100, -100, 100)
  BINARY(hypot, length(in, 2), -1e3, 1e3)
  BINARYF(hypotf, length(in, 2), -1e3, 1e3)
  BINARY(rhypot, 1 / length(in, 2), -1e3, 1e3)
  BINARYF(rhypotf, 1 / length(in, 2), -1e3, 1e3)
  NORMS(3d, 3, (v[0], v[1], v[2]), (F(0), F(1), F(2)))
  NORMS(4d, 4, (v[0], v[1], v[2], v[3]), (F(0), F(1), F(2), F(3)))
  NORM(norm, double, sample64, record64, l, 4, (4, v))
  NORM(rnorm, double, sample64, record64, 1 / l, 4, (4, v))
  NORM(normf, float, sample32, record32, l, 3, (3, (float[]){F(0), F(1), F(2)}))
  NORM(rnormf, float, sample32, record32, 1 / l, 3, (3, (float[]){F(0), F(1), F(2)}))
}

static void probability(void) {
  stats s;
  BOTH(erf, erfq(x), -6, 6, -4, 4)
  BOTH(erfc, erfcq(x), -6, 28, -4, 11)
  BOTH(erfcx, q_erfcx(x), -27, 30, -10, 30)
  BOTH(erfinv, q_erfinv(x, r), -1, 1, -1, 1)
  BOTH(erfcinv, q_erfcinv(x, r), 0, 2, 0, 2)
  BOTH(normcdf, q_normcdf(x), -39, 9, -15, 6)
  BOTH(normcdfinv, q_normcdfinv(x, r), 0, 1, 0, 1)
  UNARY_IN("lgamma", lgamma, q_lgamma(x), -30, 30, !(a > -23.0001 && a < -2.2637))
  UNARYF_IN("lgammaf", lgammaf, q_lgamma(x), -20, 30, !(a > -10.001f && a < -2.264f))
  BOTH(tgamma, q_tgamma(x), -180, 172, -42, 36)
}

static void bessel(void) {
  stats s;
  UNARY_IN("j0", j0, j0q(x), -8, 8, !(fabs(a) >= 8))
  UNARY_IN("j1", j1, j1q(x), -8, 8, !(fabs(a) >= 8))
  UNARY_IN("y0", y0, y0q(x), 0, 8, !(a >= 8 || a < 0))
  UNARY_IN("y1", y1, y1q(x), 0, 8, !(a >= 8 || a < 0))
  UNARY_IN("j0.far", j0, j0q(x), -1e3, 1e3, fabs(a) >= 8 && fabs(a) < 1e9)
  UNARY_IN("j1.far", j1, j1q(x), -1e3, 1e3, fabs(a) >= 8 && fabs(a) < 1e9)
  UNARY_IN("y0.far", y0, y0q(x), 8, 1e3, a >= 8 && a < 1e9)
  UNARY_IN("y1.far", y1, y1q(x), 8, 1e3, a >= 8 && a < 1e9)
  UNARYF_IN("j0f", j0f, j0q(x), -8, 8, !(fabsf(a) >= 8))
  UNARYF_IN("j1f", j1f, j1q(x), -8, 8, !(fabsf(a) >= 8))
  UNARYF_IN("y0f", y0f, y0q(x), 0, 8, !(a >= 8 || a < 0))
  UNARYF_IN("y1f", y1f, y1q(x), 0, 8, !(a >= 8 || a < 0))
  UNARYF_IN("j0f.far", j0f, j0q(x), -1e3, 1e3, fabsf(a) >= 8 && fabsf(a) < 1e9f)
  UNARYF_IN("j1f.far", j1f, j1q(x), -1e3, 1e3, fabsf(a) >= 8 && fabsf(a) < 1e9f)
  UNARYF_IN("y0f.far", y0f, y0q(x), 8, 1e3, a >= 8 && a < 1e9f)
  UNARYF_IN("y1f.far", y1f, y1q(x), 8, 1e3, a >= 8 && a < 1e9f)
  BOTH(cyl_bessel_i0, q_i0(x), -714, 714, -92, 92)
  BOTH(cyl_bessel_i1, q_i1(x), -714, 714, -92, 92)
}

// Orders 2 to 128, arguments to 300; the guide's bounds differ on the two sides of the order.
#define ORDER(label, f, type, sample, record, exact, domain) \
  if (begin(&s, label)) { \
    for (long i = 0; i < count; i++) { \
      int n = 2 + (int)(rng() % 127); \
      type a = (type)(300 * uniform()); \
      double in[2] = {n, a}; \
      if (domain) record(&s, __nv_##f(n, a), exact(n, a), in, 2); \
    } \
    report(&s); \
  }
static void bessel_orders(void) {
  stats s;
  ORDER("jn", jn, double, sample64, record64, jnq, 1)
  ORDER("jnf", jnf, float, sample32, record32, jnq, 1)
  ORDER("yn.far", yn, double, sample64, record64, ynq, a > 1.5 * n)
  ORDER("ynf.near", ynf, float, sample32, record32, ynq, a < n)
  ORDER("ynf.far", ynf, float, sample32, record32, ynq, a >= n)
}

// The intrinsics with a leading double underscore.
static void fast(void) {
  stats s;
  UNARYF(fast_expf, expq(x), -104, 89)
  UNARYF(fast_exp10f, q_exp10(x), -46, 39)
  UNARYF(fast_logf, logq(x), 0, 4)
  UNARYF(fast_log2f, log2q(x), 0, 4)
  UNARYF(fast_log10f, log10q(x), 0, 4)
  UNARYF(fast_sinf, sinq(x), -4, 4)
  UNARYF(fast_cosf, cosq(x), -4, 4)
  UNARYF(fast_tanf, tanq(x), -4, 4)
  SINCOS(fast_sincosf, float, sample32, record32, sinq(x), cosq(x), -4, 4)
  UNARYF(frsqrt_rn, x == 0 ? copysignq(HUGE_VALQ, x) : 1 / sqrtq(x), 0, 100)
}

void test_accuracy(long n, const char *name) {
  count = n;
  only = name;
  exponentials();
  trigonometric();
  roots();
  probability();
  bessel();
  bessel_orders();
  fast();
}

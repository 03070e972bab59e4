// Cross products of special operands against the host's libm, and results that CUDA fixes differently from C.
#include "harness.h"

static long failures;

static void fail(const char *name, double a, double b, double got, double want) {
  if (failures++ < 40) printf("FAIL %s(%a, %a) = %a, expected %a\n", name, a, b, got, want);
}
// The same class, sign and, where the result is exact or special, value; finite results within one last place.
static void check(const char *name, double a, double b, double got, double want) {
  if (isnan(want) || isnan(got)) {
    if (!(isnan(want) && isnan(got))) fail(name, a, b, got, want);
  } else if (signbit(got) != signbit(want) || isinf(got) != isinf(want) ||
             llabs((long long)(bits64(got) - bits64(want))) > 1) {
    fail(name, a, b, got, want);
  }
}
static void checkf(const char *name, float a, float b, float got, float want) {
  if (isnan(want) || isnan(got)) {
    if (!(isnan(want) && isnan(got))) fail(name, a, b, got, want);
  } else if (signbit(got) != signbit(want) || isinf(got) != isinf(want) ||
             labs((long)bits32(got) - (long)bits32(want)) > 1) {
    fail(name, a, b, got, want);
  }
}

static const double OPERANDS[] = {0.0, 0x1p-149, 0x1p-126, 1e-3, 0.5, 0.9999, 1.0, 1.0001, 1.5, 2.0, 3.0, 4.0, 5.5, 100.0,
                                  0x1p23, 0x1.000002p23, 0x1p24, 0x1p30, 0x1p53, 0x1.fffffep127, INFINITY, NAN,
                                  0x1p-1074, 0x1p-1022, 0x1.fffffffffffffp52, 1e300, 0x1.fffffffffffffp1023};
enum { N = sizeof(OPERANDS) / sizeof(*OPERANDS) };

static void pairs(void) {
  for (int i = 0; i < 2 * N; i++) {
    for (int j = 0; j < 2 * N; j++) {
      double a = OPERANDS[i / 2] * (i & 1 ? -1 : 1), b = OPERANDS[j / 2] * (j & 1 ? -1 : 1);
      float x = (float)a, y = (float)b;
      check("pow", a, b, __nv_pow(a, b), pow(a, b));
      checkf("powf", x, y, __nv_powf(x, y), powf(x, y));
      check("atan2", a, b, __nv_atan2(a, b), atan2(a, b));
      checkf("atan2f", x, y, __nv_atan2f(x, y), atan2f(x, y));
      check("hypot", a, b, __nv_hypot(a, b), hypot(a, b));
      checkf("hypotf", x, y, __nv_hypotf(x, y), hypotf(x, y));
      check("fdim", a, b, __nv_fdim(a, b), fdim(a, b));
      checkf("fast_fdividef", x, y, __nv_fast_fdividef(x, y), x / y);
      for (int k = 0; k < 2 * N; k++) {
        double c = OPERANDS[k / 2] * (k & 1 ? -1 : 1), f = fma(a, b, c), g = __nv_fma(a, b, c);
        float z = (float)c, u = fmaf(x, y, z), v = __nv_fmaf(x, y, z);
        if (!(isnan(f) && isnan(g)) && bits64(f) != bits64(g)) fail("fma", a, b, g, f);
        if (!(isnan(u) && isnan(v)) && bits32(u) != bits32(v)) fail("fmaf", x, y, v, u);
      }
    }
  }
  for (int i = 0; i < 2 * N; i++) {
    double a = OPERANDS[i / 2] * (i & 1 ? -1 : 1);
    for (int n = -5; n <= 5; n++) {
      check("powi", a, n, __nv_powi(a, n), pow(a, n));
      checkf("powif", (float)a, (float)n, __nv_powif((float)a, n), powf((float)a, (float)n));
    }
  }
}

#define IS(expr, want) check(#expr, 0, 0, expr, want)
// What the CUDA Math API says and C leaves open or has otherwise.
static void documented(void) {
  IS(__nv_jn(-1, 2.0), NAN);
  IS(__nv_yn(-1, 2.0), NAN);
  IS(__nv_yn(3, 0.0), -INFINITY);
  IS(__nv_yn(3, -1.0), NAN);
  IS(__nv_yn(3, INFINITY), 0.0);
  IS(__nv_tgamma(-0.0), -INFINITY);
  IS(__nv_tgamma(-3.0), NAN);
  IS(__nv_tgamma(-INFINITY), NAN);
  IS(__nv_lgamma(-3.0), INFINITY);
  IS(__nv_lgamma(-INFINITY), INFINITY);
  IS(__nv_erfcinv(0.0), INFINITY);
  IS(__nv_erfcinv(2.0), -INFINITY);
  IS(__nv_normcdfinv(0.0), -INFINITY);
  IS(__nv_normcdfinv(1.0), INFINITY);
  IS(__nv_normcdfinv(1.5), NAN);
  IS(__nv_normcdf(-INFINITY), 0.0);
  IS(__nv_erfcx(-INFINITY), INFINITY);
  IS(__nv_rsqrt(-0.0), -INFINITY);
  IS(__nv_rcbrt(-0.0), -INFINITY);
  IS(__nv_rhypot(INFINITY, NAN), 0.0);
  IS(__nv_rnorm3d(0.0, 0.0, 0.0), INFINITY);
  IS(__nv_sinpi(-2.0), -0.0);
  IS(__nv_cospi(2.5), 0.0);
  IS(__nv_cospi(INFINITY), NAN);
  IS(__nv_fast_powf(-2.0f, 2.0f), NAN);
  IS(__nv_nan((const signed char *)""), NAN);
  IS(__nv_nanf((const signed char *)""), NAN);
  IS(__nv_rcp64h(4.0), 0.25);
  IS(__nv_rcp64h(-0x1p-1074), -INFINITY);
  IS(__nv_logb(0.0), -INFINITY);
  IS(__nv_saturatef(NAN), 0.0);
}

long test_special(void) {
  pairs();
  documented();
  printf("special: %ld failures\n", failures);
  return failures;
}

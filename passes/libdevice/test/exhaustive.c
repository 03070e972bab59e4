// All 2^32 arguments of the unary binary32 functions, or every STRIDE-th, against the host libm's binary64 functions.
//
// The reference's own error is about 2^-29 ulp of binary32, so only the last digits of the printed maximum depend on it.
#include "harness.h"

typedef struct {
  const char *name;
  float (*tested)(float);
  double (*reference)(double);
} entry;

static double r_rsqrt(double x) { return 1 / sqrt(x); }
static double r_rcbrt(double x) { return 1 / cbrt(x); }
static double r_exp10(double x) { return (double)powl(10, (long double)x); }

static const entry ENTRIES[] = {
    {"sqrtf", __nv_sqrtf, sqrt},    {"rsqrtf", __nv_rsqrtf, r_rsqrt}, {"expf", __nv_expf, exp},
    {"exp2f", __nv_exp2f, exp2},    {"exp10f", __nv_exp10f, r_exp10}, {"expm1f", __nv_expm1f, expm1},
    {"logf", __nv_logf, log},       {"log2f", __nv_log2f, log2},      {"log10f", __nv_log10f, log10},
    {"log1pf", __nv_log1pf, log1p}, {"sinf", __nv_sinf, sin},         {"cosf", __nv_cosf, cos},
    {"tanf", __nv_tanf, tan},       {"asinf", __nv_asinf, asin},      {"acosf", __nv_acosf, acos},
    {"atanf", __nv_atanf, atan},    {"sinhf", __nv_sinhf, sinh},      {"coshf", __nv_coshf, cosh},
    {"tanhf", __nv_tanhf, tanh},    {"erff", __nv_erff, erf},         {"erfcf", __nv_erfcf, erfc},
    {"cbrtf", __nv_cbrtf, cbrt},    {"rcbrtf", __nv_rcbrtf, r_rcbrt},
};

static void run(const entry *e, uint32_t stride) {
  int64_t worst = 0, wrong = 0, different = 0;
  double worst_ulp = 0;
  uint32_t at = 0;
  int64_t inputs = 0;
  for (uint64_t bits = 0; bits <= 0xffffffff; bits += stride, inputs++) {
    float x = make32((uint32_t)bits), got = e->tested(x);
    double exact = e->reference((double)x);
    float want = (float)exact;
    if (isnan(got) || isnan(want) || isinf(got) || isinf(want) || want == 0) {
      int equal = (isnan(got) && isnan(want)) || bits32(got) == bits32(want);
      wrong += !equal;
      continue;
    }
    int64_t diff = llabs((long long)(int32_t)bits32(got) - (int32_t)bits32(want));
    int exponent = (int)(bits32(want) >> 23 & 0xff);
    double ulp = fabs((double)got - exact) * make64((uint64_t)(1023 + 150 - (exponent ? exponent : 1)) << 52);
    different += diff != 0;
    if (ulp > worst_ulp) worst_ulp = ulp, at = (uint32_t)bits;
    if (diff > worst) worst = diff;
  }
  printf("%s inputs=%lld diff=%lld ulp=%.4f misrounded=%lld wrong=%lld at=%a\n", e->name, (long long)inputs,
         (long long)worst, worst_ulp, (long long)different, (long long)wrong, (double)make32(at));
  fflush(stdout);
}

void test_exhaustive(uint32_t stride, const char *only) {
  for (size_t i = 0; i < sizeof(ENTRIES) / sizeof(*ENTRIES); i++)
    if (!only || !strcmp(only, ENTRIES[i].name)) run(&ENTRIES[i], stride);
}

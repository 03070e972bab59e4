// Functions with exactly one right result, against the host's IEEE arithmetic in the same rounding mode.
#include "harness.h"
#include <fenv.h>

static long failures;

static void fail(const char *name, double a, double b, double c, double got, double want) {
  if (failures++ < 40) printf("FAIL %s(%a, %a, %a) = %a, expected %a\n", name, a, b, c, got, want);
}
// NaNs are equal; everything else must match in every bit.
static int same64(double a, double b) { return (isnan(a) && isnan(b)) || bits64(a) == bits64(b); }
static int same32(float a, float b) { return (isnan(a) && isnan(b)) || bits32(a) == bits32(b); }

#define CHECK64(name, got, want, a, b, c) \
  do { \
    double g_ = got, w_ = want; \
    if (!same64(g_, w_)) fail(name, a, b, c, g_, w_); \
  } while (0)
#define CHECK32(name, got, want, a, b, c) \
  do { \
    float g_ = got, w_ = want; \
    if (!same32(g_, w_)) fail(name, a, b, c, g_, w_); \
  } while (0)
#define CHECKI(name, got, want, a, b, c) \
  do { \
    __int128 g_ = got, w_ = want; \
    if (g_ != w_) fail(name, (double)(a), (double)(b), (double)(c), (double)g_, (double)w_); \
  } while (0)

// Evaluates `expr` under `mode`; volatile operands keep the compiler from moving it.
#define UNDER(mode, type, expr) \
  ({ \
    fesetround(mode); \
    volatile type under_ = (expr); \
    fesetround(FE_TONEAREST); \
    under_; \
  })

#define MODES(X) X(rn, FE_TONEAREST) X(rz, FE_TOWARDZERO) X(ru, FE_UPWARD) X(rd, FE_DOWNWARD)

// Operands near each other in exponent as often as not, so that sums cancel and products meet addends.
static double near64(double x) { return make64(bits64(x) + ((rng() % 129 - 64) << 52) + (rng() & 1 ? rng() >> 40 : 0)); }
static float near32(float x) { return make32(bits32(x) + (uint32_t)((rng() % 33 - 16) << 23) + (uint32_t)(rng() & 3)); }

static void arithmetic64(volatile double a, volatile double b, volatile double c) {
#define X(m, f) \
  CHECK64("dadd_" #m, __nv_dadd_##m(a, b), UNDER(f, double, a + b), a, b, 0); \
  CHECK64("dsub_" #m, __nv_dsub_##m(a, b), UNDER(f, double, a - b), a, b, 0); \
  CHECK64("dmul_" #m, __nv_dmul_##m(a, b), UNDER(f, double, a *b), a, b, 0); \
  CHECK64("ddiv_" #m, __nv_ddiv_##m(a, b), UNDER(f, double, a / b), a, b, 0); \
  CHECK64("drcp_" #m, __nv_drcp_##m(a), UNDER(f, double, 1.0 / a), a, 0, 0); \
  CHECK64("dsqrt_" #m, __nv_dsqrt_##m(a), UNDER(f, double, sqrt(a)), a, 0, 0); \
  CHECK64("fma_" #m, __nv_fma_##m(a, b, c), UNDER(f, double, fma(a, b, c)), a, b, c); \
  CHECK32("double2float_" #m, __nv_double2float_##m(a), UNDER(f, float, (float)a), a, 0, 0);
  MODES(X)
#undef X
  CHECK64("fma", __nv_fma(a, b, c), fma(a, b, c), a, b, c);
}
static void arithmetic32(volatile float a, volatile float b, volatile float c) {
#define X(m, f) \
  CHECK32("fadd_" #m, __nv_fadd_##m(a, b), UNDER(f, float, a + b), a, b, 0); \
  CHECK32("fsub_" #m, __nv_fsub_##m(a, b), UNDER(f, float, a - b), a, b, 0); \
  CHECK32("fmul_" #m, __nv_fmul_##m(a, b), UNDER(f, float, a *b), a, b, 0); \
  CHECK32("fdiv_" #m, __nv_fdiv_##m(a, b), UNDER(f, float, a / b), a, b, 0); \
  CHECK32("frcp_" #m, __nv_frcp_##m(a), UNDER(f, float, 1.0f / a), a, 0, 0); \
  CHECK32("fsqrt_" #m, __nv_fsqrt_##m(a), UNDER(f, float, sqrtf(a)), a, 0, 0); \
  CHECK32("fmaf_" #m, __nv_fmaf_##m(a, b, c), UNDER(f, float, fmaf(a, b, c)), a, b, c); \
  CHECK32("fmaf_ieee_" #m, __nv_fmaf_ieee_##m(a, b, c), UNDER(f, float, fmaf(a, b, c)), a, b, c);
  MODES(X)
#undef X
  CHECK32("fmaf", __nv_fmaf(a, b, c), fmaf(a, b, c), a, b, c);
}

static void from_integers(int64_t s) {
  volatile int64_t l = s;
  volatile uint64_t u = (uint64_t)s;
  volatile int32_t i = (int32_t)s;
  volatile uint32_t v = (uint32_t)s;
#define X(m, f) \
  CHECK64("ll2double_" #m, __nv_ll2double_##m(l), UNDER(f, double, (double)l), (double)l, 0, 0); \
  CHECK64("ull2double_" #m, __nv_ull2double_##m(u), UNDER(f, double, (double)u), (double)u, 0, 0); \
  CHECK32("ll2float_" #m, __nv_ll2float_##m(l), UNDER(f, float, (float)l), (double)l, 0, 0); \
  CHECK32("ull2float_" #m, __nv_ull2float_##m(u), UNDER(f, float, (float)u), (double)u, 0, 0); \
  CHECK32("int2float_" #m, __nv_int2float_##m(i), UNDER(f, float, (float)i), i, 0, 0); \
  CHECK32("uint2float_" #m, __nv_uint2float_##m(v), UNDER(f, float, (float)v), v, 0, 0);
  MODES(X)
#undef X
}

// PTX ISA, cvt: saturation; NaN is 0 from binary32 to 32 bits, otherwise the top bit.
static __int128 to_integer(double r, int bits, int is_signed, int from_float) {
  __int128 lo = is_signed ? -((__int128)1 << (bits - 1)) : 0, hi = ((__int128)1 << (bits - is_signed)) - 1;
  if (isnan(r)) return from_float && bits == 32 ? 0 : is_signed ? lo : (__int128)1 << (bits - 1);
  return r <= (double)lo ? lo : r >= (double)hi ? hi : (__int128)r;
}
static void to_integers(volatile double a) {
  volatile float x = (float)a;
#define X(m, f) \
  { \
    double r = UNDER(f, double, nearbyint(a)), q = UNDER(f, double, nearbyint((double)x)); \
    CHECKI("double2int_" #m, __nv_double2int_##m(a), to_integer(r, 32, 1, 0), a, 0, 0); \
    CHECKI("double2uint_" #m, __nv_double2uint_##m(a), to_integer(r, 32, 0, 0), a, 0, 0); \
    CHECKI("double2ll_" #m, __nv_double2ll_##m(a), to_integer(r, 64, 1, 0), a, 0, 0); \
    CHECKI("double2ull_" #m, __nv_double2ull_##m(a), to_integer(r, 64, 0, 0), a, 0, 0); \
    CHECKI("float2int_" #m, __nv_float2int_##m(x), to_integer(q, 32, 1, 1), x, 0, 0); \
    CHECKI("float2uint_" #m, __nv_float2uint_##m(x), to_integer(q, 32, 0, 1), x, 0, 0); \
    CHECKI("float2ll_" #m, __nv_float2ll_##m(x), to_integer(q, 64, 1, 1), x, 0, 0); \
    CHECKI("float2ull_" #m, __nv_float2ull_##m(x), to_integer(q, 64, 0, 1), x, 0, 0); \
  }
  MODES(X)
#undef X
  CHECKI("llrint", __nv_llrint(a), to_integer(nearbyint(a), 64, 1, 0), a, 0, 0);
  CHECKI("llround", __nv_llround(a), to_integer(round(a), 64, 1, 0), a, 0, 0);
  CHECKI("llrintf", __nv_llrintf(x), to_integer(nearbyint((double)x), 64, 1, 1), x, 0, 0);
  CHECKI("llroundf", __nv_llroundf(x), to_integer(round((double)x), 64, 1, 1), x, 0, 0);
}

static void unary(double a) {
  float x = (float)a;
  int e, g;
  double i, j;
  float k, l;
#define U(fn) \
  CHECK64(#fn, __nv_##fn(a), fn(a), a, 0, 0); \
  CHECK32(#fn "f", __nv_##fn##f(x), fn##f(x), x, 0, 0);
  U(floor) U(ceil) U(trunc) U(rint) U(nearbyint) U(round) U(fabs) U(sqrt) U(logb)
#undef U
  CHECK64("modf", __nv_modf(a, &i), modf(a, &j), a, 0, 0);
  CHECK64("modf.integral", i, j, a, 0, 0);
  CHECK32("modff", __nv_modff(x, &k), modff(x, &l), x, 0, 0);
  CHECK32("modff.integral", k, l, x, 0, 0);
  g = 0;
  CHECK64("frexp", __nv_frexp(a, &e), frexp(a, &g), a, 0, 0);
  if (isfinite(a)) CHECKI("frexp.exponent", e, g, a, 0, 0);
  CHECK32("frexpf", __nv_frexpf(x, &e), frexpf(x, &g), x, 0, 0);
  if (isfinite(x)) CHECKI("frexpf.exponent", e, g, x, 0, 0);
  int want = a == 0 || isnan(a) ? INT32_MIN : isinf(a) ? INT32_MAX : ilogb(a);
  CHECKI("ilogb", __nv_ilogb(a), want, a, 0, 0);
  want = x == 0 || isnan(x) ? INT32_MIN : isinf(x) ? INT32_MAX : ilogbf(x);
  CHECKI("ilogbf", __nv_ilogbf(x), want, x, 0, 0);
  CHECKI("signbitd", __nv_signbitd(a), signbit(a) != 0, a, 0, 0);
  CHECKI("isnand", __nv_isnand(a), isnan(a) != 0, a, 0, 0);
  CHECKI("isinfd", __nv_isinfd(a), isinf(a) != 0, a, 0, 0);
  CHECKI("isfinited", __nv_isfinited(a), isfinite(a) != 0, a, 0, 0);
  CHECKI("signbitf", __nv_signbitf(x), signbit(x) != 0, x, 0, 0);
  CHECKI("isnanf", __nv_isnanf(x), isnan(x) != 0, x, 0, 0);
  CHECKI("isinff", __nv_isinff(x), isinf(x) != 0, x, 0, 0);
  CHECKI("finitef", __nv_finitef(x), isfinite(x) != 0, x, 0, 0);
  CHECK32("saturatef", __nv_saturatef(x), !(x > 0) ? 0.0f : x > 1 ? 1.0f : x, x, 0, 0);
  _Float16 h = (_Float16)x;
  uint16_t bits;
  memcpy(&bits, &h, 2);
  CHECKI("float2half_rn", __nv_float2half_rn(x), isnan(x) ? 0x7fff : bits, x, 0, 0);
  CHECK32("half2float", __nv_half2float(bits), (float)h, x, 0, 0);
}

static double ieee_min(double a, double b) { return isnan(a) ? b : isnan(b) ? a : a < b || (a == b && signbit(a)) ? a : b; }
static double ieee_max(double a, double b) { return isnan(a) ? b : isnan(b) ? a : a > b || (a == b && signbit(b)) ? a : b; }

static void binary(double a, double b) {
  float x = (float)a, y = (float)b;
  int q, w;
#define B(fn) \
  CHECK64(#fn, __nv_##fn(a, b), fn(a, b), a, b, 0); \
  CHECK32(#fn "f", __nv_##fn##f(x, y), fn##f(x, y), x, y, 0);
  B(fmod) B(remainder) B(fdim) B(nextafter) B(copysign)
#undef B
  CHECK64("fmin", __nv_fmin(a, b), ieee_min(a, b), a, b, 0);
  CHECK64("fmax", __nv_fmax(a, b), ieee_max(a, b), a, b, 0);
  CHECK32("fminf", __nv_fminf(x, y), (float)ieee_min(x, y), x, y, 0);
  CHECK32("fmaxf", __nv_fmaxf(x, y), (float)ieee_max(x, y), x, y, 0);
  // C only fixes the quotient's sign and low three bits.
  w = 0;
  CHECK64("remquo", __nv_remquo(a, b, &q), remquo(a, b, &w), a, b, 0);
  if (isfinite(a) && b != 0 && !isnan(b)) CHECKI("remquo.quotient", abs(q) & 7, abs(w) & 7, a, b, 0);
  if (q != 0 && isfinite(a)) CHECKI("remquo.sign", q < 0, signbit(a) != signbit(b), a, b, 0);
  w = 0;
  CHECK32("remquof", __nv_remquof(x, y, &q), remquof(x, y, &w), x, y, 0);
  if (isfinite(x) && y != 0 && !isnan(y)) CHECKI("remquof.quotient", abs(q) & 7, abs(w) & 7, x, y, 0);
  int n = (int)(rng() % 4400) - 2200;
  if (rng() & 1) n /= 16;
  CHECK64("ldexp", __nv_ldexp(a, n), ldexp(a, n), a, n, 0);
  CHECK64("scalbn", __nv_scalbn(a, n), scalbn(a, n), a, n, 0);
  CHECK32("ldexpf", __nv_ldexpf(x, n), ldexpf(x, n), x, n, 0);
  CHECK32("scalbnf", __nv_scalbnf(x, n), scalbnf(x, n), x, n, 0);
}

void test_integers(uint64_t a, uint64_t b, uint64_t c);

long test_exact(long n) {
  for (long i = 0; i < n; i++) {
    double a = sample64(i, -1e4, 1e4), b = i % 3 ? near64(a) : sample64((i * 7919) % (n + 1), -1e4, 1e4);
    double c = i % 2 ? -a * b * (1 + 0x1p-52 * (double)(rng() % 9)) : sample64((i * 104729) % (n + 1), -1e4, 1e4);
    arithmetic64(a, b, c);
    float x = sample32(i, -1e4f, 1e4f), y = i % 3 ? near32(x) : sample32((i * 7919) % (n + 1), -1e4f, 1e4f);
    float z = i % 2 ? -x * y : sample32((i * 104729) % (n + 1), -1e4f, 1e4f);
    arithmetic32(x, y, z);
    int shift = (int)(rng() & 63);
    from_integers(i < 300 ? (i % 2 ? 1 : -1) * ((int64_t)1 << (i / 4 % 63)) + i % 3 - 1 : (int64_t)rng() >> shift);
    to_integers(i % 4 ? a * exp2((double)(rng() % 70)) : (double)(int64_t)(rng() >> shift) + (double)(i % 5) * 0.25);
    unary(i % 5 ? a : (double)(int64_t)(rng() % 2001 - 1000) * 0.25);
    binary(a, b);
    test_integers(i % 3 ? rng() : rng() >> shift, i % 2 ? rng() : rng() >> shift, rng());
  }
  printf("exact: %ld failures on %ld inputs per function\n", failures, n);
  return failures;
}

void test_integers(uint64_t a, uint64_t b, uint64_t c) {
  int i = (int)a, j = (int)b, k = (int)c;
  uint32_t u = (uint32_t)a, v = (uint32_t)b, w = (uint32_t)c;
#define I(name, got, want) CHECKI(name, got, want, a, b, c)
  I("mulhi", __nv_mulhi(i, j), (int)(((int64_t)i * j) >> 32));
  I("umulhi", __nv_umulhi(u, v), (uint32_t)(((uint64_t)u * v) >> 32));
  I("mul64hi", __nv_mul64hi((int64_t)a, (int64_t)b), (int64_t)(((__int128)(int64_t)a * (int64_t)b) >> 64));
  I("umul64hi", __nv_umul64hi(a, b), (uint64_t)(((unsigned __int128)a * b) >> 64));
  I("mul24", __nv_mul24(i, j), (int)((int64_t)(i << 8 >> 8) * (j << 8 >> 8)));
  I("umul24", __nv_umul24(u, v), (uint32_t)((uint64_t)(u & 0xffffff) * (v & 0xffffff)));
  I("sad", __nv_sad(i, j, k), (int)((int64_t)llabs((int64_t)i - j) + k));
  I("usad", __nv_usad(u, v, w), (uint32_t)((int64_t)llabs((int64_t)u - v) + w));
  I("hadd", __nv_hadd(i, j), ((int64_t)i + j) >> 1);
  I("rhadd", __nv_rhadd(i, j), ((int64_t)i + j + 1) >> 1);
  I("uhadd", (uint32_t)__nv_uhadd(u, v), ((uint64_t)u + v) >> 1);
  I("urhadd", __nv_urhadd(u, v), ((uint64_t)u + v + 1) >> 1);
  I("clz", __nv_clz(i), u ? __builtin_clz(u) : 32);
  I("clzll", __nv_clzll((int64_t)a), a ? __builtin_clzll(a) : 64);
  I("ffs", __nv_ffs(i), __builtin_ffs(i));
  I("ffsll", __nv_ffsll((int64_t)a), __builtin_ffsll((int64_t)a));
  I("popc", __nv_popc(u), __builtin_popcount(u));
  I("popcll", __nv_popcll(a), __builtin_popcountll(a));
  uint64_t r = 0;
  for (int n = 0; n < 64; n++) r |= (a >> n & 1) << (63 - n);
  I("brevll", (uint64_t)__nv_brevll((int64_t)a), r);
  r = 0;
  for (int n = 0; n < 32; n++) r |= (uint64_t)(u >> n & 1) << (31 - n);
  I("brev", (uint32_t)__nv_brev(i), r);
  uint64_t bytes = (uint64_t)v << 32 | u;
  uint32_t p = 0;
  for (int n = 0; n < 4; n++) p |= (uint32_t)(bytes >> ((w >> 4 * n & 7) * 8) & 0xff) << 8 * n;
  I("byte_perm", (uint32_t)__nv_byte_perm(i, j, k), p);
  I("abs", (uint32_t)__nv_abs(i), (uint32_t)(i < 0 ? -(int64_t)i : i));
  I("llabs", (uint64_t)__nv_llabs((int64_t)a), (int64_t)a < 0 ? 0 - a : a);
  I("min", __nv_min(i, j), i < j ? i : j);
  I("max", __nv_max(i, j), i > j ? i : j);
  I("umin", __nv_umin(u, v), u < v ? u : v);
  I("umax", __nv_umax(u, v), u > v ? u : v);
  I("llmin", __nv_llmin((int64_t)a, (int64_t)b), (int64_t)a < (int64_t)b ? (int64_t)a : (int64_t)b);
  I("llmax", __nv_llmax((int64_t)a, (int64_t)b), (int64_t)a > (int64_t)b ? (int64_t)a : (int64_t)b);
  I("ullmin", __nv_ullmin(a, b), a < b ? a : b);
  I("ullmax", __nv_ullmax(a, b), a > b ? a : b);
  I("double2hiint", (uint32_t)__nv_double2hiint(make64(a)), a >> 32);
  I("double2loint", (uint32_t)__nv_double2loint(make64(a)), (uint32_t)a);
  CHECK64("hiloint2double", __nv_hiloint2double(i, j), make64((uint64_t)u << 32 | v), a, b, 0);
#undef I
}

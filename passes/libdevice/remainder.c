// Exact remainders: fmod, remainder and remquo in both precisions.
#include "libdevice.h"

// The remainder of two positive finite numbers and the quotient's low 32 bits.
typedef struct {
  double r;
  u32 q;
} rem;

// A double as an integer times 2^(*e - 1075); *e >= 1.
HELPER u64 significand(double x, int *e) {
  u64 bits = as_u64(x), m = bits & 0xfffffffffffffull;
  int exponent = (int)(bits >> 52);
  *e = exponent ? exponent : 1;
  return exponent ? m | 0x10000000000000ull : m;
}

// Long division in integers: the remainder is shifted left as far as a word allows, reduced, and so on until the
// exponents meet.
static rem rem_f64(double a, double b) {
  if (a < b) return (rem){a, 0};
  int ea, eb;
  u64 ma = significand(a, &ea), mb = significand(b, &eb);
  u64 q = ma / mb;
  ma -= q * mb;
  int room = __builtin_clzg(mb, 63);
  for (int n = ea - eb; n > 0;) {
    int step = n < room ? n : room;
    u64 d = (ma << step) / mb;
    ma = (ma << step) - d * mb;
    q = (q << step) + d;
    n -= step;
  }
  return (rem){(double)(i64)ma * 0x1p-52 * pow2i(eb - 1023), (u32)q};
}

// Floats in double arithmetic: a quotient below 2^28 has an exact product with a float; larger ones are peeled off 28
// bits at a time. The quotient may be one too large by its rounding.
static rem rem_f32(double a, double b) {
  u32 quotient = 0;
  while (UNLIKELY(a >= b * 0x1p28)) {
    i64 shift = (i64)(as_u64(a) >> 52) - (i64)(as_u64(b) >> 52) - 26;
    double scaled = b * pow2i(shift), q = __builtin_trunc(a / scaled);
    double r = a - q * scaled;
    int over = r < 0;
    a = over ? r + scaled : r;
    q = over ? q - 1 : q;
    quotient += shift < 32 ? (u32)((u64)q << shift) : 0;
  }
  double q = __builtin_trunc(a / b), r = a - q * b;
  int over = r < 0;
  return (rem){over ? r + b : r, quotient + (u32)q - (u32)over};
}

// From the truncated to the nearest quotient; ties go to the even one. b - r is exact where it matters (r >= b/2).
HELPER rem to_nearest(rem x, double b) {
  int up = x.r > b - x.r || (x.r == b - x.r && (x.q & 1));
  return (rem){up ? x.r - b : x.r, x.q + (u32)up};
}

// NaN for an infinite dividend, a zero divisor and NaN operands; the dividend for an infinite divisor.
HELPER int rem_special(double a, double b, double *r) {
  int bad = !(fabs64(a) < INF64) || b == 0 || isnan64(b);
  *r = isnan64(a) || isnan64(b) ? a + b : bad ? NAN64 : a;
  return bad || fabs64(b) == INF64;
}

PURE double __nv_fmod(double a, double b) {
  double r;
  if (UNLIKELY(rem_special(a, b, &r))) return r;
  return sign64(rem_f64(fabs64(a), fabs64(b)).r, a);
}
PURE float __nv_fmodf(float a, float b) {
  double r;
  if (UNLIKELY(rem_special((double)a, (double)b, &r))) return (float)r;
  return sign32((float)rem_f32(fabs64((double)a), fabs64((double)b)).r, a);
}

// The remainder with the dividend's sign, and the quotient's sign and low 31 bits.
HELPER double rem_signed(rem x, double a, double b, int *q) {
  int magnitude = (int)(x.q & 0x7fffffff);
  *q = (as_u64(a) ^ as_u64(b)) >> 63 ? -magnitude : magnitude;
  double r = x.r == 0 ? 0 : x.r;
  return as_u64(a) >> 63 ? -r : r;
}
HELPER double remquo_f64(double a, double b, int *q) {
  double r;
  *q = 0;
  if (UNLIKELY(rem_special(a, b, &r))) return r;
  return rem_signed(to_nearest(rem_f64(fabs64(a), fabs64(b)), fabs64(b)), a, b, q);
}
HELPER float remquo_f32(float a, float b, int *q) {
  double r, x = (double)a, y = (double)b;
  *q = 0;
  if (UNLIKELY(rem_special(x, y, &r))) return (float)r;
  return (float)rem_signed(to_nearest(rem_f32(fabs64(x), fabs64(y)), fabs64(y)), x, y, q);
}

double __nv_remquo(double a, double b, int *q) { return remquo_f64(a, b, q); }
float __nv_remquof(float a, float b, int *q) { return remquo_f32(a, b, q); }
PURE double __nv_remainder(double a, double b) {
  int q;
  return remquo_f64(a, b, &q);
}
PURE float __nv_remainderf(float a, float b) {
  int q;
  return remquo_f32(a, b, &q);
}

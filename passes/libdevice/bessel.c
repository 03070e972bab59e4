// Bessel functions of the first and second kind: j0, j1, jn, y0, y1, yn in both precisions.
//
// Below 8 polynomials by interval, with the zero of an interval as an exact factor so that the results near it keep
// their relative accuracy; from 8 on Hankel's expansion, whose error is absolute.
#include "bessel_tables.h"
#include "log.h"
#include "trig.h"

#define TWO_OVER_PI_HI 0x1.45f306dc9c883p-1
#define ONE_OVER_PI 0x1.45f306dc9c883p-2

// A table in t, which maps [lo, hi] to [-1, 1]; and the same times x - zero.
#define PIECE(table, x, lo, hi) HORNER(table, ((x) - 0.5 * ((hi) + (lo))) * (2.0 / ((hi) - (lo))))
#define PIECE_AT(table, x, lo, hi, zero, zero_lo) ((((x) - (zero)) - (zero_lo)) * PIECE(table, x, lo, hi))

// x >= 8: the modulus 1/sqrt(pi x), the slowly varying P and Q, and sin x + cos x, sin x - cos x.
typedef struct {
  double m, p, q, sum, difference;
} hankel;
HELPER hankel hankel_at(double x, const double *pt, int pn, const double *qt, int qn) {
  double w = (1.0 / x) / x;
  i64 k;
  dd r = trig_reduce(x, &k);
  dd s = sin_core(r), c = cos_core(r);
  double sine = quadrant_f64(k, s, c), cosine = quadrant_f64(k + 1, s, c);
  return (hankel){__builtin_sqrt(ONE_OVER_PI / x), horner(pt, pn, w), horner(qt, qn, w) / x, sine + cosine,
                  sine - cosine};
}
#define LEN(t) (int)(sizeof(t) / sizeof((t)[0]))
#define HANKEL(nu, x) hankel_at(x, P##nu, LEN(P##nu), Q##nu, LEN(Q##nu))

static double j0_positive(double x) {
  if (x <= 1.5) return HORNER(J0_0, x * x);
  if (x <= 4.0) return PIECE_AT(J0_1, x, 1.5, 4.0, 0x1.33d152e971b40p+1, -0x1.0f539d7da258ep-53);
  if (x <= 6.75) return PIECE_AT(J0_2, x, 4.0, 6.75, 0x1.6148f5b2c2e45p+2, 0x1.75054cd60a517p-54);
  if (x <= 8.0) return PIECE(J0_3, x, 6.75, 8.0);
  hankel h = HANKEL(0, x);
  return h.m * (h.p * h.sum - h.q * h.difference);
}
static double j1_positive(double x) {
  if (x <= 2.0) return x * HORNER(J1_0, x * x);
  if (x <= 5.25) return PIECE_AT(J1_1, x, 2.0, 5.25, 0x1.ea75575af6f09p+1, -0x1.60155a9d1b256p-53);
  if (x <= 8.0) return PIECE_AT(J1_2, x, 5.25, 8.0, 0x1.c0ff5f3b47250p+2, -0x1.b226d9d243827p-54);
  hankel h = HANKEL(1, x);
  return h.m * (h.p * h.difference + h.q * h.sum);
}
static double y0_positive(double x) {
  if (x <= 0.45) return TWO_OVER_PI_HI * __nv_log(x) * HORNER(J0_0, x * x) + HORNER(Y0_0, x * x);
  if (x <= 1.1) return PIECE_AT(Y0_1, x, 0.45, 1.1, 0x1.c982eb8d417eap-1, 0x1.ea9d270347f83p-56);
  if (x <= 2.6) return PIECE(Y0_2, x, 1.1, 2.6);
  if (x <= 5.5) return PIECE_AT(Y0_3, x, 2.6, 5.5, 0x1.fa9534d98569cp+1, -0x1.f06ae7804384ep-54);
  if (x <= 8.0) return PIECE_AT(Y0_4, x, 5.5, 8.0, 0x1.c581dc4e72103p+2, -0x1.9774a495f56cfp-54);
  hankel h = HANKEL(0, x);
  return h.m * (h.p * h.difference + h.q * h.sum);
}
static double y1_positive(double x) {
  if (x <= 1.25) {
    double w = x * x;
    return (TWO_OVER_PI_HI * __nv_log(x) * x * HORNER(J1_0, w) + x * HORNER(Y1_0, w)) - TWO_OVER_PI_HI / x;
  }
  if (x <= 2.0) return PIECE(Y1_1, x, 1.25, 2.0);
  if (x <= 3.75) return PIECE_AT(Y1_2, x, 2.0, 3.75, 0x1.193bed4dff243p+1, -0x1.bd1e50d219bfdp-55);
  if (x <= 6.75) return PIECE_AT(Y1_3, x, 3.75, 6.75, 0x1.5b7fe4e87b02ep+2, 0x1.dfe7bac228e8cp-52);
  if (x <= 8.0) return PIECE(Y1_4, x, 6.75, 8.0);
  hankel h = HANKEL(1, x);
  return h.m * (h.q * h.difference - h.p * h.sum);
}

// j: even or odd functions that vanish at infinity. y: -inf at 0, NaN for negative arguments.
HELPER double y_special(double x) { return x == 0 ? -INF64 : x < 0 ? NAN64 : x == INF64 ? 0.0 : x; }
PURE double __nv_j0(double a) { return isnan64(a) ? a : isinf64(a) ? 0.0 : j0_positive(fabs64(a)); }
PURE double __nv_j1(double a) {
  if (isnan64(a)) return a;
  double v = isinf64(a) ? 0.0 : j1_positive(fabs64(a));
  return as_u64(a) >> 63 ? -v : v;
}
PURE double __nv_y0(double a) { return a > 0 && a < INF64 ? y0_positive(a) : y_special(a); }
PURE double __nv_y1(double a) { return a > 0 && a < INF64 ? y1_positive(a) : y_special(a); }

// x < n: backward recurrence from an order where J is negligible (Miller), normalised by J0 + 2 (J2 + J4 + ...) = 1.
static double jn_backward(int n, double x) {
  double two_over_x = 2.0 / x, next = 0, current = 0x1p-600, sum = 0, result = 0;
  int m = 2 * ((n + (int)__builtin_sqrt(160.0 * n) + 20) / 2);
  for (int k = m; k > 0; k--) {
    double previous = k * two_over_x * current - next;
    next = current;
    current = previous;
    if (fabs64(current) > 0x1p300) {
      current *= 0x1p-600;
      next *= 0x1p-600;
      sum *= 0x1p-600;
      result *= 0x1p-600;
    }
    if (k == n + 1) result = current;
    if (((k - 1) & 1) == 0) sum += current;
  }
  return result / (2.0 * sum - current);
}

// Orders above 1; x > 0. For tiny x the leading term (x/2)^n / n! is exact and the recurrence would overflow.
static double jn_positive(int n, double x) {
  if (x < 0x1p-30) {
    double term = 1.0;
    for (int k = 1; k <= n && term > 0; k++) term *= 0.5 * x / k;
    return term;
  }
  if (x < (double)n) return jn_backward(n, x);
  double before = j0_positive(x), now = j1_positive(x);
  for (int k = 1; k < n; k++) {
    double after = 2.0 * k / x * now - before;
    before = now;
    now = after;
  }
  return now;
}

// CUDA Math API: a negative order gives NaN.
PURE double __nv_jn(int n, double a) {
  if (n < 0) return NAN64;
  if (n == 0) return __nv_j0(a);
  if (n == 1) return __nv_j1(a);
  if (isnan64(a)) return a;
  double v = a == 0 || isinf64(a) ? 0.0 : jn_positive(n, fabs64(a));
  return as_u64(a) >> 63 && (n & 1) ? -v : v;
}
PURE double __nv_yn(int n, double a) {
  if (n < 0) return NAN64;
  if (n == 0) return __nv_y0(a);
  if (n == 1) return __nv_y1(a);
  if (!(a > 0 && a < INF64)) return y_special(a);
  double before = y0_positive(a), now = y1_positive(a);
  for (int k = 1; k < n && now > -INF64; k++) {
    double after = 2.0 * k / a * now - before;
    before = now;
    now = after;
  }
  return now;
}

PURE float __nv_j0f(float a) { return (float)__nv_j0((double)a); }
PURE float __nv_j1f(float a) { return (float)__nv_j1((double)a); }
PURE float __nv_jnf(int n, float a) { return (float)__nv_jn(n, (double)a); }
PURE float __nv_y0f(float a) { return (float)__nv_y0((double)a); }
PURE float __nv_y1f(float a) { return (float)__nv_y1((double)a); }
PURE float __nv_ynf(int n, float a) { return (float)__nv_yn(n, (double)a); }

// Quadruple-precision references for the functions that libquadmath lacks.
#include "harness.h"

quad q_exp10(quad x) { return powq(10, x); }

// x is a double: its remainder by 2 is exact, so the angle has full relative accuracy.
quad q_sinpi(quad x) {
  if (!finiteq(x)) return x - x;
  quad n = roundq(x), f = x - n;
  quad s = sinq(M_PIq * f);
  if (f == 0) return copysignq(0, x);
  return fmodq(n, 2) == 0 ? s : -s;
}
quad q_cospi(quad x) {
  if (!finiteq(x)) return x - x;
  quad n = roundq(x), f = fabsq(x - n);
  quad c = f > 0.25 ? sinq(M_PIq * (0.5 - f)) : cosq(M_PIq * f);
  if (c == 0) return 0;
  return fmodq(n, 2) == 0 ? c : -c;
}

// The continued fraction beyond the range where e^(x^2) is accurate.
quad q_erfcx(quad x) {
  if (isnanq(x)) return x;
  if (x < 60) return expq(x * x) * erfcq(x);
  if (isinfq(x)) return 0;
  quad t = 0;
  for (int k = 40; k >= 1; k--) t = (quad)k / 2 / (x + t);
  return 1 / (sqrtq(M_PIq) * (x + t));
}

// Newton's iteration from the tested result: quadratically convergent, so a wrong result cannot confirm itself.
static quad q_pdf2(quad x) { return M_2_SQRTPIq * expq(-x * x); }
quad q_erfinv(quad y, double guess) {
  if (isnanq(y) || fabsq(y) > 1) return nanq("");
  if (fabsq(y) == 1 || y == 0) return y == 0 ? y : copysignq(HUGE_VALQ, y);
  quad x = isfinite(guess) ? (quad)guess : 0;
  for (int i = 0; i < 4; i++) {
    quad f = x > 1 ? (1 - y) - erfcq(x) : x < -1 ? erfcq(-x) - (1 + y) : erfq(x) - y;
    x -= f / q_pdf2(x);
  }
  return x;
}
quad q_erfcinv(quad y, double guess) {
  if (isnanq(y) || y < 0 || y > 2) return nanq("");
  if (y == 0 || y == 2) return y == 0 ? HUGE_VALQ : -HUGE_VALQ;
  if (y == 1) return 0;
  quad x = isfinite(guess) ? (quad)guess : 0;
  for (int i = 0; i < 4; i++) {
    // For tiny y the logarithm is nearly linear in x^2, so the iteration runs on it.
    if (y < 1e-10Q) {
      quad c = erfcq(x);
      x += logq(c / y) * c / q_pdf2(x);
    } else {
      quad f = x > -1 ? erfcq(x) - y : (2 - y) - erfcq(-x);
      x += f / q_pdf2(x);
    }
  }
  return x;
}
quad q_normcdf(quad x) { return erfcq(-x * M_SQRT1_2q) / 2; }
quad q_normcdfinv(quad y, double guess) {
  return -M_SQRT2q * q_erfcinv(2 * y, -guess * (double)M_SQRT1_2q);
}

// Power series with positive terms; far out the asymptotic series, which at x > 100 reaches quad precision.
static quad bessel_i(int nu, quad x) {
  quad a = fabsq(x), sum = 0;
  if (isnanq(x)) return x;
  if (a > 720) a = 800, x = copysignq(a, x);
  if (a < 150) {
    quad term = nu ? a / 2 : 1, w = a * a / 4;
    for (int k = 1; k < 1000; k++) {
      sum += term;
      term *= w / ((quad)k * (k + nu));
      if (term < sum * 1e-36Q) break;
    }
  } else {
    quad term = 1, mu = 4 * nu * nu;
    for (int k = 1; k < 200; k++) {
      sum += term;
      quad next = -term * (mu - (quad)(2 * k - 1) * (2 * k - 1)) / (8 * k * a);
      if (fabsq(next) > fabsq(term) || fabsq(next) < 1e-36Q) break;
      term = next;
    }
    sum *= expq(a) / sqrtq(2 * M_PIq * a);
  }
  return nu && signbitq(x) ? -sum : sum;
}
quad q_i0(quad x) { return bessel_i(0, x); }
quad q_i1(quad x) { return x == 0 ? x : bessel_i(1, x); }

quad q_pow(quad x, quad y) { return powq(x, y); }
// C99: lgamma of a non-positive integer is +inf; CUDA's tgamma there is NaN, and copysign(inf, x) at zero.
quad q_lgamma(quad x) {
  if (isinfq(x) || (x <= 0 && floorq(x) == x)) return HUGE_VALQ;
  return lgammaq(x);
}
quad q_tgamma(quad x) {
  if (x == 0) return copysignq(HUGE_VALQ, x);
  if (x < 0 && floorq(x) == x) return nanq("");
  return tgammaq(x);
}

// asin, acos, atan and atan2 in both precisions.
#include "dd.h"
#include "poly.h"

#define PI_2_HI 0x1.921fb54442d18p0
#define PI_2_LO 0x1.1a62633145c07p-54
#define TAN_PI_8 0x1.a827999fcef34p-2

// atan t for |t| <= tan(pi/8) to binary32 accuracy, relative error 2^-35.
HELPER double atan_poly_f32(double t) {
  double w = t * t, w2 = w * w;
  return t * P7(w, w2, w2 * w2, 0x1.ffffffffd24a5p-1, -0x1.55555486bebf6p-2, 0x1.999900ab2541ap-3,
                -0x1.247cefa176a16p-3, 0x1.c43e108ac4b99p-4, -0x1.5a7cb4723db6ep-4, 0x1.82164cb5f9f37p-5);
}

// atan(t)/t - 1 for |t| <= tan(pi/8), without rounding errors 2^-54 of atan(t)/t.
HELPER double atan_tail(double t) {
  double w = t * t, w2 = w * w, w4 = w2 * w2;
  double p = P8(w, w2, w4, -0x1.5555555555555p-2, 0x1.9999999999816p-3, -0x1.2492492481dbfp-3, 0x1.c71c71bcb4723p-4,
                -0x1.745d156a1c0aap-4, 0x1.3b137c5bc27a6p-4, -0x1.110d32b9e0642p-4, 0x1.e17f8a57a99fep-5);
  return w * (p + w4 * w4 * P4(w, w2, -0x1.abce526940627p-5, 0x1.721f7da5f52eep-5, -0x1.14d2e3a5e439dp-5,
                               0x1.fbdaff683d6b9p-7));
}

// The angle of the point (x, y), x, y >= 0, not both 0, nor both infinite. The octant's smaller coordinate is divided
// by the larger; above tan(pi/8) the angle is taken from pi/4: (y - x) / (y + x).
HELPER double angle_f32(double y, double x) {
  int swap = y > x;
  double lo = swap ? x : y, hi = swap ? y : x;
  int far = lo > hi * TAN_PI_8;
  double t = (far ? lo - hi : lo) / (far ? lo + hi : hi);
  double a = atan_poly_f32(t) + (far ? 0.5 * PI_2_HI : 0.0);
  return swap ? PI_2_HI - a : a;
}

// As above in double precision: the quotient's error and the constants' tails are carried along.
HELPER dd angle_f64(double y, double x) {
  int swap = y > x;
  double lo = swap ? x : y, hi = swap ? y : x;
  int far = lo > hi * TAN_PI_8;
  dd n = far ? two_sum(lo, -hi) : (dd){lo, 0}, d = far ? two_sum(lo, hi) : (dd){hi, 0};
  double t = n.hi / d.hi;
  dd p = two_prod(t, d.hi);
  double t_lo = (((n.hi - p.hi) - p.lo) + (n.lo - t * d.lo)) / d.hi;
  double a_lo = t * atan_tail(t) + t_lo / (1.0 + t * t);
  dd a = fast_two_sum(far ? 0.5 * PI_2_HI : t, far ? t : 0.0);
  a.lo += a_lo + (far ? 0.5 * PI_2_LO : 0.0);
  dd b = fast_two_sum(PI_2_HI, -a.hi);
  b.lo += PI_2_LO - a.lo;
  return swap ? b : a;
}

PURE float __nv_atanf(float a) {
  double x = fabs64((double)a);
  // Beyond 2^60 the angle is pi/2 in binary32; the bound keeps infinity out of the quotient.
  double r = angle_f32(x < 0x1p60 ? x : 0x1p60, 1.0);
  return isnan32(a) ? a : sign32((float)r, a);
}
PURE double __nv_atan(double a) {
  double x = fabs64(a);
  dd r = angle_f64(x < 0x1p100 ? x : 0x1p100, 1.0);
  double v = x < 0x1p-30 ? x - x * x * x * 0x1.5555555555555p-2 : r.hi + r.lo;
  return isnan64(a) ? a : sign64(v, a);
}

PURE float __nv_atan2f(float a, float b) {
  double y = fabs64((double)a), x = fabs64((double)b);
  // Two infinities or two zeros have the angles of a diagonal and of the x axis.
  int infinite = x == INF64 && y == INF64;
  double yy = infinite ? 1.0 : y, xx = infinite || (x == 0 && y == 0) ? 1.0 : x;
  yy = yy == INF64 ? 1.0 : xx == INF64 ? 0.0 : yy;
  xx = y == INF64 && !infinite ? 0.0 : xx == INF64 ? 1.0 : xx;
  double r = angle_f32(yy, xx);
  r = as_u32(b) >> 31 ? 2 * PI_2_HI - r : r;
  return isnan32(a) || isnan32(b) ? a + b : sign32((float)r, a);
}

// Exponents far apart or near the limits are scaled away first: the quotient's error term needs headroom.
PURE double __nv_atan2(double a, double b) {
  double y = fabs64(a), x = fabs64(b);
  if (isnan64(a) || isnan64(b)) return a + b;
  int negative = (int)(as_u64(b) >> 63);
  dd r;
  if (y == 0) {
    r = (dd){0, 0};
  } else if (x == 0 || (y == INF64 && x < INF64)) {
    r = (dd){PI_2_HI, PI_2_LO};
  } else if (x == INF64) {
    r = y == INF64 ? (dd){0.5 * PI_2_HI, 0.5 * PI_2_LO} : (dd){0, 0};
  } else {
    double scale = (x > y ? x : y) > 0x1p900 ? 0x1p-200 : (x > y ? x : y) < 0x1p-700 ? 0x1p300 : 1.0;
    double ys = y * scale, xs = x * scale;
    if (ys < xs * 0x1p-200) {
      r = (dd){negative ? 0 : y / x, 0};
    } else if (xs < ys * 0x1p-200) {
      r = (dd){PI_2_HI, PI_2_LO};
    } else {
      r = angle_f64(ys, xs);
    }
  }
  if (negative) {
    dd s = two_sum(2 * PI_2_HI, -r.hi);
    r = (dd){s.hi, s.lo + (2 * PI_2_LO - r.lo)};
  }
  return sign64(r.hi + r.lo, a);
}

// asin t for |t| <= 1/2 to binary32 accuracy, relative error 2^-36.
HELPER double asin_poly_f32(double t) {
  double w = t * t, w2 = w * w;
  return t * P8(w, w2, w2 * w2, 0x1.ffffffffdeae1p-1, 0x1.5555565998a1bp-3, 0x1.33328cd4dfe27p-4,
                0x1.6ddf2cd1d7c5bp-5, 0x1.ed056c9aaa64ap-6, 0x1.94ef5520ee7f7p-6, 0x1.d8a7aabdaf7e4p-8,
                0x1.1e70c9f24dd16p-5);
}

// asin(t)/t - 1 for |t| <= 1/2, w = t^2; 2^-53 of asin(t)/t.
HELPER double asin_tail(double w) {
  double w2 = w * w, w4 = w2 * w2;
  double p = P8(w, w2, w4, 0x1.5555555555556p-3, 0x1.3333333332dc8p-4, 0x1.6db6db6e442c2p-5, 0x1.f1c71c1478c97p-6,
                0x1.6e8bb30e1ed28p-6, 0x1.1c4d1a7281b43p-6, 0x1.c9d1fdde36353p-7, 0x1.780afddec10c3p-7);
  return w * (p + w4 * w4 * P5(w, w2, w4, 0x1.52eb7199c46d7p-7, 0x1.6037560611a09p-8, 0x1.20a9f2e2edbcfp-6,
                               -0x1.f170025c1e44fp-7, 0x1.dabba2b7df4e8p-6));
}

// Above 1/2: asin x = pi/2 - 2 asin(sqrt((1 - x) / 2)); 1 - x is exact there. Out of range the root is NaN.
PURE float __nv_asinf(float a) {
  double x = fabs64((double)a);
  int far = x > 0.5;
  double r = asin_poly_f32(far ? __builtin_sqrt(0.5 * (1.0 - x)) : x);
  return sign32((float)(far ? PI_2_HI - 2.0 * r : r), a);
}
PURE float __nv_acosf(float a) {
  double x = fabs64((double)a);
  int far = x > 0.5;
  double r = asin_poly_f32(far ? __builtin_sqrt(0.5 * (1.0 - x)) : (double)a);
  double far_angle = a < 0 ? 2.0 * (PI_2_HI - r) : 2.0 * r;
  return (float)(far ? far_angle : PI_2_HI - r);
}

// asin of a double as an unevaluated sum for |x| <= 1/2, or of sqrt((1 - x)/2) with the root's error for |x| > 1/2.
HELPER dd asin_core(double x, int far) {
  double w = far ? 0.5 * (1.0 - x) : x * x;
  dd t = far ? dd_sqrt((dd){w, 0}) : (dd){x, 0};
  return (dd){t.hi, t.hi * asin_tail(w) + t.lo};
}
PURE double __nv_asin(double a) {
  double x = fabs64(a);
  int far = x > 0.5;
  dd r = asin_core(x, far);
  dd s = fast_two_sum(PI_2_HI, -2.0 * r.hi);
  double v = far ? s.hi + (s.lo + (PI_2_LO - 2.0 * r.lo)) : r.hi + r.lo;
  return x > 1 ? NAN64 : sign64(v, a);
}
PURE double __nv_acos(double a) {
  double x = fabs64(a);
  int far = x > 0.5;
  dd r = asin_core(far ? x : a, far);
  dd s = fast_two_sum(PI_2_HI, -r.hi);
  s.lo += PI_2_LO - r.lo;
  double near = s.hi + s.lo;
  double v = far ? 2.0 * (a < 0 ? near : r.hi + r.lo) : near;
  return x > 1 ? NAN64 : v;
}

// The functions of the CUDA Math API that C and C++ lack, for the host half: nvcc has them on both sides.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Written from their definitions over the host's libm; the device has libdevice's.
#ifndef ANYWARP_DEVICE_HOST_MATH_H
#define ANYWARP_DEVICE_HOST_MATH_H

#define ANYWARP_HOST static __inline__ __host__

ANYWARP_HOST double rsqrt(double a) { return 1.0 / ::sqrt(a); }
ANYWARP_HOST double rcbrt(double a) { return 1.0 / ::cbrt(a); }
ANYWARP_HOST double fdivide(double a, double b) { return a / b; }
ANYWARP_HOST double rhypot(double a, double b) { return 1.0 / ::hypot(a, b); }
ANYWARP_HOST double norm3d(double a, double b, double c) { return ::hypot(::hypot(a, b), c); }
ANYWARP_HOST double norm4d(double a, double b, double c, double d) { return ::hypot(::hypot(a, b), ::hypot(c, d)); }
ANYWARP_HOST double rnorm3d(double a, double b, double c) { return 1.0 / norm3d(a, b, c); }
ANYWARP_HOST double rnorm4d(double a, double b, double c, double d) { return 1.0 / norm4d(a, b, c, d); }
ANYWARP_HOST double norm(int dimensions, const double *a) {
    double sum = 0;
    for (int i = 0; i < dimensions; ++i)
        sum = ::hypot(sum, a[i]);
    return sum;
}
ANYWARP_HOST double rnorm(int dimensions, const double *a) { return 1.0 / norm(dimensions, a); }

// Reduces to a quarter turn first, so that multiples of one half are exact.
ANYWARP_HOST double sinpi(double a) {
    double turn = ::remainder(a, 2.0);
    double folded = turn > 0.5 ? 1.0 - turn : turn < -0.5 ? -1.0 - turn : turn;
    return folded == 0 ? ::copysign(0.0, a) : ::sin(3.14159265358979323846 * folded);
}
ANYWARP_HOST double cospi(double a) {
    double turn = ::fabs(::remainder(a, 2.0));
    return turn == 0.5 ? 0.0
        : turn < 0.25  ? ::cos(3.14159265358979323846 * turn)
                       : ::sin(3.14159265358979323846 * (0.5 - turn));
}
ANYWARP_HOST void sincospi(double a, double *sine, double *cosine) {
    *sine = sinpi(a);
    *cosine = cospi(a);
}

// exp(a * a) * erfc(a): Laplace's continued fraction where erfc would underflow.
ANYWARP_HOST double erfcx(double a) {
    if (a < 20.0)
        return ::exp(a * a) * ::erfc(a);
    double fraction = 0;
    for (int k = 40; k > 0; --k)
        fraction = 0.5 * k / (a + fraction);
    return 0.56418958354775628695 / (a + fraction);
}
// Newton's method (with Halley's correction) on erfc from a logarithmic first guess.
ANYWARP_HOST double erfcinv(double a) {
    if (!(a >= 0 && a <= 2))
        return __builtin_nan("");
    if (a == 0 || a == 2)
        return a == 0 ? __builtin_inf() : -__builtin_inf();
    double p = a < 1 ? a : 2 - a;
    double t = ::sqrt(-2 * ::log(p / 2));
    double x = -0.70711 * ((2.30753 + t * 0.27061) / (1 + t * (0.99229 + t * 0.04481)) - t);
    for (int i = 0; i < 3; ++i) {
        double error = ::erfc(x) - p;
        x += error / (1.12837916709551257390 * ::exp(-x * x) - x * error);
    }
    return a < 1 ? x : -x;
}
ANYWARP_HOST double erfinv(double a) {
    if (::fabs(a) > 0.5)
        return a > 0 ? erfcinv(1 - a) : -erfcinv(1 + a);
    double x = a * 0.88622692545275801365;
    for (int i = 0; i < 5; ++i) {
        double error = ::erf(x) - a;
        x -= error / (1.12837916709551257390 * ::exp(-x * x) + x * error);
    }
    return x;
}
ANYWARP_HOST double normcdf(double a) { return 0.5 * ::erfc(-0.70710678118654752440 * a); }
ANYWARP_HOST double normcdfinv(double a) { return -1.41421356237309504880 * erfcinv(2 * a); }

// Modified Bessel functions of order n = 0 and 1: the power series, and beyond its range the asymptotic one.
ANYWARP_HOST double __anywarp_bessel_i(int n, double a) {
    double x = ::fabs(a), sum = 1, term = 1;
    if (x < 30) {
        for (int k = 1; k < 80; ++k)
            sum += term *= x * x / (4.0 * k * (k + n));
        sum *= n ? x / 2 : 1;
    } else {
        for (int k = 1; k < 25; ++k)
            sum += term *= -(4.0 * n * n - (2.0 * k - 1) * (2.0 * k - 1)) / (8.0 * k * x);
        sum *= ::exp(x / 2) / ::sqrt(6.28318530717958647693 * x) * ::exp(x / 2);
    }
    return n && a < 0 ? -sum : sum;
}
ANYWARP_HOST double cyl_bessel_i0(double a) { return __anywarp_bessel_i(0, a); }
ANYWARP_HOST double cyl_bessel_i1(double a) { return __anywarp_bessel_i(1, a); }

// The float versions, as f names and as C++ overloads: double arithmetic, rounded once.
#define ANYWARP_FLOAT1(name) \
    ANYWARP_HOST float name##f(float a) { return (float)name((double)a); } \
    ANYWARP_HOST float name(float a) { return name##f(a); }
ANYWARP_FLOAT1(rsqrt)
ANYWARP_FLOAT1(rcbrt)
ANYWARP_FLOAT1(sinpi)
ANYWARP_FLOAT1(cospi)
ANYWARP_FLOAT1(erfcx)
ANYWARP_FLOAT1(erfinv)
ANYWARP_FLOAT1(erfcinv)
ANYWARP_FLOAT1(normcdf)
ANYWARP_FLOAT1(normcdfinv)
ANYWARP_FLOAT1(cyl_bessel_i0)
ANYWARP_FLOAT1(cyl_bessel_i1)
#undef ANYWARP_FLOAT1

ANYWARP_HOST float fdividef(float a, float b) { return a / b; }
ANYWARP_HOST float fdivide(float a, float b) { return a / b; }
ANYWARP_HOST float rhypotf(float a, float b) { return (float)rhypot((double)a, (double)b); }
ANYWARP_HOST float rhypot(float a, float b) { return rhypotf(a, b); }
ANYWARP_HOST float norm3df(float a, float b, float c) { return (float)norm3d((double)a, (double)b, (double)c); }
ANYWARP_HOST float norm3d(float a, float b, float c) { return norm3df(a, b, c); }
ANYWARP_HOST float rnorm3df(float a, float b, float c) { return (float)rnorm3d((double)a, (double)b, (double)c); }
ANYWARP_HOST float rnorm3d(float a, float b, float c) { return rnorm3df(a, b, c); }
ANYWARP_HOST float norm4df(float a, float b, float c, float d) {
    return (float)norm4d((double)a, (double)b, (double)c, (double)d);
}
ANYWARP_HOST float norm4d(float a, float b, float c, float d) { return norm4df(a, b, c, d); }
ANYWARP_HOST float rnorm4df(float a, float b, float c, float d) {
    return (float)rnorm4d((double)a, (double)b, (double)c, (double)d);
}
ANYWARP_HOST float rnorm4d(float a, float b, float c, float d) { return rnorm4df(a, b, c, d); }
ANYWARP_HOST float normf(int dimensions, const float *a) {
    double sum = 0;
    for (int i = 0; i < dimensions; ++i)
        sum += (double)a[i] * a[i];
    return (float)::sqrt(sum);
}
ANYWARP_HOST float norm(int dimensions, const float *a) { return normf(dimensions, a); }
ANYWARP_HOST float rnormf(int dimensions, const float *a) { return 1.0f / normf(dimensions, a); }
ANYWARP_HOST float rnorm(int dimensions, const float *a) { return rnormf(dimensions, a); }
ANYWARP_HOST void sincospif(float a, float *sine, float *cosine) {
    *sine = sinpif(a);
    *cosine = cospif(a);
}
ANYWARP_HOST void sincospi(float a, float *sine, float *cosine) { sincospif(a, sine, cosine); }

#undef ANYWARP_HOST

#endif

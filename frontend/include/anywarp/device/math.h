// The math functions of C and C++ in device code: clang's wrappers over libdevice, and what they lack.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_DEVICE_MATH_H
#define ANYWARP_DEVICE_MATH_H

// clang's header asks for the version of the SDK it sits on, and defines min and max of int for the device only,
// where nvcc has them on both sides (min_max.h): keep them apart by renaming its own.
#ifndef CUDA_VERSION
#define CUDA_VERSION 12080
#define ANYWARP_CUDA_VERSION_LENT
#endif
#pragma push_macro("min")
#pragma push_macro("max")
#define min __anywarp_clang_min
#define max __anywarp_clang_max
#define llmin __anywarp_clang_llmin
#define llmax __anywarp_clang_llmax
#define ullmin __anywarp_clang_ullmin
#define ullmax __anywarp_clang_ullmax
#define umin __anywarp_clang_umin
#define umax __anywarp_clang_umax
#include <__clang_cuda_math.h>
#undef llmin
#undef llmax
#undef ullmin
#undef ullmax
#undef umin
#undef umax
#pragma pop_macro("min")
#pragma pop_macro("max")

// The float overloads of C++ that clang declares and leaves to NVIDIA's headers.
#define ANYWARP_FLOAT1(R, name) \
    ANYWARP_DEVICE R name(float a) { return name##f(a); }
#define ANYWARP_FLOAT2(name) \
    ANYWARP_DEVICE float name(float a, float b) { return name##f(a, b); }
ANYWARP_FLOAT1(float, acosh)
ANYWARP_FLOAT1(float, asinh)
ANYWARP_FLOAT1(float, atanh)
ANYWARP_FLOAT1(float, cbrt)
ANYWARP_FLOAT1(float, erf)
ANYWARP_FLOAT1(float, erfc)
ANYWARP_FLOAT1(float, exp2)
ANYWARP_FLOAT1(float, expm1)
ANYWARP_FLOAT1(int, ilogb)
ANYWARP_FLOAT1(float, lgamma)
ANYWARP_FLOAT1(long long, llrint)
ANYWARP_FLOAT1(long long, llround)
ANYWARP_FLOAT1(float, log1p)
ANYWARP_FLOAT1(float, log2)
ANYWARP_FLOAT1(float, logb)
ANYWARP_FLOAT1(long, lrint)
ANYWARP_FLOAT1(long, lround)
ANYWARP_FLOAT1(float, nearbyint)
ANYWARP_FLOAT1(float, rint)
ANYWARP_FLOAT1(float, round)
ANYWARP_FLOAT1(float, tgamma)
ANYWARP_FLOAT1(float, trunc)
ANYWARP_FLOAT2(copysign)
ANYWARP_FLOAT2(fdim)
ANYWARP_FLOAT2(fmax)
ANYWARP_FLOAT2(fmin)
ANYWARP_FLOAT2(hypot)
ANYWARP_FLOAT2(nextafter)
ANYWARP_FLOAT2(remainder)
#undef ANYWARP_FLOAT1
#undef ANYWARP_FLOAT2
ANYWARP_DEVICE float fma(float a, float b, float c) { return fmaf(a, b, c); }
ANYWARP_DEVICE float remquo(float a, float b, int *quotient) { return remquof(a, b, quotient); }
ANYWARP_DEVICE float scalbn(float a, int exponent) { return scalbnf(a, exponent); }
ANYWARP_DEVICE float scalbln(float a, long exponent) { return scalblnf(a, exponent); }
ANYWARP_DEVICE double nan(const char *payload) { return __nv_nan((const signed char *)payload); }
ANYWARP_DEVICE float nanf(const char *payload) { return __nv_nanf((const signed char *)payload); }

// The float overloads of the functions that only CUDA has.
ANYWARP_DEVICE float rsqrt(float a) { return rsqrtf(a); }
ANYWARP_DEVICE float rcbrt(float a) { return rcbrtf(a); }
ANYWARP_DEVICE float sinpi(float a) { return sinpif(a); }
ANYWARP_DEVICE float cospi(float a) { return cospif(a); }
ANYWARP_DEVICE void sincospi(float a, float *sine, float *cosine) { sincospif(a, sine, cosine); }
ANYWARP_DEVICE void sincos(float a, float *sine, float *cosine) { sincosf(a, sine, cosine); }
ANYWARP_DEVICE float erfinv(float a) { return erfinvf(a); }
ANYWARP_DEVICE float erfcinv(float a) { return erfcinvf(a); }
ANYWARP_DEVICE float erfcx(float a) { return erfcxf(a); }
ANYWARP_DEVICE float normcdf(float a) { return normcdff(a); }
ANYWARP_DEVICE float normcdfinv(float a) { return normcdfinvf(a); }
ANYWARP_DEVICE float exp10(float a) { return exp10f(a); }
ANYWARP_DEVICE float rhypot(float a, float b) { return rhypotf(a, b); }
ANYWARP_DEVICE float norm3d(float a, float b, float c) { return norm3df(a, b, c); }
ANYWARP_DEVICE float rnorm3d(float a, float b, float c) { return rnorm3df(a, b, c); }
ANYWARP_DEVICE float norm4d(float a, float b, float c, float d) { return norm4df(a, b, c, d); }
ANYWARP_DEVICE float rnorm4d(float a, float b, float c, float d) { return rnorm4df(a, b, c, d); }
ANYWARP_DEVICE float norm(int dimensions, const float *a) { return normf(dimensions, a); }
ANYWARP_DEVICE float rnorm(int dimensions, const float *a) { return rnormf(dimensions, a); }
ANYWARP_DEVICE float cyl_bessel_i0(float a) { return cyl_bessel_i0f(a); }
ANYWARP_DEVICE float cyl_bessel_i1(float a) { return cyl_bessel_i1f(a); }
ANYWARP_DEVICE float fdivide(float a, float b) { return fdividef(a, b); }
ANYWARP_DEVICE float j0(float a) { return j0f(a); }
ANYWARP_DEVICE float j1(float a) { return j1f(a); }
ANYWARP_DEVICE float jn(int n, float a) { return jnf(n, a); }
ANYWARP_DEVICE float y0(float a) { return y0f(a); }
ANYWARP_DEVICE float y1(float a) { return y1f(a); }
ANYWARP_DEVICE float yn(int n, float a) { return ynf(n, a); }

#include <__clang_cuda_cmath.h>
#include <__clang_cuda_complex_builtins.h>

#ifdef ANYWARP_CUDA_VERSION_LENT
#undef CUDA_VERSION
#undef ANYWARP_CUDA_VERSION_LENT
#endif

#endif

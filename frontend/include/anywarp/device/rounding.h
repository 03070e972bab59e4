// Floating point intrinsics of the CUDA Math API: rounding modes, fast approximations, classification.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_DEVICE_ROUNDING_H
#define ANYWARP_DEVICE_ROUNDING_H

#define ANYWARP_F1(T, name) \
    ANYWARP_DEVICE T __##name(T a) { return __nv_##name(a); }
#define ANYWARP_F2(T, name) \
    ANYWARP_DEVICE T __##name(T a, T b) { return __nv_##name(a, b); }
#define ANYWARP_F3(T, name) \
    ANYWARP_DEVICE T __##name(T a, T b, T c) { return __nv_##name(a, b, c); }
#define ANYWARP_ALL(M, T, name) M(T, name##_rd) M(T, name##_rn) M(T, name##_ru) M(T, name##_rz)

ANYWARP_ALL(ANYWARP_F2, float, fadd)
ANYWARP_ALL(ANYWARP_F2, float, fsub)
ANYWARP_ALL(ANYWARP_F2, float, fmul)
ANYWARP_ALL(ANYWARP_F2, float, fdiv)
ANYWARP_ALL(ANYWARP_F3, float, fmaf)
ANYWARP_ALL(ANYWARP_F3, float, fmaf_ieee)
ANYWARP_ALL(ANYWARP_F1, float, frcp)
ANYWARP_ALL(ANYWARP_F1, float, fsqrt)
ANYWARP_F1(float, frsqrt_rn)
ANYWARP_ALL(ANYWARP_F2, double, dadd)
ANYWARP_ALL(ANYWARP_F2, double, dsub)
ANYWARP_ALL(ANYWARP_F2, double, dmul)
ANYWARP_ALL(ANYWARP_F2, double, ddiv)
ANYWARP_ALL(ANYWARP_F3, double, fma)
ANYWARP_ALL(ANYWARP_F1, double, drcp)
ANYWARP_ALL(ANYWARP_F1, double, dsqrt)
ANYWARP_F1(float, saturatef)

#undef ANYWARP_F1
#undef ANYWARP_F2
#undef ANYWARP_F3
#undef ANYWARP_ALL

ANYWARP_DEVICE float saturate(float a) { return __saturatef(a); }

// Fast approximations; their errors are in the CUDA C++ Programming Guide, "Intrinsic Functions".
#define ANYWARP_FAST(name) \
    ANYWARP_DEVICE float __##name(float a) { return __nv_fast_##name(a); }
ANYWARP_FAST(cosf)
ANYWARP_FAST(exp10f)
ANYWARP_FAST(expf)
ANYWARP_FAST(log10f)
ANYWARP_FAST(log2f)
ANYWARP_FAST(logf)
ANYWARP_FAST(sinf)
ANYWARP_FAST(tanf)
#undef ANYWARP_FAST
ANYWARP_DEVICE float __powf(float a, float b) { return __nv_fast_powf(a, b); }
ANYWARP_DEVICE float __fdividef(float a, float b) { return __nv_fast_fdividef(a, b); }
ANYWARP_DEVICE void __sincosf(float a, float *sine, float *cosine) { __nv_fast_sincosf(a, sine, cosine); }
ANYWARP_DEVICE float __tanhf(float a) { return __nv_tanhf(a); }

// Classification, as clang's own math headers and older programs call it.
ANYWARP_DEVICE int __finite(double a) { return __nv_isfinited(a); }
ANYWARP_DEVICE int __finitef(float a) { return __nv_finitef(a); }
ANYWARP_DEVICE int __isfinited(double a) { return __nv_isfinited(a); }
ANYWARP_DEVICE int __isinf(double a) { return __nv_isinfd(a); }
ANYWARP_DEVICE int __isinff(float a) { return __nv_isinff(a); }
ANYWARP_DEVICE int __isnan(double a) { return __nv_isnand(a); }
ANYWARP_DEVICE int __isnanf(float a) { return __nv_isnanf(a); }
ANYWARP_DEVICE int __signbitd(double a) { return __nv_signbitd(a); }
ANYWARP_DEVICE int __signbit(double a) { return __nv_signbitd(a); }
ANYWARP_DEVICE int __signbitf(float a) { return __nv_signbitf(a); }

#endif

/* cuFloatComplex and cuDoubleComplex: complex numbers for C and CUDA, with their arithmetic.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Division and absolute value scale their operands, so that they overflow only where the result does. */
#ifndef CU_COMPLEX_H_
#define CU_COMPLEX_H_

#include <math.h>
#include <vector_functions.h>

#define ANYWARP_COMPLEX __host__ __device__ static __inline__

typedef float2 cuFloatComplex;
typedef double2 cuDoubleComplex;
typedef cuFloatComplex cuComplex;

#define ANYWARP_COMPLEX_TYPE(C, T, make, real, imag, conj, add, sub, mul, div, abs, fabs_t, sqrt_t, largest) \
    ANYWARP_COMPLEX T real(C x) { return x.x; } \
    ANYWARP_COMPLEX T imag(C x) { return x.y; } \
    ANYWARP_COMPLEX C make(T r, T i) { \
        C z; \
        z.x = r; \
        z.y = i; \
        return z; \
    } \
    ANYWARP_COMPLEX C conj(C x) { return make(x.x, -x.y); } \
    ANYWARP_COMPLEX C add(C x, C y) { return make(x.x + y.x, x.y + y.y); } \
    ANYWARP_COMPLEX C sub(C x, C y) { return make(x.x - y.x, x.y - y.y); } \
    ANYWARP_COMPLEX C mul(C x, C y) { return make(x.x * y.x - x.y * y.y, x.x * y.y + x.y * y.x); } \
    ANYWARP_COMPLEX C div(C x, C y) { \
        T s = fabs_t(y.x) + fabs_t(y.y); \
        T oos = 1 / s; \
        T ars = x.x * oos, ais = x.y * oos, brs = y.x * oos, bis = y.y * oos; \
        T norm = brs * brs + bis * bis; \
        oos = 1 / norm; \
        return make((ars * brs + ais * bis) * oos, (ais * brs - ars * bis) * oos); \
    } \
    ANYWARP_COMPLEX T abs(C x) { \
        T a = fabs_t(x.x), b = fabs_t(x.y); \
        T large = a > b ? a : b, small = a > b ? b : a; \
        T ratio = small / large; \
        T t = large * sqrt_t(1 + ratio * ratio); \
        if (large == 0 || large > largest || small > largest) \
            t = large + small; \
        return t; \
    }

ANYWARP_COMPLEX_TYPE(cuFloatComplex, float, make_cuFloatComplex, cuCrealf, cuCimagf, cuConjf, cuCaddf, cuCsubf, cuCmulf,
    cuCdivf, cuCabsf, fabsf, sqrtf, 3.402823466e38f)
ANYWARP_COMPLEX_TYPE(cuDoubleComplex, double, make_cuDoubleComplex, cuCreal, cuCimag, cuConj, cuCadd, cuCsub, cuCmul,
    cuCdiv, cuCabs, fabs, sqrt, 1.79769313486231570e+308)

#undef ANYWARP_COMPLEX_TYPE

ANYWARP_COMPLEX cuComplex make_cuComplex(float x, float y) { return make_cuFloatComplex(x, y); }
ANYWARP_COMPLEX cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex c) {
    return make_cuFloatComplex((float)c.x, (float)c.y);
}
ANYWARP_COMPLEX cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex c) { return make_cuDoubleComplex(c.x, c.y); }

/* x * y + d. */
ANYWARP_COMPLEX cuComplex cuCfmaf(cuComplex x, cuComplex y, cuComplex d) {
    return make_cuComplex(x.x * y.x + (d.x - x.y * y.y), x.x * y.y + (x.y * y.x + d.y));
}
ANYWARP_COMPLEX cuDoubleComplex cuCfma(cuDoubleComplex x, cuDoubleComplex y, cuDoubleComplex d) {
    return make_cuDoubleComplex(x.x * y.x + (d.x - x.y * y.y), x.x * y.y + (x.y * y.x + d.y));
}

#undef ANYWARP_COMPLEX

#endif

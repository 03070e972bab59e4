// The CUDA intrinsics with a leading double underscore (`__expf`, `__sinf`, ...), which clang's headers call
// `__nv_fast_*`. The guide bounds them loosely; the accurate kernels are as fast on a CPU, so they are shared.
#include "exp.h"
#include "log.h"
#include "trig.h"

PURE float __nv_fast_expf(float a) { return exp_f32(a); }
PURE float __nv_fast_exp10f(float a) { return (float)exp2_f32((double)a * LOG2_10); }
PURE float __nv_fast_logf(float a) { return __nv_logf(a); }
PURE float __nv_fast_log2f(float a) { return __nv_log2f(a); }
PURE float __nv_fast_log10f(float a) { return __nv_log10f(a); }
PURE float __nv_fast_sinf(float a) { return __nv_sinf(a); }
PURE float __nv_fast_cosf(float a) { return __nv_cosf(a); }
PURE float __nv_fast_tanf(float a) { return __nv_tanf(a); }
void __nv_fast_sincosf(float a, float *sine, float *cosine) { __nv_sincosf(a, sine, cosine); }

// `__powf(x, y)` is defined as exp2f(y * __log2f(x)) (CUDA C++ Programming Guide, "Intrinsic Functions"): a negative
// base gives NaN, whatever y is.
PURE float __nv_fast_powf(float a, float b) { return (float)exp2_f32((double)b * (double)__nv_log2f(a)); }

// For 2^126 < |b| < 2^128 the guide allows 0 (NaN if a is infinite); the quotient itself is the better answer.
TINY float __nv_fast_fdividef(float a, float b) { return a / b; }

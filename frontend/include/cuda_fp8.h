/* 8-bit floating point: types that store, and conversions.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * CUDA Math API, "FP8 Intrinsics". */
#ifndef __CUDA_FP8_H__
#define __CUDA_FP8_H__
#define __CUDA_FP8_TYPES_EXIST__

#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <vector_types.h>

typedef unsigned char __nv_fp8_storage_t;
typedef unsigned short int __nv_fp8x2_storage_t;
typedef unsigned int __nv_fp8x4_storage_t;

typedef enum __nv_saturation_t {
    __NV_NOSAT,
    __NV_SATFINITE,
} __nv_saturation_t;
typedef enum __nv_fp8_interpretation_t {
    __NV_E4M3,
    __NV_E5M2,
} __nv_fp8_interpretation_t;

#if defined(__cplusplus)

#include <anywarp/half/fp8.h>

ANYWARP_HALF __nv_fp8_storage_t __nv_cvt_float_to_fp8(const float x, const __nv_saturation_t saturate,
    const __nv_fp8_interpretation_t kind) {
    return kind == __NV_E4M3 ? __anywarp_half::narrow8<__anywarp_half::e4m3>(x, saturate == __NV_SATFINITE)
                             : __anywarp_half::narrow8<__anywarp_half::e5m2>(x, saturate == __NV_SATFINITE);
}
ANYWARP_HALF __nv_fp8_storage_t __nv_cvt_double_to_fp8(const double x, const __nv_saturation_t saturate,
    const __nv_fp8_interpretation_t kind) {
    return __nv_cvt_float_to_fp8(__anywarp_half::to_odd(x), saturate, kind);
}
ANYWARP_HALF __nv_fp8_storage_t __nv_cvt_halfraw_to_fp8(const __half_raw x, const __nv_saturation_t saturate,
    const __nv_fp8_interpretation_t kind) {
    return __nv_cvt_float_to_fp8(__anywarp_half::binary16::widen(x.x), saturate, kind);
}
ANYWARP_HALF __nv_fp8_storage_t __nv_cvt_bfloat16raw_to_fp8(const __nv_bfloat16_raw x,
    const __nv_saturation_t saturate, const __nv_fp8_interpretation_t kind) {
    return __nv_cvt_float_to_fp8(__anywarp_half::bfloat16::widen(x.x), saturate, kind);
}
ANYWARP_HALF __half_raw __nv_cvt_fp8_to_halfraw(const __nv_fp8_storage_t x, const __nv_fp8_interpretation_t kind) {
    return __half_raw{
        kind == __NV_E4M3 ? __anywarp_half::e4m3::to_binary16(x) : __anywarp_half::e5m2::to_binary16(x)};
}

// Pairs: the first member is in the lower byte.
#define ANYWARP_PAIR(name, type, one, first, second) \
    ANYWARP_HALF __nv_fp8x2_storage_t name(const type x, const __nv_saturation_t saturate, \
        const __nv_fp8_interpretation_t kind) { \
        return (__nv_fp8x2_storage_t)(one(second, saturate, kind) << 8 | one(first, saturate, kind)); \
    }
ANYWARP_PAIR(__nv_cvt_double2_to_fp8x2, double2, __nv_cvt_double_to_fp8, x.x, x.y)
ANYWARP_PAIR(__nv_cvt_float2_to_fp8x2, float2, __nv_cvt_float_to_fp8, x.x, x.y)
ANYWARP_PAIR(__nv_cvt_halfraw2_to_fp8x2, __half2_raw, __nv_cvt_halfraw_to_fp8, __half_raw{x.x}, __half_raw{x.y})
ANYWARP_PAIR(__nv_cvt_bfloat16raw2_to_fp8x2, __nv_bfloat162_raw, __nv_cvt_bfloat16raw_to_fp8,
    __nv_bfloat16_raw{x.x}, __nv_bfloat16_raw{x.y})
#undef ANYWARP_PAIR
ANYWARP_HALF __half2_raw __nv_cvt_fp8x2_to_halfraw2(const __nv_fp8x2_storage_t x,
    const __nv_fp8_interpretation_t kind) {
    return __half2_raw{__nv_cvt_fp8_to_halfraw((__nv_fp8_storage_t)x, kind).x,
        __nv_cvt_fp8_to_halfraw((__nv_fp8_storage_t)(x >> 8), kind).x};
}

#define ANYWARP_FP8 __nv_fp8_e4m3
#define ANYWARP_FP8X2 __nv_fp8x2_e4m3
#define ANYWARP_FP8X4 __nv_fp8x4_e4m3
#define ANYWARP_KIND __NV_E4M3
#include <anywarp/half/fp8_types.h>
#define ANYWARP_FP8 __nv_fp8_e5m2
#define ANYWARP_FP8X2 __nv_fp8x2_e5m2
#define ANYWARP_FP8X4 __nv_fp8x4_e5m2
#define ANYWARP_KIND __NV_E5M2
#include <anywarp/half/fp8_types.h>

#include <anywarp/half/e8m0.h>

#endif

#endif

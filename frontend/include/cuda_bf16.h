/* Bfloat16: __nv_bfloat16, __nv_bfloat162, and the functions of the CUDA Math API for them.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * CUDA_NO_BFLOAT16 leaves out the short names; __CUDA_NO_BFLOAT16_CONVERSIONS__, __CUDA_NO_BFLOAT16_OPERATORS__ and
 * __CUDA_NO_BFLOAT162_OPERATORS__ what they name. C has the types without operations. */
#ifndef __CUDA_BF16_H__
#define __CUDA_BF16_H__
#define __CUDA_BF16_TYPES_EXIST__

#include <cuda_fp16.h>

#if defined(__cplusplus)

#define ANYWARP_T __nv_bfloat16
#define ANYWARP_T2 __nv_bfloat162
#define ANYWARP_RAW __nv_bfloat16_raw
#define ANYWARP_RAW2 __nv_bfloat162_raw
#define ANYWARP_OTHER __half
#define ANYWARP_F __anywarp_half::bfloat16
#ifndef __CUDA_NO_BFLOAT16_CONVERSIONS__
#define ANYWARP_CONVERSIONS
#endif
#include <anywarp/half/types.h>
#undef ANYWARP_CONVERSIONS

#define ANYWARP_FROM_(name) __bfloat162##name
#define ANYWARP_FROM(name) ANYWARP_FROM_(name)
#define ANYWARP_FROM2(name) __bfloat1622##name
#define ANYWARP_TO(name, suffix) __##name##2bfloat16##suffix
#define ANYWARP_TO2(name, suffix) __##name##2bfloat162##suffix
#define ANYWARP_AS(name) __bfloat16_as_##name
#define ANYWARP_OF(name) __##name##_as_bfloat16
#define ANYWARP_HALVES(name) __##name##2bfloat162
#define ANYWARP_PAIR bfloat162
#define ANYWARP_MAKE2 make_bfloat162
#include <anywarp/half/arithmetic.h>
#include <anywarp/half/conversions.h>
#if defined(__CUDA__) && defined(__clang__)
#include <anywarp/half/device.h>
#endif
#include <anywarp/half/clear.h>

#ifndef __CUDA_NO_BFLOAT16_OPERATORS__
#define ANYWARP_OPERAND __nv_bfloat16
#define ANYWARP_ADD __hadd
#define ANYWARP_SUB __hsub
#define ANYWARP_MUL __hmul
#define ANYWARP_DIV __hdiv
#define ANYWARP_NEG __hneg
#define ANYWARP_IS(name) __h##name
#define ANYWARP_ONE __nv_bfloat16(__nv_bfloat16_raw{0x3f80})
#include <anywarp/half/operators.h>
#endif
#ifndef __CUDA_NO_BFLOAT162_OPERATORS__
#define ANYWARP_OPERAND __nv_bfloat162
#define ANYWARP_ADD __hadd2
#define ANYWARP_SUB __hsub2
#define ANYWARP_MUL __hmul2
#define ANYWARP_DIV __h2div
#define ANYWARP_NEG __hneg2
#define ANYWARP_IS(name) __hb##name##2
#define ANYWARP_ONE __nv_bfloat162(__nv_bfloat162_raw{0x3f80, 0x3f80})
#include <anywarp/half/operators.h>
#endif

__host__ __device__ __forceinline__ __half::__half(const __nv_bfloat16 value)
    : __x(__anywarp_half::binary16::narrow(__bfloat162float(value))) {}
__host__ __device__ __forceinline__ __nv_bfloat16::__nv_bfloat16(const __half value)
    : __x(__anywarp_half::bfloat16::narrow(__half2float(value))) {}

#define CUDART_INF_BF16 __ushort_as_bfloat16((unsigned short)0x7f80u)
#define CUDART_NAN_BF16 __ushort_as_bfloat16((unsigned short)0x7fffu)
#define CUDART_MIN_DENORM_BF16 __ushort_as_bfloat16((unsigned short)0x0001u)
#define CUDART_MAX_NORMAL_BF16 __ushort_as_bfloat16((unsigned short)0x7f7fu)
#define CUDART_NEG_ZERO_BF16 __ushort_as_bfloat16((unsigned short)0x8000u)
#define CUDART_ZERO_BF16 __ushort_as_bfloat16((unsigned short)0x0000u)
#define CUDART_ONE_BF16 __ushort_as_bfloat16((unsigned short)0x3f80u)

#else

typedef struct __align__(2) {
    unsigned short x;
} __nv_bfloat16_raw;
typedef struct __align__(4) {
    unsigned short x, y;
} __nv_bfloat162_raw;
typedef __nv_bfloat16_raw __nv_bfloat16;
typedef __nv_bfloat162_raw __nv_bfloat162;

#endif

#ifndef CUDA_NO_BFLOAT16
typedef __nv_bfloat16 nv_bfloat16;
typedef __nv_bfloat162 nv_bfloat162;
#endif

#endif

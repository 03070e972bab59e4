/* Half precision: __half, __half2, and the functions of the CUDA Math API for them.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * CUDA_NO_HALF leaves out the short names; __CUDA_NO_HALF_CONVERSIONS__, __CUDA_NO_HALF_OPERATORS__ and
 * __CUDA_NO_HALF2_OPERATORS__ what they name. C has the types without operations. */
#ifndef __CUDA_FP16_H__
#define __CUDA_FP16_H__
#define __CUDA_FP16_TYPES_EXIST__

#include <vector_types.h>

#if defined(__cplusplus)

#include <anywarp/half/operations.h>

struct __half;
struct __nv_bfloat16;

#define ANYWARP_T __half
#define ANYWARP_T2 __half2
#define ANYWARP_RAW __half_raw
#define ANYWARP_RAW2 __half2_raw
#define ANYWARP_OTHER __nv_bfloat16
#define ANYWARP_F __anywarp_half::binary16
#ifndef __CUDA_NO_HALF_CONVERSIONS__
#define ANYWARP_CONVERSIONS
#endif
#include <anywarp/half/types.h>
#undef ANYWARP_CONVERSIONS

#define ANYWARP_FROM_(name) __half2##name
#define ANYWARP_FROM(name) ANYWARP_FROM_(name)
#define ANYWARP_FROM2(name) __half22##name
#define ANYWARP_TO(name, suffix) __##name##2half##suffix
#define ANYWARP_TO2(name, suffix) __##name##2half2##suffix
#define ANYWARP_AS(name) __half_as_##name
#define ANYWARP_OF(name) __##name##_as_half
#define ANYWARP_HALVES(name) __##name##2half2
#define ANYWARP_PAIR half2
#define ANYWARP_MAKE2 make_half2
#include <anywarp/half/arithmetic.h>
#include <anywarp/half/conversions.h>
#if defined(__CUDA__) && defined(__clang__)
#include <anywarp/half/corrections.h>
#include <anywarp/half/device.h>
#endif
#include <anywarp/half/clear.h>

#ifndef __CUDA_NO_HALF_OPERATORS__
#define ANYWARP_OPERAND __half
#define ANYWARP_ADD __hadd
#define ANYWARP_SUB __hsub
#define ANYWARP_MUL __hmul
#define ANYWARP_DIV __hdiv
#define ANYWARP_NEG __hneg
#define ANYWARP_IS(name) __h##name
#define ANYWARP_ONE __half(__half_raw{0x3c00})
#include <anywarp/half/operators.h>
#endif
#ifndef __CUDA_NO_HALF2_OPERATORS__
#define ANYWARP_OPERAND __half2
#define ANYWARP_ADD __hadd2
#define ANYWARP_SUB __hsub2
#define ANYWARP_MUL __hmul2
#define ANYWARP_DIV __h2div
#define ANYWARP_NEG __hneg2
#define ANYWARP_IS(name) __hb##name##2
#define ANYWARP_ONE __half2(__half2_raw{0x3c00, 0x3c00})
#include <anywarp/half/operators.h>
#endif

#define CUDART_INF_FP16 __ushort_as_half((unsigned short)0x7c00u)
#define CUDART_NAN_FP16 __ushort_as_half((unsigned short)0x7fffu)
#define CUDART_MIN_DENORM_FP16 __ushort_as_half((unsigned short)0x0001u)
#define CUDART_MAX_NORMAL_FP16 __ushort_as_half((unsigned short)0x7bffu)
#define CUDART_NEG_ZERO_FP16 __ushort_as_half((unsigned short)0x8000u)
#define CUDART_ZERO_FP16 __ushort_as_half((unsigned short)0x0000u)
#define CUDART_ONE_FP16 __ushort_as_half((unsigned short)0x3c00u)

#else

typedef struct __align__(2) {
    unsigned short x;
} __half_raw;
typedef struct __align__(4) {
    unsigned short x, y;
} __half2_raw;
typedef __half_raw __half;
typedef __half2_raw __half2;

#endif

typedef __half_raw __nv_half_raw;
typedef __half2_raw __nv_half2_raw;
typedef __half __nv_half;
typedef __half2 __nv_half2;
#ifndef CUDA_NO_HALF
typedef __half half;
typedef __half2 half2;
typedef __half nv_half;
typedef __half2 nv_half2;
#endif

#endif

// Scaling factors, powers of two from 2^-127 to 2^127: conversions and the types __nv_fp8_e8m0, __nv_fp8x2_e8m0, __nv_fp8x4_e8m0.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA Math API, "FP8 Conversion and Data Movement": the magnitude is rounded to a power of two in the direction asked for,
// what is too small becomes 2^-127, what is too large 2^127 or NaN. The directions are towards zero and towards infinity; others
// fail an assertion, as with nvcc 13.
#ifndef ANYWARP_HALF_E8M0_H
#define ANYWARP_HALF_E8M0_H

#include <assert.h>
#include <device_types.h>

ANYWARP_HALF __nv_fp8_storage_t __nv_cvt_float_to_e8m0(const float x, const __nv_saturation_t saturate,
    const enum cudaRoundMode rounding) {
    assert(rounding == cudaRoundZero || rounding == cudaRoundPosInf);
    const unsigned int bits = __anywarp_half::bits_of(x) & 0x7fffffff, fraction = bits & 0x7fffff;
    if (bits > 0x7f800000)
        return 0xff;
    // Below 2^-126, byte 0 stands for 2^-127, which is half of the fraction.
    const unsigned int power = bits >> 23, exact = power == 0 ? 0x400000 : 0;
    const bool up = rounding == cudaRoundPosInf && fraction > exact;
    const unsigned int rounded = power + up;
    return (__nv_fp8_storage_t)(rounded < 0xff ? rounded : saturate == __NV_SATFINITE ? 0xfe : 0xff);
}
ANYWARP_HALF __nv_fp8_storage_t __nv_cvt_double_to_e8m0(const double x, const __nv_saturation_t saturate,
    const enum cudaRoundMode rounding) {
    // Floats end there; rounded to odd, a smaller number stays on its side of the powers and of their middles.
    if (x >= 0x1p128 || x <= -0x1p128) {
        const bool is_finite = x - x == 0;
        return saturate == __NV_SATFINITE || (is_finite && rounding == cudaRoundZero) ? 0xfe : 0xff;
    }
    return __nv_cvt_float_to_e8m0(__anywarp_half::to_odd(x), saturate, rounding);
}
ANYWARP_HALF __nv_fp8_storage_t __nv_cvt_bfloat16raw_to_e8m0(const __nv_bfloat16_raw x, const __nv_saturation_t saturate,
    const enum cudaRoundMode rounding) {
    return __nv_cvt_float_to_e8m0(__anywarp_half::bfloat16::widen(x.x), saturate, rounding);
}
// The byte is the exponent of a binary32, and so of a bfloat16, whose least normal number is 2^-126.
ANYWARP_HALF __nv_bfloat16_raw __nv_cvt_e8m0_to_bf16raw(const __nv_fp8_storage_t x) {
    __nv_bfloat16_raw result;
    result.x = (unsigned short)(x == 0xff ? 0x7fff : x == 0 ? 0x0040 : x << 7);
    return result;
}

// Pairs: the first member is in the lower byte.
#define ANYWARP_PAIR(name, type, one, first, second) \
    ANYWARP_HALF __nv_fp8x2_storage_t name(const type x, const __nv_saturation_t saturate, \
        const enum cudaRoundMode rounding) { \
        return (__nv_fp8x2_storage_t)(one(second, saturate, rounding) << 8 | one(first, saturate, rounding)); \
    }
ANYWARP_PAIR(__nv_cvt_double2_to_e8m0x2, double2, __nv_cvt_double_to_e8m0, x.x, x.y)
ANYWARP_PAIR(__nv_cvt_float2_to_e8m0x2, float2, __nv_cvt_float_to_e8m0, x.x, x.y)
ANYWARP_PAIR(__nv_cvt_bfloat162raw_to_e8m0x2, __nv_bfloat162_raw, __nv_cvt_bfloat16raw_to_e8m0,
    __nv_bfloat16_raw{x.x}, __nv_bfloat16_raw{x.y})
#undef ANYWARP_PAIR
ANYWARP_HALF __nv_bfloat162_raw __nv_cvt_e8m0x2_to_bf162raw(const __nv_fp8x2_storage_t x) {
    return __nv_bfloat162_raw{__nv_cvt_e8m0_to_bf16raw((__nv_fp8_storage_t)x).x,
        __nv_cvt_e8m0_to_bf16raw((__nv_fp8_storage_t)(x >> 8)).x};
}

// The types round up and saturate.
#define ANYWARP_MEMBER explicit __host__ __device__ __forceinline__

struct __align__(1) __nv_fp8_e8m0 {
    __nv_fp8_storage_t __x;

    __nv_fp8_e8m0() = default;
    ANYWARP_MEMBER __nv_fp8_e8m0(const float value)
        : __x(__nv_cvt_float_to_e8m0(value, __NV_SATFINITE, cudaRoundPosInf)) {}
    ANYWARP_MEMBER __nv_fp8_e8m0(const double value)
        : __x(__nv_cvt_double_to_e8m0(value, __NV_SATFINITE, cudaRoundPosInf)) {}
    ANYWARP_MEMBER __nv_fp8_e8m0(const __half value)
        : __nv_fp8_e8m0(__anywarp_half::binary16::widen(__half_raw(value).x)) {}
    ANYWARP_MEMBER __nv_fp8_e8m0(const __nv_bfloat16 value)
        : __nv_fp8_e8m0(__anywarp_half::bfloat16::widen(__nv_bfloat16_raw(value).x)) {}

    ANYWARP_MEMBER operator float() const {
        return __anywarp_half::bfloat16::widen(__nv_cvt_e8m0_to_bf16raw(__x).x);
    }
    ANYWARP_MEMBER operator double() const { return (double)(float)*this; }
    ANYWARP_MEMBER operator __half() const { return __float2half_rn((float)*this); }
    ANYWARP_MEMBER operator __nv_bfloat16() const { return __nv_bfloat16(__nv_cvt_e8m0_to_bf16raw(__x)); }
    // No scaling factor is 0.
    ANYWARP_MEMBER operator bool() const { return true; }

#define ANYWARP_TO(type) \
    ANYWARP_MEMBER operator type() const { \
        return __anywarp_half::to_integer<type, __anywarp_half::RZ>((float)*this); \
    }
#define ANYWARP_INTEGER(type, Wide) \
    ANYWARP_MEMBER __nv_fp8_e8m0(const type value) : __nv_fp8_e8m0(__anywarp_half::to_odd((Wide)value)) {} \
    ANYWARP_TO(type)
    ANYWARP_INTEGER(short, int)
    ANYWARP_INTEGER(unsigned short, unsigned int)
    ANYWARP_INTEGER(int, int)
    ANYWARP_INTEGER(unsigned int, unsigned int)
    ANYWARP_INTEGER(long, long long)
    ANYWARP_INTEGER(unsigned long, unsigned long long)
    ANYWARP_INTEGER(long long, long long)
    ANYWARP_INTEGER(unsigned long long, unsigned long long)
    ANYWARP_TO(char)
    ANYWARP_TO(signed char)
    ANYWARP_TO(unsigned char)
#undef ANYWARP_INTEGER
#undef ANYWARP_TO
};

struct __align__(2) __nv_fp8x2_e8m0 {
    __nv_fp8x2_storage_t __x;

    __nv_fp8x2_e8m0() = default;
    ANYWARP_MEMBER __nv_fp8x2_e8m0(const float2 value)
        : __x(__nv_cvt_float2_to_e8m0x2(value, __NV_SATFINITE, cudaRoundPosInf)) {}
    ANYWARP_MEMBER __nv_fp8x2_e8m0(const double2 value)
        : __x(__nv_cvt_double2_to_e8m0x2(value, __NV_SATFINITE, cudaRoundPosInf)) {}
    ANYWARP_MEMBER __nv_fp8x2_e8m0(const __half2 value) : __nv_fp8x2_e8m0(__half22float2(value)) {}
    ANYWARP_MEMBER __nv_fp8x2_e8m0(const __nv_bfloat162 value) : __nv_fp8x2_e8m0(__bfloat1622float2(value)) {}

    ANYWARP_MEMBER operator __nv_bfloat162() const { return __nv_bfloat162(__nv_cvt_e8m0x2_to_bf162raw(__x)); }
    ANYWARP_MEMBER operator float2() const { return __bfloat1622float2(__nv_bfloat162(*this)); }
    ANYWARP_MEMBER operator __half2() const { return __float22half2_rn((float2)*this); }
};

// Four numbers, the first in the lowest byte.
struct __align__(4) __nv_fp8x4_e8m0 {
    __nv_fp8x4_storage_t __x;

    __nv_fp8x4_e8m0() = default;
    ANYWARP_MEMBER __nv_fp8x4_e8m0(const __half2 low, const __half2 high)
        : __x(__nv_fp8x2_e8m0(low).__x | (unsigned int)__nv_fp8x2_e8m0(high).__x << 16) {}
    ANYWARP_MEMBER __nv_fp8x4_e8m0(const __nv_bfloat162 low, const __nv_bfloat162 high)
        : __x(__nv_fp8x2_e8m0(low).__x | (unsigned int)__nv_fp8x2_e8m0(high).__x << 16) {}
    ANYWARP_MEMBER __nv_fp8x4_e8m0(const float4 value)
        : __x(__nv_fp8x2_e8m0(float2{value.x, value.y}).__x
              | (unsigned int)__nv_fp8x2_e8m0(float2{value.z, value.w}).__x << 16) {}
    ANYWARP_MEMBER __nv_fp8x4_e8m0(const double4 value)
        : __x(__nv_fp8x2_e8m0(double2{value.x, value.y}).__x
              | (unsigned int)__nv_fp8x2_e8m0(double2{value.z, value.w}).__x << 16) {}

    ANYWARP_MEMBER operator float4() const {
        __nv_fp8x2_e8m0 low, high;
        low.__x = (__nv_fp8x2_storage_t)__x;
        high.__x = (__nv_fp8x2_storage_t)(__x >> 16);
        const float2 first = (float2)low, second = (float2)high;
        return float4{first.x, first.y, second.x, second.y};
    }
};

#undef ANYWARP_MEMBER

#endif

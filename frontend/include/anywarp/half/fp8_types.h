// The types of an 8-bit format: included once per format, without an include guard.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Members are those of the CUDA Math API, "Data types": conversions round to nearest even and saturate to finite numbers.

#define ANYWARP_MEMBER explicit __host__ __device__ __forceinline__

struct __align__(1) ANYWARP_FP8 {
    __nv_fp8_storage_t __x;

    ANYWARP_FP8() = default;
    ANYWARP_MEMBER ANYWARP_FP8(const float value) : __x(__nv_cvt_float_to_fp8(value, __NV_SATFINITE, ANYWARP_KIND)) {}
    ANYWARP_MEMBER ANYWARP_FP8(const double value)
        : __x(__nv_cvt_double_to_fp8(value, __NV_SATFINITE, ANYWARP_KIND)) {}
    ANYWARP_MEMBER ANYWARP_FP8(const __half value) : __x(__nv_cvt_halfraw_to_fp8(value, __NV_SATFINITE, ANYWARP_KIND)) {}
    ANYWARP_MEMBER ANYWARP_FP8(const __nv_bfloat16 value)
        : __x(__nv_cvt_bfloat16raw_to_fp8(value, __NV_SATFINITE, ANYWARP_KIND)) {}

    ANYWARP_MEMBER operator __half() const { return __half(__nv_cvt_fp8_to_halfraw(__x, ANYWARP_KIND)); }
    ANYWARP_MEMBER operator float() const {
        return __anywarp_half::binary16::widen(__nv_cvt_fp8_to_halfraw(__x, ANYWARP_KIND).x);
    }
    ANYWARP_MEMBER operator double() const { return (double)(float)*this; }
    ANYWARP_MEMBER operator __nv_bfloat16() const { return __float2bfloat16_rz((float)*this); }
    ANYWARP_MEMBER operator bool() const { return (__x & 0x7f) != 0; }

#define ANYWARP_TO(type) \
    ANYWARP_MEMBER operator type() const { \
        return __anywarp_half::to_integer<type, __anywarp_half::RZ>((float)*this); \
    }
#define ANYWARP_INTEGER(type, Wide) \
    ANYWARP_MEMBER ANYWARP_FP8(const type value) : ANYWARP_FP8(__anywarp_half::to_odd((Wide)value)) {} \
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

struct __align__(2) ANYWARP_FP8X2 {
    __nv_fp8x2_storage_t __x;

    ANYWARP_FP8X2() = default;
    ANYWARP_MEMBER ANYWARP_FP8X2(const float2 value)
        : __x(__nv_cvt_float2_to_fp8x2(value, __NV_SATFINITE, ANYWARP_KIND)) {}
    ANYWARP_MEMBER ANYWARP_FP8X2(const double2 value)
        : __x(__nv_cvt_double2_to_fp8x2(value, __NV_SATFINITE, ANYWARP_KIND)) {}
    ANYWARP_MEMBER ANYWARP_FP8X2(const __half2 value)
        : __x(__nv_cvt_halfraw2_to_fp8x2(value, __NV_SATFINITE, ANYWARP_KIND)) {}
    ANYWARP_MEMBER ANYWARP_FP8X2(const __nv_bfloat162 value)
        : __x(__nv_cvt_bfloat16raw2_to_fp8x2(value, __NV_SATFINITE, ANYWARP_KIND)) {}

    ANYWARP_MEMBER operator __half2() const { return __half2(__nv_cvt_fp8x2_to_halfraw2(__x, ANYWARP_KIND)); }
    ANYWARP_MEMBER operator float2() const { return __half22float2(__half2(*this)); }
};

// Four numbers, the first in the lowest byte.
struct __align__(4) ANYWARP_FP8X4 {
    __nv_fp8x4_storage_t __x;

    ANYWARP_FP8X4() = default;
    ANYWARP_MEMBER ANYWARP_FP8X4(const __half2 low, const __half2 high)
        : __x(ANYWARP_FP8X2(low).__x | (unsigned int)ANYWARP_FP8X2(high).__x << 16) {}
    ANYWARP_MEMBER ANYWARP_FP8X4(const __nv_bfloat162 low, const __nv_bfloat162 high)
        : __x(ANYWARP_FP8X2(low).__x | (unsigned int)ANYWARP_FP8X2(high).__x << 16) {}
    ANYWARP_MEMBER ANYWARP_FP8X4(const float4 value)
        : __x(ANYWARP_FP8(value.x).__x | (unsigned int)ANYWARP_FP8(value.y).__x << 8
              | (unsigned int)ANYWARP_FP8(value.z).__x << 16 | (unsigned int)ANYWARP_FP8(value.w).__x << 24) {}
    ANYWARP_MEMBER ANYWARP_FP8X4(const double4 value)
        : __x(ANYWARP_FP8(value.x).__x | (unsigned int)ANYWARP_FP8(value.y).__x << 8
              | (unsigned int)ANYWARP_FP8(value.z).__x << 16 | (unsigned int)ANYWARP_FP8(value.w).__x << 24) {}

    ANYWARP_MEMBER operator float4() const {
        ANYWARP_FP8X2 low, high;
        low.__x = (__nv_fp8x2_storage_t)__x;
        high.__x = (__nv_fp8x2_storage_t)(__x >> 16);
        const float2 first = (float2)low, second = (float2)high;
        float4 r;
        r.x = first.x;
        r.y = first.y;
        r.z = second.x;
        r.w = second.y;
        return r;
    }
};

#undef ANYWARP_MEMBER
#undef ANYWARP_FP8
#undef ANYWARP_FP8X2
#undef ANYWARP_FP8X4
#undef ANYWARP_KIND

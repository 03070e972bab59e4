// Type casting intrinsics of the CUDA Math API: conversions with a rounding mode, reinterpretation of bits.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_DEVICE_CONVERT_H
#define ANYWARP_DEVICE_CONVERT_H

// __name(a) is libdevice's __nv_name(a); ALL is for the four rounding modes.
#define ANYWARP_CAST(ret, name, A) \
    ANYWARP_DEVICE_ONLY ret __##name(A a) { return (ret)__nv_##name(a); }
#define ANYWARP_CAST_ALL(ret, name, A) \
    ANYWARP_CAST(ret, name##_rd, A) \
    ANYWARP_CAST(ret, name##_rn, A) \
    ANYWARP_CAST(ret, name##_ru, A) \
    ANYWARP_CAST(ret, name##_rz, A)

ANYWARP_CAST_ALL(float, double2float, double)
ANYWARP_CAST_ALL(int, double2int, double)
ANYWARP_CAST_ALL(unsigned int, double2uint, double)
ANYWARP_CAST_ALL(long long, double2ll, double)
ANYWARP_CAST_ALL(unsigned long long, double2ull, double)
ANYWARP_CAST_ALL(int, float2int, float)
ANYWARP_CAST_ALL(unsigned int, float2uint, float)
ANYWARP_CAST_ALL(long long, float2ll, float)
ANYWARP_CAST_ALL(unsigned long long, float2ull, float)
ANYWARP_CAST_ALL(float, int2float, int)
ANYWARP_CAST_ALL(float, uint2float, unsigned int)
ANYWARP_CAST_ALL(float, ll2float, long long)
ANYWARP_CAST_ALL(float, ull2float, unsigned long long)
ANYWARP_CAST_ALL(double, ll2double, long long)
ANYWARP_CAST_ALL(double, ull2double, unsigned long long)
ANYWARP_CAST(double, int2double_rn, int)
ANYWARP_CAST(double, uint2double_rn, unsigned int)

ANYWARP_CAST(int, double2hiint, double)
ANYWARP_CAST(int, double2loint, double)
ANYWARP_CAST(long long, double_as_longlong, double)
ANYWARP_CAST(double, longlong_as_double, long long)
ANYWARP_CAST(int, float_as_int, float)
ANYWARP_CAST(unsigned int, float_as_uint, float)
ANYWARP_CAST(float, int_as_float, int)
ANYWARP_CAST(float, uint_as_float, unsigned int)

#undef ANYWARP_CAST
#undef ANYWARP_CAST_ALL

ANYWARP_DEVICE_ONLY double __hiloint2double(int hi, int lo) { return __nv_hiloint2double(hi, lo); }

// Legacy names that CUDA still accepts.
ANYWARP_DEVICE_ONLY int float_as_int(float a) { return __float_as_int(a); }
ANYWARP_DEVICE_ONLY float int_as_float(int a) { return __int_as_float(a); }

#define ANYWARP_LEGACY(ret, name, A) \
    ANYWARP_DEVICE_ONLY ret name(A a, enum cudaRoundMode mode = cudaRoundZero) { \
        return mode == cudaRoundNearest ? __##name##_rn(a) \
            : mode == cudaRoundPosInf   ? __##name##_ru(a) \
            : mode == cudaRoundMinInf   ? __##name##_rd(a) \
                                        : __##name##_rz(a); \
    }
ANYWARP_LEGACY(int, float2int, float)
ANYWARP_LEGACY(unsigned int, float2uint, float)
#undef ANYWARP_LEGACY

#define ANYWARP_LEGACY(ret, name, A) \
    ANYWARP_DEVICE_ONLY ret name(A a, enum cudaRoundMode mode = cudaRoundNearest) { \
        return mode == cudaRoundZero  ? __##name##_rz(a) \
            : mode == cudaRoundPosInf ? __##name##_ru(a) \
            : mode == cudaRoundMinInf ? __##name##_rd(a) \
                                      : __##name##_rn(a); \
    }
ANYWARP_LEGACY(float, int2float, int)
ANYWARP_LEGACY(float, uint2float, unsigned int)
#undef ANYWARP_LEGACY

#endif

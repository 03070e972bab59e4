// __nv_fp8_e8m0: scaling factors, powers of two. The type is there because CCCL names it; converting to it is refused.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_HALF_E8M0_H
#define ANYWARP_HALF_E8M0_H

#include <device_types.h>

struct __nv_fp8_e8m0 {
    __nv_fp8_storage_t __x;
};

// Refused where a call remains in what a program runs: templates of CCCL name them for every type.
#define ANYWARP_REFUSED(result, name, parameters) \
    __attribute__((error("conversions to __nv_fp8_e8m0 are not supported"))) __host__ __device__ result name parameters;
ANYWARP_REFUSED(__nv_fp8_storage_t, __nv_cvt_float_to_e8m0, (float, __nv_saturation_t, enum cudaRoundMode))
ANYWARP_REFUSED(__nv_fp8_storage_t, __nv_cvt_double_to_e8m0, (double, __nv_saturation_t, enum cudaRoundMode))
ANYWARP_REFUSED(__nv_fp8_storage_t, __nv_cvt_bfloat16raw_to_e8m0,
    (__nv_bfloat16_raw, __nv_saturation_t, enum cudaRoundMode))
#undef ANYWARP_REFUSED

// The byte is the exponent of a binary32, and so of a bfloat16, whose least normal number is 2^-126.
static __host__ __device__ __forceinline__ __nv_bfloat16_raw __nv_cvt_e8m0_to_bf16raw(__nv_fp8_storage_t x) {
    __nv_bfloat16_raw result;
    result.x = (unsigned short)(x == 0xff ? 0x7fff : x == 0 ? 0x0040 : x << 7);
    return result;
}

#endif

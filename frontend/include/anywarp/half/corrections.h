// Where a math function of binary32, rounded to 16 bits, is not the function rounded to 16 bits.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Found by trying all arguments, with the library's functions and with their forms for GPUs (log(0x1935)); the result in
// binary32 is a tie there, or one unit beside it. tests/run/half-math.cu has the list checked.
#ifndef ANYWARP_HALF_CORRECTIONS_H
#define ANYWARP_HALF_CORRECTIONS_H

#include <anywarp/half/core.h>

namespace __anywarp_half {

// `p` is the argument, `r` the rounded result of binary32.
#define ANYWARP_CORRECT(name, F, correction) \
    static __device__ __forceinline__ u16 correct_##name(F, u16 p, u16 r) { return (u16)(correction); }
#define ANYWARP_NOTHING(name, F) \
    static __device__ __forceinline__ u16 correct_##name(F, u16, u16 r) { return r; }

ANYWARP_CORRECT(sin, binary16, (p & 0x7fff) == 0x32b3 ? r | 1 : p == 0x5cb0 ? 0xbbff : p == 0xdcb0 ? 0x3bff : r)
ANYWARP_CORRECT(cos, binary16, (p & 0x7fff) == 0x2b7c ? 0x3bfd : r)
ANYWARP_CORRECT(exp, binary16, p == 0x1f79 ? 0x3c07 : p == 0x25cf ? 0x3c17 : r)
ANYWARP_CORRECT(exp2, binary16, p == 0x11c5 ? 0x3c01 : r)
ANYWARP_NOTHING(exp10, binary16)
ANYWARP_CORRECT(log, binary16, p == 0x1d78 ? 0xc53b : p == 0x1935 ? 0xc5f9 : r)
ANYWARP_CORRECT(log10, binary16,
    p == 0x338f       ? 0xb903
        : p == 0x33f8 ? 0xb8d5
        : p == 0x57e1 ? 0x4033
        : p == 0x69d0 ? 0x42f3
        : p == 0x719d ? 0x440f
                      : r)

ANYWARP_NOTHING(sin, bfloat16)
ANYWARP_NOTHING(cos, bfloat16)
ANYWARP_NOTHING(exp, bfloat16)
ANYWARP_NOTHING(exp2, bfloat16)
ANYWARP_CORRECT(exp10, bfloat16, p == 0xbc95 ? 0x3f75 : r)
ANYWARP_NOTHING(log, bfloat16)
ANYWARP_NOTHING(log10, bfloat16)

#undef ANYWARP_CORRECT
#undef ANYWARP_NOTHING

} // namespace __anywarp_half

#endif

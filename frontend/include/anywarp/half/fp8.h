// The 8-bit formats E4M3 and E5M2 on their bits.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PTX ISA, "Alternate floating-point data formats": E4M3 has no infinity and one NaN per sign, E5M2 is the upper byte of
// binary16.
#ifndef ANYWARP_HALF_FP8_H
#define ANYWARP_HALF_FP8_H

#include <anywarp/half/operations.h>

namespace __anywarp_half {

struct e4m3 {
    static constexpr int fraction = 3, bias = 7;
    enum : u32 { largest = 0x7e, overflow = 0x7f, nan = 0x7f };

    ANYWARP_HALF u16 to_binary16(u16 x) {
        u16 sign = (u16)((x & 0x80) << 8), m = (u16)((x & 0x7f) << 7);
        // A subnormal number is at most 7 units of 2^-9, of which binary16 has all as normal numbers.
        u16 tiny = binary16::narrow((float)(x & 7) * 0.001953125f);
        return (x & 0x7f) == 0x7f ? (u16)binary16::nan : (u16)(sign | (m < 0x400 ? tiny : m + 0x2000));
    }
};

struct e5m2 {
    static constexpr int fraction = 2, bias = 15;
    enum : u32 { largest = 0x7b, overflow = 0x7c, nan = 0x7e };

    ANYWARP_HALF u16 to_binary16(u16 x) { return (x & 0x7f) > 0x7c ? (u16)binary16::nan : (u16)(x << 8); }
};

// To nearest even; what is too large becomes the largest number if `finite`, as infinity does.
template <class _Format> ANYWARP_HALF unsigned char narrow8(float a, bool finite) {
    const int shift = 23 - _Format::fraction;
    u32 bits = bits_of(a), sign = bits >> 24 & 0x80, m = bits & 0x7fffffff;
    u32 normal = (m - ((127 - _Format::bias) << 23) + (1u << (shift - 1)) - 1 + (m >> shift & 1)) >> shift;
    // Adding this puts the last bit of a subnormal number where the float's is.
    const u32 magic = (u32)(127 + 24 - _Format::bias - _Format::fraction) << 23;
    u32 tiny = bits_of(float_of(m) + float_of(magic)) - magic;
    u32 r = m < ((u32)(128 - _Format::bias) << 23) ? tiny : normal;
    r = r > _Format::largest ? (finite ? (u32)_Format::largest : (u32)_Format::overflow) : r;
    r = m > 0x7f800000 ? (u32)_Format::nan : r;
    return (unsigned char)(sign | r);
}

} // namespace __anywarp_half

#endif

// SIMD-in-a-word intrinsics: two 16-bit or four 8-bit elements in an unsigned int.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA Math API, "SIMD Intrinsics". Element by element in plain integers, which any target can unroll; elements are
// computed in `int`, wide enough for every intermediate value.
#ifndef ANYWARP_DEVICE_SIMD_H
#define ANYWARP_DEVICE_SIMD_H

#define ANYWARP_CLAMP(v, lo, hi) ((v) < (lo) ? (lo) : (v) > (hi) ? (hi) : (v))

// `result` is an expression of the elements x and y, stored modulo the element's size.
#define ANYWARP_MAP2(name, bits, T, result) \
    ANYWARP_DEVICE_ONLY unsigned int name(unsigned int a, unsigned int b) { \
        unsigned int r = 0; \
        for (int i = 0; i < 32; i += bits) { \
            int x = (T)(a >> i), y = (T)(b >> i); \
            r |= ((unsigned int)(result) & ((1u << bits) - 1)) << i; \
        } \
        return r; \
    }
#define ANYWARP_MAP1(name, bits, T, result) \
    ANYWARP_DEVICE_ONLY unsigned int name(unsigned int a) { \
        unsigned int r = 0; \
        for (int i = 0; i < 32; i += bits) { \
            int x = (T)(a >> i); \
            r |= ((unsigned int)(result) & ((1u << bits) - 1)) << i; \
        } \
        return r; \
    }
#define ANYWARP_SUM2(name, bits, T, result) \
    ANYWARP_DEVICE_ONLY unsigned int name(unsigned int a, unsigned int b) { \
        unsigned int r = 0; \
        for (int i = 0; i < 32; i += bits) { \
            int x = (T)(a >> i), y = (T)(b >> i); \
            r += (unsigned int)(result); \
        } \
        return r; \
    }

#define ANYWARP_SIGNED(M, name, result) M(name##2, 16, short, result) M(name##4, 8, signed char, result)
#define ANYWARP_UNSIGNED(M, name, result) M(name##2, 16, unsigned short, result) M(name##4, 8, unsigned char, result)

ANYWARP_UNSIGNED(ANYWARP_MAP2, __vadd, x + y)
ANYWARP_UNSIGNED(ANYWARP_MAP2, __vsub, x - y)
ANYWARP_UNSIGNED(ANYWARP_MAP1, __vneg, -x)
ANYWARP_SIGNED(ANYWARP_MAP1, __vabs, x < 0 ? -x : x)
ANYWARP_MAP2(__vaddss2, 16, short, ANYWARP_CLAMP(x + y, -32768, 32767))
ANYWARP_MAP2(__vaddss4, 8, signed char, ANYWARP_CLAMP(x + y, -128, 127))
ANYWARP_MAP2(__vsubss2, 16, short, ANYWARP_CLAMP(x - y, -32768, 32767))
ANYWARP_MAP2(__vsubss4, 8, signed char, ANYWARP_CLAMP(x - y, -128, 127))
ANYWARP_MAP1(__vnegss2, 16, short, ANYWARP_CLAMP(-x, -32768, 32767))
ANYWARP_MAP1(__vnegss4, 8, signed char, ANYWARP_CLAMP(-x, -128, 127))
ANYWARP_MAP1(__vabsss2, 16, short, ANYWARP_CLAMP(x < 0 ? -x : x, 0, 32767))
ANYWARP_MAP1(__vabsss4, 8, signed char, ANYWARP_CLAMP(x < 0 ? -x : x, 0, 127))
ANYWARP_MAP2(__vaddus2, 16, unsigned short, ANYWARP_CLAMP(x + y, 0, 65535))
ANYWARP_MAP2(__vaddus4, 8, unsigned char, ANYWARP_CLAMP(x + y, 0, 255))
ANYWARP_UNSIGNED(ANYWARP_MAP2, __vsubus, x > y ? x - y : 0)
ANYWARP_SIGNED(ANYWARP_MAP2, __vabsdiffs, x > y ? x - y : y - x)
ANYWARP_UNSIGNED(ANYWARP_MAP2, __vabsdiffu, x > y ? x - y : y - x)
// Averages: u and s round halves away from zero, hadd rounds down.
ANYWARP_SIGNED(ANYWARP_MAP2, __vavgs, (x + y + (x + y >= 0)) >> 1)
ANYWARP_UNSIGNED(ANYWARP_MAP2, __vavgu, (x + y + 1) >> 1)
ANYWARP_UNSIGNED(ANYWARP_MAP2, __vhaddu, (x + y) >> 1)
ANYWARP_SIGNED(ANYWARP_MAP2, __vmaxs, x > y ? x : y)
ANYWARP_UNSIGNED(ANYWARP_MAP2, __vmaxu, x > y ? x : y)
ANYWARP_SIGNED(ANYWARP_MAP2, __vmins, x < y ? x : y)
ANYWARP_UNSIGNED(ANYWARP_MAP2, __vminu, x < y ? x : y)
ANYWARP_SIGNED(ANYWARP_SUM2, __vsads, x > y ? x - y : y - x)
ANYWARP_UNSIGNED(ANYWARP_SUM2, __vsadu, x > y ? x - y : y - x)

// Comparisons: cmp gives an element of ones, set gives 1.
#define ANYWARP_COMPARE(sign, suffix, op) \
    sign(ANYWARP_MAP2, __vcmp##suffix, -(x op y)) \
    sign(ANYWARP_MAP2, __vset##suffix, x op y)
ANYWARP_COMPARE(ANYWARP_UNSIGNED, eq, ==)
ANYWARP_COMPARE(ANYWARP_UNSIGNED, ne, !=)
ANYWARP_COMPARE(ANYWARP_SIGNED, ges, >=)
ANYWARP_COMPARE(ANYWARP_SIGNED, gts, >)
ANYWARP_COMPARE(ANYWARP_SIGNED, les, <=)
ANYWARP_COMPARE(ANYWARP_SIGNED, lts, <)
ANYWARP_COMPARE(ANYWARP_UNSIGNED, geu, >=)
ANYWARP_COMPARE(ANYWARP_UNSIGNED, gtu, >)
ANYWARP_COMPARE(ANYWARP_UNSIGNED, leu, <=)
ANYWARP_COMPARE(ANYWARP_UNSIGNED, ltu, <)

#undef ANYWARP_COMPARE
#undef ANYWARP_SIGNED
#undef ANYWARP_UNSIGNED
#undef ANYWARP_MAP1
#undef ANYWARP_MAP2
#undef ANYWARP_SUM2
#undef ANYWARP_CLAMP

#endif

// DPX functions: fused minimum, maximum and addition for dynamic programming, on host and device.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "DPX". relu clamps the result at zero; x2 works on two 16-bit halves.
#ifndef ANYWARP_DEVICE_DPX_H
#define ANYWARP_DEVICE_DPX_H

#define ANYWARP_BEST(op, a, b) ((a) op (b) ? (a) : (b))

// max and min of three, of two clamped, and of a sum with a third, on whole words.
#define ANYWARP_DPX_WORD(T, s, name, op) \
    ANYWARP_BOTH T __vi##name##3_##s##32(T a, T b, T c) { return ANYWARP_BEST(op, ANYWARP_BEST(op, a, b), c); } \
    ANYWARP_BOTH T __viadd##name##_##s##32(T a, T b, T c) { \
        T sum = (T)((unsigned int)a + (unsigned int)b); \
        return ANYWARP_BEST(op, sum, c); \
    } \
    ANYWARP_BOTH T __vib##name##_##s##32(T a, T b, bool *first) { \
        *first = !(b op a); \
        return ANYWARP_BEST(op, a, b); \
    }
#define ANYWARP_DPX_RELU(name, op) \
    ANYWARP_BOTH int __vi##name##_s32_relu(int a, int b) { return ANYWARP_BEST(>, ANYWARP_BEST(op, a, b), 0); } \
    ANYWARP_BOTH int __vi##name##3_s32_relu(int a, int b, int c) { \
        return ANYWARP_BEST(>, __vi##name##3_s32(a, b, c), 0); \
    } \
    ANYWARP_BOTH int __viadd##name##_s32_relu(int a, int b, int c) { \
        return ANYWARP_BEST(>, __viadd##name##_s32(a, b, c), 0); \
    }

// The same on halves: each half goes through the word form, its sum wrapped to 16 bits.
#define ANYWARP_HALVES(T, expression) \
    unsigned int r = 0; \
    for (int i = 0; i < 32; i += 16) { \
        T x = (T)(a >> i), y = (T)(b >> i), z = (T)(c >> i); \
        T sum = (T)(x + y); \
        (void)sum; \
        (void)z; \
        T best = (T)(expression); \
        r |= (unsigned int)(unsigned short)best << i; \
    } \
    return r;
#define ANYWARP_DPX_HALF(T, s, name, op) \
    ANYWARP_BOTH unsigned int __vi##name##3_##s##16x2(unsigned int a, unsigned int b, unsigned int c) { \
        ANYWARP_HALVES(T, ANYWARP_BEST(op, ANYWARP_BEST(op, x, y), z)) \
    } \
    ANYWARP_BOTH unsigned int __viadd##name##_##s##16x2(unsigned int a, unsigned int b, unsigned int c) { \
        ANYWARP_HALVES(T, ANYWARP_BEST(op, sum, z)) \
    } \
    ANYWARP_BOTH unsigned int __vib##name##_##s##16x2(unsigned int a, unsigned int b, bool *hi, bool *lo) { \
        const unsigned int c = 0; \
        *lo = !((T)b op(T) a); \
        *hi = !((T)(b >> 16) op(T)(a >> 16)); \
        ANYWARP_HALVES(T, ANYWARP_BEST(op, x, y)) \
    }
#define ANYWARP_DPX_HALF_RELU(name, op) \
    ANYWARP_BOTH unsigned int __vi##name##_s16x2_relu(unsigned int a, unsigned int b) { \
        const unsigned int c = 0; \
        ANYWARP_HALVES(short, ANYWARP_BEST(>, ANYWARP_BEST(op, x, y), 0)) \
    } \
    ANYWARP_BOTH unsigned int __vi##name##3_s16x2_relu(unsigned int a, unsigned int b, unsigned int c) { \
        ANYWARP_HALVES(short, ANYWARP_BEST(>, ANYWARP_BEST(op, ANYWARP_BEST(op, x, y), z), 0)) \
    } \
    ANYWARP_BOTH unsigned int __viadd##name##_s16x2_relu(unsigned int a, unsigned int b, unsigned int c) { \
        ANYWARP_HALVES(short, ANYWARP_BEST(>, ANYWARP_BEST(op, sum, z), 0)) \
    }

ANYWARP_DPX_WORD(int, s, max, >)
ANYWARP_DPX_WORD(int, s, min, <)
ANYWARP_DPX_WORD(unsigned int, u, max, >)
ANYWARP_DPX_WORD(unsigned int, u, min, <)
ANYWARP_DPX_RELU(max, >)
ANYWARP_DPX_RELU(min, <)
ANYWARP_DPX_HALF(short, s, max, >)
ANYWARP_DPX_HALF(short, s, min, <)
ANYWARP_DPX_HALF(unsigned short, u, max, >)
ANYWARP_DPX_HALF(unsigned short, u, min, <)
ANYWARP_DPX_HALF_RELU(max, >)
ANYWARP_DPX_HALF_RELU(min, <)

#undef ANYWARP_BEST
#undef ANYWARP_HALVES
#undef ANYWARP_DPX_WORD
#undef ANYWARP_DPX_RELU
#undef ANYWARP_DPX_HALF
#undef ANYWARP_DPX_HALF_RELU

#endif

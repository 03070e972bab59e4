// Integer intrinsics of the CUDA Math API: bits, multiplication, averages, dot products, funnel shifts.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_DEVICE_INTEGER_H
#define ANYWARP_DEVICE_INTEGER_H

// __name(a, …) is libdevice's __nv_name(a, …).
#define ANYWARP_1(ret, name, A) \
    ANYWARP_DEVICE_ONLY ret __##name(A a) { return (ret)__nv_##name(a); }
#define ANYWARP_2(ret, name, A) \
    ANYWARP_DEVICE_ONLY ret __##name(A a, A b) { return (ret)__nv_##name(a, b); }

ANYWARP_1(unsigned int, brev, unsigned int)
ANYWARP_1(unsigned long long, brevll, unsigned long long)
ANYWARP_1(int, clz, int)
ANYWARP_1(int, clzll, long long)
ANYWARP_1(int, ffs, int)
ANYWARP_1(int, ffsll, long long)
ANYWARP_1(int, popc, unsigned int)
ANYWARP_1(int, popcll, unsigned long long)

ANYWARP_2(int, mul24, int)
ANYWARP_2(unsigned int, umul24, unsigned int)
ANYWARP_2(int, mulhi, int)
ANYWARP_2(unsigned int, umulhi, unsigned int)
ANYWARP_2(long long, mul64hi, long long)
ANYWARP_2(unsigned long long, umul64hi, unsigned long long)
ANYWARP_2(int, hadd, int)
ANYWARP_2(int, rhadd, int)
ANYWARP_2(unsigned int, uhadd, unsigned int)
ANYWARP_2(unsigned int, urhadd, unsigned int)

#undef ANYWARP_1
#undef ANYWARP_2

ANYWARP_DEVICE_ONLY unsigned int __byte_perm(unsigned int x, unsigned int y, unsigned int s) {
    return (unsigned int)__nv_byte_perm((int)x, (int)y, (int)s);
}
ANYWARP_DEVICE_ONLY unsigned int __sad(int x, int y, unsigned int z) { return (unsigned int)__nv_sad(x, y, (int)z); }
ANYWARP_DEVICE_ONLY unsigned int __usad(unsigned int x, unsigned int y, unsigned int z) {
    return (unsigned int)__nv_usad(x, y, z);
}

// Shifts of the 64-bit value hi:lo; the result is its upper (left) or lower (right) word. The plain forms take the
// shift modulo 32, the c forms clamp it to 32.
ANYWARP_DEVICE_ONLY unsigned int __funnelshift_l(unsigned int lo, unsigned int hi, unsigned int shift) {
    return (unsigned int)(((((unsigned long long)hi << 32) | lo) << (shift & 31)) >> 32);
}
ANYWARP_DEVICE_ONLY unsigned int __funnelshift_lc(unsigned int lo, unsigned int hi, unsigned int shift) {
    return (unsigned int)(((((unsigned long long)hi << 32) | lo) << (shift < 32 ? shift : 32)) >> 32);
}
ANYWARP_DEVICE_ONLY unsigned int __funnelshift_r(unsigned int lo, unsigned int hi, unsigned int shift) {
    return (unsigned int)((((unsigned long long)hi << 32) | lo) >> (shift & 31));
}
ANYWARP_DEVICE_ONLY unsigned int __funnelshift_rc(unsigned int lo, unsigned int hi, unsigned int shift) {
    return (unsigned int)((((unsigned long long)hi << 32) | lo) >> (shift < 32 ? shift : 32));
}

// Dot products of packed bytes, sm_61 and later: c plus the sum of four products, or of two 16-bit by 8-bit ones.
#define ANYWARP_BYTE(word, type, i) ((int)(type)((unsigned int)(word) >> (8 * (i))))
#define ANYWARP_HALF(word, type, i) ((int)(type)((unsigned int)(word) >> (16 * (i))))
#define ANYWARP_DOT(T, byte, half) \
    ANYWARP_DEVICE_ONLY T __dp4a(T a, T b, T c) { \
        return (T)((unsigned int)c + (unsigned int)(ANYWARP_BYTE(a, byte, 0) * ANYWARP_BYTE(b, byte, 0) \
            + ANYWARP_BYTE(a, byte, 1) * ANYWARP_BYTE(b, byte, 1) + ANYWARP_BYTE(a, byte, 2) * ANYWARP_BYTE(b, byte, 2) \
            + ANYWARP_BYTE(a, byte, 3) * ANYWARP_BYTE(b, byte, 3))); \
    } \
    ANYWARP_DEVICE_ONLY T __dp2a_lo(T a, T b, T c) { \
        return (T)((unsigned int)c + (unsigned int)(ANYWARP_HALF(a, half, 0) * ANYWARP_BYTE(b, byte, 0)) \
            + (unsigned int)(ANYWARP_HALF(a, half, 1) * ANYWARP_BYTE(b, byte, 1))); \
    } \
    ANYWARP_DEVICE_ONLY T __dp2a_hi(T a, T b, T c) { \
        return (T)((unsigned int)c + (unsigned int)(ANYWARP_HALF(a, half, 0) * ANYWARP_BYTE(b, byte, 2)) \
            + (unsigned int)(ANYWARP_HALF(a, half, 1) * ANYWARP_BYTE(b, byte, 3))); \
    }

ANYWARP_DOT(int, signed char, short)
ANYWARP_DOT(unsigned int, unsigned char, unsigned short)

#undef ANYWARP_DOT
#undef ANYWARP_BYTE
#undef ANYWARP_HALF

// The same on the built-in vector types.
#define ANYWARP_WORD4(v) \
    ((unsigned int)(unsigned char)(v).x | (unsigned int)(unsigned char)(v).y << 8 \
        | (unsigned int)(unsigned char)(v).z << 16 | (unsigned int)(unsigned char)(v).w << 24)
#define ANYWARP_WORD2(v) ((unsigned int)(unsigned short)(v).x | (unsigned int)(unsigned short)(v).y << 16)

ANYWARP_DEVICE_ONLY int __dp4a(char4 a, char4 b, int c) { return __dp4a((int)ANYWARP_WORD4(a), (int)ANYWARP_WORD4(b), c); }
ANYWARP_DEVICE_ONLY unsigned int __dp4a(uchar4 a, uchar4 b, unsigned int c) {
    return __dp4a(ANYWARP_WORD4(a), ANYWARP_WORD4(b), c);
}
ANYWARP_DEVICE_ONLY int __dp2a_lo(short2 a, char4 b, int c) {
    return __dp2a_lo((int)ANYWARP_WORD2(a), (int)ANYWARP_WORD4(b), c);
}
ANYWARP_DEVICE_ONLY unsigned int __dp2a_lo(ushort2 a, uchar4 b, unsigned int c) {
    return __dp2a_lo(ANYWARP_WORD2(a), ANYWARP_WORD4(b), c);
}
ANYWARP_DEVICE_ONLY int __dp2a_hi(short2 a, char4 b, int c) {
    return __dp2a_hi((int)ANYWARP_WORD2(a), (int)ANYWARP_WORD4(b), c);
}
ANYWARP_DEVICE_ONLY unsigned int __dp2a_hi(ushort2 a, uchar4 b, unsigned int c) {
    return __dp2a_hi(ANYWARP_WORD2(a), ANYWARP_WORD4(b), c);
}

#undef ANYWARP_WORD4
#undef ANYWARP_WORD2

// Legacy names that CUDA still accepts.
ANYWARP_DEVICE_ONLY int mul24(int a, int b) { return __mul24(a, b); }
ANYWARP_DEVICE_ONLY unsigned int umul24(unsigned int a, unsigned int b) { return __umul24(a, b); }
ANYWARP_DEVICE_ONLY int mulhi(int a, int b) { return __mulhi(a, b); }
ANYWARP_DEVICE_ONLY unsigned int mulhi(unsigned int a, unsigned int b) { return __umulhi(a, b); }
ANYWARP_DEVICE_ONLY unsigned int mulhi(int a, unsigned int b) { return __umulhi((unsigned int)a, b); }
ANYWARP_DEVICE_ONLY unsigned int mulhi(unsigned int a, int b) { return __umulhi(a, (unsigned int)b); }
ANYWARP_DEVICE_ONLY unsigned int umulhi(unsigned int a, unsigned int b) { return __umulhi(a, b); }
ANYWARP_DEVICE_ONLY long long mul64hi(long long a, long long b) { return __mul64hi(a, b); }
ANYWARP_DEVICE_ONLY unsigned long long mul64hi(unsigned long long a, unsigned long long b) { return __umul64hi(a, b); }
ANYWARP_DEVICE_ONLY unsigned long long umul64hi(unsigned long long a, unsigned long long b) { return __umul64hi(a, b); }

#endif

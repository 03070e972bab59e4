// Arithmetic and comparison of a 16-bit type and of pairs: included once per format, see types.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA Math API, "Half Arithmetic Functions", "Half Comparison Functions" and their forms for pairs and bfloat16.
// Every operation rounds once, to nearest even; `*_rn` differ from the others for compilers that contract those.

#define ANYWARP_MAKE(bits) __anywarp_half::make(ANYWARP_F(), bits)
#define ANYWARP_BITS(a) __anywarp_half::bits_of(a)

// name and name2 from an operation on bits. `pair` is the pair's name.
#define ANYWARP_1(name, pair, operation) \
    ANYWARP_HALF ANYWARP_T name(const ANYWARP_T a) { \
        const __anywarp_half::u16 p = ANYWARP_BITS(a); \
        return ANYWARP_MAKE((__anywarp_half::u16)(operation)); \
    } \
    ANYWARP_HALF ANYWARP_T2 pair(const ANYWARP_T2 a) { return ANYWARP_T2(name(a.x), name(a.y)); }
#define ANYWARP_2(name, pair, operation) \
    ANYWARP_HALF ANYWARP_T name(const ANYWARP_T a, const ANYWARP_T b) { \
        const __anywarp_half::u16 p = ANYWARP_BITS(a), q = ANYWARP_BITS(b); \
        return ANYWARP_MAKE(__anywarp_half::operation); \
    } \
    ANYWARP_HALF ANYWARP_T2 pair(const ANYWARP_T2 a, const ANYWARP_T2 b) { \
        return ANYWARP_T2(name(a.x, b.x), name(a.y, b.y)); \
    }
#define ANYWARP_3(name, pair, operation) \
    ANYWARP_HALF ANYWARP_T name(const ANYWARP_T a, const ANYWARP_T b, const ANYWARP_T c) { \
        const __anywarp_half::u16 r = ANYWARP_F::fma(ANYWARP_BITS(a), ANYWARP_BITS(b), ANYWARP_BITS(c)); \
        return ANYWARP_MAKE(operation); \
    } \
    ANYWARP_HALF ANYWARP_T2 pair(const ANYWARP_T2 a, const ANYWARP_T2 b, const ANYWARP_T2 c) { \
        return ANYWARP_T2(name(a.x, b.x, c.x), name(a.y, b.y, c.y)); \
    }

ANYWARP_1(__habs, __habs2, __anywarp_half::canonical<ANYWARP_F>(p & 0x7fff))
ANYWARP_1(__hneg, __hneg2, __anywarp_half::canonical<ANYWARP_F>(p ^ 0x8000))
ANYWARP_2(__hadd, __hadd2, add<ANYWARP_F>(p, q))
ANYWARP_2(__hsub, __hsub2, subtract<ANYWARP_F>(p, q))
ANYWARP_2(__hmul, __hmul2, multiply<ANYWARP_F>(p, q))
ANYWARP_2(__hadd_rn, __hadd2_rn, add<ANYWARP_F>(p, q))
ANYWARP_2(__hsub_rn, __hsub2_rn, subtract<ANYWARP_F>(p, q))
ANYWARP_2(__hmul_rn, __hmul2_rn, multiply<ANYWARP_F>(p, q))
ANYWARP_2(__hdiv, __h2div, divide<ANYWARP_F>(p, q))
ANYWARP_2(__hadd_sat, __hadd2_sat, saturate<ANYWARP_F>(__anywarp_half::add<ANYWARP_F>(p, q)))
ANYWARP_2(__hsub_sat, __hsub2_sat, saturate<ANYWARP_F>(__anywarp_half::subtract<ANYWARP_F>(p, q)))
ANYWARP_2(__hmul_sat, __hmul2_sat, saturate<ANYWARP_F>(__anywarp_half::multiply<ANYWARP_F>(p, q)))
ANYWARP_3(__hfma, __hfma2, r)
ANYWARP_3(__hfma_sat, __hfma2_sat, __anywarp_half::saturate<ANYWARP_F>(r))
ANYWARP_3(__hfma_relu, __hfma2_relu, __anywarp_half::rectify<ANYWARP_F>(r))
ANYWARP_2(__hmax, __hmax2, maximum<ANYWARP_F>(p, q))
ANYWARP_2(__hmin, __hmin2, minimum<ANYWARP_F>(p, q))
ANYWARP_2(__hmax_nan, __hmax2_nan, maximum_nan<ANYWARP_F>(p, q))
ANYWARP_2(__hmin_nan, __hmin2_nan, minimum_nan<ANYWARP_F>(p, q))

// a * b + c of complex numbers (real part in x).
ANYWARP_HALF ANYWARP_T2 __hcmadd(const ANYWARP_T2 a, const ANYWARP_T2 b, const ANYWARP_T2 c) {
    const ANYWARP_T real = __hfma(a.x, b.x, c.x), imaginary = __hfma(a.x, b.y, c.y);
    return ANYWARP_T2(__hfma(__hneg(a.y), b.y, real), __hfma(a.y, b.x, imaginary));
}

ANYWARP_HALF bool __hisnan(const ANYWARP_T a) { return __anywarp_half::is_nan<ANYWARP_F>(ANYWARP_BITS(a)); }
// 1 for +infinity, -1 for -infinity.
ANYWARP_HALF int __hisinf(const ANYWARP_T a) {
    const __anywarp_half::u16 p = ANYWARP_BITS(a);
    return (p & 0x7fff) != ANYWARP_F::infinity ? 0 : p & 0x8000 ? -1 : 1;
}
ANYWARP_HALF ANYWARP_T2 __hisnan2(const ANYWARP_T2 a) {
    return ANYWARP_T2(ANYWARP_MAKE(__hisnan(a.x) ? (__anywarp_half::u16)ANYWARP_F::one : (__anywarp_half::u16)0),
        ANYWARP_MAKE(__hisnan(a.y) ? (__anywarp_half::u16)ANYWARP_F::one : (__anywarp_half::u16)0));
}

// __hX, __hXu (true for NaN) and for pairs: 1 or 0 in each half, both halves as a bool, 0xffff or 0 in each half.
#define ANYWARP_COMPARE_ONE(name, condition) \
    ANYWARP_HALF bool __h##name(const ANYWARP_T a, const ANYWARP_T b) { \
        const __anywarp_half::u16 p = ANYWARP_BITS(a), q = ANYWARP_BITS(b); \
        return condition; \
    } \
    ANYWARP_HALF bool __hb##name##2(const ANYWARP_T2 a, const ANYWARP_T2 b) { \
        return __h##name(a.x, b.x) && __h##name(a.y, b.y); \
    } \
    ANYWARP_HALF ANYWARP_T2 __h##name##2(const ANYWARP_T2 a, const ANYWARP_T2 b) { \
        return ANYWARP_T2(ANYWARP_MAKE((__anywarp_half::u16)(__h##name(a.x, b.x) ? (int)ANYWARP_F::one : 0)), \
            ANYWARP_MAKE((__anywarp_half::u16)(__h##name(a.y, b.y) ? (int)ANYWARP_F::one : 0))); \
    } \
    ANYWARP_HALF unsigned int __h##name##2_mask(const ANYWARP_T2 a, const ANYWARP_T2 b) { \
        return (__h##name(a.x, b.x) ? 0xffffu : 0) | (__h##name(a.y, b.y) ? 0xffff0000u : 0); \
    }
#define ANYWARP_COMPARE(name, relation) \
    ANYWARP_COMPARE_ONE(name, __anywarp_half::relation) \
    ANYWARP_COMPARE_ONE(name##u, !__anywarp_half::is_ordered<ANYWARP_F>(p, q) || __anywarp_half::relation)
ANYWARP_COMPARE(eq, equal<ANYWARP_F>(p, q))
ANYWARP_COMPARE(ne, different<ANYWARP_F>(p, q))
ANYWARP_COMPARE(lt, less<ANYWARP_F>(p, q))
ANYWARP_COMPARE(le, not_above<ANYWARP_F>(p, q))
ANYWARP_COMPARE(gt, less<ANYWARP_F>(q, p))
ANYWARP_COMPARE(ge, not_above<ANYWARP_F>(q, p))

#undef ANYWARP_COMPARE
#undef ANYWARP_COMPARE_ONE
#undef ANYWARP_1
#undef ANYWARP_2
#undef ANYWARP_3
#undef ANYWARP_BITS
#undef ANYWARP_MAKE

// Conversions of a 16-bit type and data movement within pairs: included once per format, see types.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA Math API, "Half Precision Conversion and Data Movement". The includer names the functions: ANYWARP_FROM(int_rn)
// is __half2int_rn, ANYWARP_TO(int, _rn) is __int2half_rn, and so on; ANYWARP_PAIR is half2 within names.

#define ANYWARP_MAKE(bits) __anywarp_half::make(ANYWARP_F(), bits)
#define ANYWARP_BITS(a) __anywarp_half::bits_of(a)

ANYWARP_HALF float ANYWARP_FROM(float)(const ANYWARP_T a) { return ANYWARP_F::widen(ANYWARP_BITS(a)); }
ANYWARP_HALF ANYWARP_T ANYWARP_TO(float, )(const float a) { return ANYWARP_MAKE(ANYWARP_F::narrow(a)); }
ANYWARP_HALF ANYWARP_T ANYWARP_TO(double, )(const double a) {
    return ANYWARP_MAKE(__anywarp_half::narrow_double<ANYWARP_F>(a));
}

#define ANYWARP_INTEGER(suffix, mode, name, type, Wide) \
    ANYWARP_HALF type ANYWARP_FROM(name##suffix)(const ANYWARP_T a) { \
        return __anywarp_half::to_integer<type, __anywarp_half::mode>(ANYWARP_F::widen(ANYWARP_BITS(a))); \
    } \
    ANYWARP_HALF ANYWARP_T ANYWARP_TO(name, suffix)(const type a) { \
        return ANYWARP_MAKE(ANYWARP_F::narrow<__anywarp_half::mode>(__anywarp_half::to_odd((Wide)a))); \
    }
#define ANYWARP_MODE(suffix, mode) \
    ANYWARP_HALF ANYWARP_T ANYWARP_TO(float, suffix)(const float a) { \
        return ANYWARP_MAKE(ANYWARP_F::narrow<__anywarp_half::mode>(a)); \
    } \
    ANYWARP_INTEGER(suffix, mode, short, short int, int) \
    ANYWARP_INTEGER(suffix, mode, ushort, unsigned short int, unsigned int) \
    ANYWARP_INTEGER(suffix, mode, int, int, int) \
    ANYWARP_INTEGER(suffix, mode, uint, unsigned int, unsigned int) \
    ANYWARP_INTEGER(suffix, mode, ll, long long int, long long int) \
    ANYWARP_INTEGER(suffix, mode, ull, unsigned long long int, unsigned long long int)
ANYWARP_MODE(_rn, RN)
ANYWARP_MODE(_rz, RZ)
ANYWARP_MODE(_rd, RD)
ANYWARP_MODE(_ru, RU)
#undef ANYWARP_MODE
#undef ANYWARP_INTEGER
ANYWARP_HALF signed char ANYWARP_FROM(char_rz)(const ANYWARP_T a) {
    return __anywarp_half::to_integer<signed char, __anywarp_half::RZ>(ANYWARP_F::widen(ANYWARP_BITS(a)));
}
ANYWARP_HALF unsigned char ANYWARP_FROM(uchar_rz)(const ANYWARP_T a) {
    return __anywarp_half::to_integer<unsigned char, __anywarp_half::RZ>(ANYWARP_F::widen(ANYWARP_BITS(a)));
}

ANYWARP_HALF short int ANYWARP_AS(short)(const ANYWARP_T a) { return (short int)ANYWARP_BITS(a); }
ANYWARP_HALF unsigned short int ANYWARP_AS(ushort)(const ANYWARP_T a) { return ANYWARP_BITS(a); }
ANYWARP_HALF ANYWARP_T ANYWARP_OF(short)(const short int a) { return ANYWARP_MAKE((unsigned short)a); }
ANYWARP_HALF ANYWARP_T ANYWARP_OF(ushort)(const unsigned short int a) { return ANYWARP_MAKE(a); }

ANYWARP_HALF ANYWARP_T2 ANYWARP_TO2(float, _rn)(const float a) {
    const ANYWARP_T both = ANYWARP_TO(float, )(a);
    return ANYWARP_T2(both, both);
}
ANYWARP_HALF ANYWARP_T2 ANYWARP_TO2(floats, _rn)(const float a, const float b) {
    return ANYWARP_T2(ANYWARP_TO(float, )(a), ANYWARP_TO(float, )(b));
}
ANYWARP_HALF ANYWARP_T2 ANYWARP_TO2(float2, _rn)(const float2 a) {
    return ANYWARP_T2(ANYWARP_TO(float, )(a.x), ANYWARP_TO(float, )(a.y));
}
ANYWARP_HALF float2 ANYWARP_FROM2(float2)(const ANYWARP_T2 a) {
    float2 r;
    r.x = ANYWARP_FROM(float)(a.x);
    r.y = ANYWARP_FROM(float)(a.y);
    return r;
}
ANYWARP_HALF float __low2float(const ANYWARP_T2 a) { return ANYWARP_FROM(float)(a.x); }
ANYWARP_HALF float __high2float(const ANYWARP_T2 a) { return ANYWARP_FROM(float)(a.y); }

ANYWARP_HALF ANYWARP_T2 ANYWARP_FROM(ANYWARP_PAIR)(const ANYWARP_T a) { return ANYWARP_T2(a, a); }
ANYWARP_HALF ANYWARP_T2 ANYWARP_HALVES(halves)(const ANYWARP_T a, const ANYWARP_T b) { return ANYWARP_T2(a, b); }
ANYWARP_HALF ANYWARP_T2 ANYWARP_MAKE2(const ANYWARP_T a, const ANYWARP_T b) { return ANYWARP_T2(a, b); }
ANYWARP_HALF ANYWARP_T2 __lowhigh2highlow(const ANYWARP_T2 a) { return ANYWARP_T2(a.y, a.x); }
ANYWARP_HALF ANYWARP_T2 ANYWARP_HALVES(lows)(const ANYWARP_T2 a, const ANYWARP_T2 b) { return ANYWARP_T2(a.x, b.x); }
ANYWARP_HALF ANYWARP_T2 ANYWARP_HALVES(highs)(const ANYWARP_T2 a, const ANYWARP_T2 b) { return ANYWARP_T2(a.y, b.y); }
ANYWARP_HALF ANYWARP_T2 ANYWARP_HALVES(low)(const ANYWARP_T2 a) { return ANYWARP_T2(a.x, a.x); }
ANYWARP_HALF ANYWARP_T2 ANYWARP_HALVES(high)(const ANYWARP_T2 a) { return ANYWARP_T2(a.y, a.y); }
ANYWARP_HALF ANYWARP_T ANYWARP_TO(low, )(const ANYWARP_T2 a) { return a.x; }
ANYWARP_HALF ANYWARP_T ANYWARP_TO(high, )(const ANYWARP_T2 a) { return a.y; }

#undef ANYWARP_BITS
#undef ANYWARP_MAKE

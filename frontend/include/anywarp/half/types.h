// The types of a 16-bit format: included once for __half and once for __nv_bfloat16, without an include guard.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The includer defines ANYWARP_T, ANYWARP_T2, ANYWARP_RAW, ANYWARP_RAW2 (names of types), ANYWARP_F (the format) and,
// if the program does not forbid them, ANYWARP_CONVERSIONS. Members are those of the CUDA Math API, "Data types".

#define ANYWARP_MEMBER __host__ __device__ __forceinline__

struct __align__(2) ANYWARP_RAW {
    unsigned short x;
};
struct __align__(4) ANYWARP_RAW2 {
    unsigned short x, y;
};

struct __align__(2) ANYWARP_T {
  protected:
    unsigned short __x;

  public:
    ANYWARP_T() = default;
    ANYWARP_MEMBER constexpr ANYWARP_T(const ANYWARP_RAW &raw) : __x(raw.x) {}
    ANYWARP_MEMBER ANYWARP_T &operator=(const ANYWARP_RAW &raw) { return __x = raw.x, *this; }
    ANYWARP_MEMBER volatile ANYWARP_T &operator=(const ANYWARP_RAW &raw) volatile { return __x = raw.x, *this; }
    ANYWARP_MEMBER volatile ANYWARP_T &operator=(const volatile ANYWARP_RAW &raw) volatile {
        return __x = raw.x, *this;
    }
    ANYWARP_MEMBER constexpr operator ANYWARP_RAW() const { return ANYWARP_RAW{__x}; }
    ANYWARP_MEMBER operator ANYWARP_RAW() const volatile { return ANYWARP_RAW{__x}; }
    // The other 16-bit format goes through binary32, which both are part of.
    ANYWARP_MEMBER explicit ANYWARP_T(const ANYWARP_OTHER value);

#ifdef ANYWARP_CONVERSIONS
    ANYWARP_MEMBER ANYWARP_T(const float value) : __x(ANYWARP_F::narrow(value)) {}
    ANYWARP_MEMBER ANYWARP_T(const double value) : __x(ANYWARP_F::narrow(__anywarp_half::to_odd(value))) {}
    ANYWARP_MEMBER operator float() const { return ANYWARP_F::widen(__x); }
    ANYWARP_MEMBER ANYWARP_T &operator=(const float value) { return __x = ANYWARP_F::narrow(value), *this; }
    ANYWARP_MEMBER ANYWARP_T &operator=(const double value) { return *this = ANYWARP_T(value); }

#define ANYWARP_INTEGER(type, Wide) \
    ANYWARP_MEMBER ANYWARP_T(const type value) : __x(ANYWARP_F::narrow(__anywarp_half::to_odd((Wide)value))) {} \
    ANYWARP_MEMBER operator type() const { \
        return __anywarp_half::to_integer<type, __anywarp_half::RZ>(ANYWARP_F::widen(__x)); \
    } \
    ANYWARP_MEMBER ANYWARP_T &operator=(const type value) { return *this = ANYWARP_T(value); }
    ANYWARP_INTEGER(short, int)
    ANYWARP_INTEGER(unsigned short, unsigned int)
    ANYWARP_INTEGER(int, int)
    ANYWARP_INTEGER(unsigned int, unsigned int)
    ANYWARP_INTEGER(long, long long)
    ANYWARP_INTEGER(unsigned long, unsigned long long)
    ANYWARP_INTEGER(long long, long long)
    ANYWARP_INTEGER(unsigned long long, unsigned long long)
#undef ANYWARP_INTEGER
#define ANYWARP_INTEGER(type) \
    ANYWARP_MEMBER operator type() const { \
        return __anywarp_half::to_integer<type, __anywarp_half::RZ>(ANYWARP_F::widen(__x)); \
    }
    ANYWARP_INTEGER(signed char)
    ANYWARP_INTEGER(unsigned char)
    ANYWARP_INTEGER(char)
#undef ANYWARP_INTEGER
    ANYWARP_MEMBER constexpr operator bool() const { return (__x & 0x7fff) != 0; }
#endif
};

struct __align__(4) ANYWARP_T2 {
    ANYWARP_T x;
    ANYWARP_T y;

    ANYWARP_T2() = default;
    ANYWARP_MEMBER constexpr ANYWARP_T2(const ANYWARP_T &low, const ANYWARP_T &high) : x(low), y(high) {}
    ANYWARP_MEMBER ANYWARP_T2(const ANYWARP_RAW2 &raw) : x(ANYWARP_RAW{raw.x}), y(ANYWARP_RAW{raw.y}) {}
    ANYWARP_MEMBER operator ANYWARP_RAW2() const {
        return ANYWARP_RAW2{static_cast<ANYWARP_RAW>(x).x, static_cast<ANYWARP_RAW>(y).x};
    }
};

namespace __anywarp_half {
ANYWARP_HALF u16 bits_of(ANYWARP_T a) { return static_cast<ANYWARP_RAW>(a).x; }
// Which type a function is for, where its parameters do not say so.
ANYWARP_HALF ANYWARP_T make(ANYWARP_F, u16 bits) { return ANYWARP_T(ANYWARP_RAW{bits}); }
} // namespace __anywarp_half

#undef ANYWARP_MEMBER

// Device functions of a 16-bit type: math, shuffles, atomics. Included once per format, see types.h.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA Math API, "Half Math Functions"; CUDA C++ Programming Guide, "Warp Shuffle Functions", "atomicAdd()".

#define ANYWARP_DEVICE static __device__ __forceinline__
#define ANYWARP_MAKE(bits) __anywarp_half::make(ANYWARP_F(), bits)
#define ANYWARP_BITS(a) __anywarp_half::bits_of(a)

// hNAME and h2NAME: the function of binary32, rounded, which is the function rounded but for what corrections.h lists.
#define ANYWARP_MATH(name, function) \
    ANYWARP_DEVICE ANYWARP_T h##name(const ANYWARP_T a) { \
        const __anywarp_half::u16 p = ANYWARP_BITS(a); \
        const float x = ANYWARP_F::widen(p); \
        return ANYWARP_MAKE(__anywarp_half::correct_##name(ANYWARP_F(), p, ANYWARP_F::narrow(function))); \
    } \
    ANYWARP_DEVICE ANYWARP_T2 h2##name(const ANYWARP_T2 a) { return ANYWARP_T2(h##name(a.x), h##name(a.y)); }
#define ANYWARP_MATH_EXACT(name, function) \
    ANYWARP_DEVICE ANYWARP_T h##name(const ANYWARP_T a) { \
        const __anywarp_half::u16 p = ANYWARP_BITS(a); \
        const float x = ANYWARP_F::widen(p); \
        return ANYWARP_MAKE(ANYWARP_F::narrow(function)); \
    } \
    ANYWARP_DEVICE ANYWARP_T2 h2##name(const ANYWARP_T2 a) { return ANYWARP_T2(h##name(a.x), h##name(a.y)); }
// Mesa takes a square root for positive, -0 too, and drops what clears its sign.
ANYWARP_MATH_EXACT(sqrt, (p & 0x7fff) == 0 ? x : __nv_fsqrt_rn(x))
ANYWARP_MATH_EXACT(rsqrt, __nv_fdiv_rn(1.0f, __nv_fsqrt_rn(x)))
ANYWARP_MATH_EXACT(rcp, __nv_fdiv_rn(1.0f, x))
ANYWARP_MATH(sin, __nv_sinf(x))
ANYWARP_MATH(cos, __nv_cosf(x))
ANYWARP_MATH(exp, __nv_expf(x))
ANYWARP_MATH(exp2, __nv_exp2f(x))
ANYWARP_MATH(exp10, __nv_exp10f(x))
ANYWARP_MATH(log, __nv_logf(x))
ANYWARP_MATH_EXACT(log2, __nv_log2f(x))
ANYWARP_MATH(log10, __nv_log10f(x))
ANYWARP_MATH_EXACT(tanh, __nv_tanhf(x))
ANYWARP_MATH_EXACT(tanh_approx, __nv_tanhf(x))
ANYWARP_MATH_EXACT(ceil, __builtin_ceilf(x))
ANYWARP_MATH_EXACT(floor, __builtin_floorf(x))
ANYWARP_MATH_EXACT(trunc, __builtin_truncf(x))
ANYWARP_MATH_EXACT(rint, __builtin_rintf(x))
#undef ANYWARP_MATH
#undef ANYWARP_MATH_EXACT

#define ANYWARP_SHUFFLE(name, Lane) \
    ANYWARP_DEVICE ANYWARP_T name(const unsigned int mask, const ANYWARP_T value, const Lane lane, \
        const int width = 32) { \
        return ANYWARP_MAKE((unsigned short)name(mask, (unsigned int)ANYWARP_BITS(value), lane, width)); \
    } \
    ANYWARP_DEVICE ANYWARP_T2 name(const unsigned int mask, const ANYWARP_T2 value, const Lane lane, \
        const int width = 32) { \
        const unsigned int word = ANYWARP_BITS(value.x) | (unsigned int)ANYWARP_BITS(value.y) << 16; \
        const unsigned int got = name(mask, word, lane, width); \
        return ANYWARP_T2(ANYWARP_MAKE((unsigned short)got), ANYWARP_MAKE((unsigned short)(got >> 16))); \
    }
ANYWARP_SHUFFLE(__shfl_sync, int)
ANYWARP_SHUFFLE(__shfl_up_sync, unsigned int)
ANYWARP_SHUFFLE(__shfl_down_sync, unsigned int)
ANYWARP_SHUFFLE(__shfl_xor_sync, int)
#undef ANYWARP_SHUFFLE

// Compare-and-swap: a pair is added whole, which CUDA does not promise but allows.
ANYWARP_DEVICE ANYWARP_T atomicAdd(ANYWARP_T *const address, const ANYWARP_T value) {
    unsigned short *const place = (unsigned short *)address;
    unsigned short seen = __scoped_atomic_load_n(place, __ATOMIC_RELAXED, __MEMORY_SCOPE_DEVICE);
    for (;;) {
        const unsigned short sum = __anywarp_half::add<ANYWARP_F>(seen, ANYWARP_BITS(value));
        if (__scoped_atomic_compare_exchange_n(place, &seen, sum, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED,
                __MEMORY_SCOPE_DEVICE))
            return ANYWARP_MAKE(seen);
    }
}
ANYWARP_DEVICE ANYWARP_T2 atomicAdd(ANYWARP_T2 *const address, const ANYWARP_T2 value) {
    unsigned int *const place = (unsigned int *)address;
    unsigned int seen = __scoped_atomic_load_n(place, __ATOMIC_RELAXED, __MEMORY_SCOPE_DEVICE);
    for (;;) {
        const unsigned short low = __anywarp_half::add<ANYWARP_F>((unsigned short)seen, ANYWARP_BITS(value.x));
        const unsigned short high =
            __anywarp_half::add<ANYWARP_F>((unsigned short)(seen >> 16), ANYWARP_BITS(value.y));
        const unsigned int sum = low | (unsigned int)high << 16;
        if (__scoped_atomic_compare_exchange_n(place, &seen, sum, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED,
                __MEMORY_SCOPE_DEVICE))
            return ANYWARP_T2(ANYWARP_MAKE((unsigned short)seen), ANYWARP_MAKE((unsigned short)(seen >> 16)));
    }
}

#undef ANYWARP_BITS
#undef ANYWARP_MAKE
#undef ANYWARP_DEVICE

// Warp functions: shuffles, votes, match, reduce.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Warp Shuffle Functions" and following.
#ifndef ANYWARP_DEVICE_WARP_H
#define ANYWARP_DEVICE_WARP_H

ANYWARP_DEVICE_ONLY void __syncwarp(unsigned int mask = 0xffffffff) { __nvvm_bar_warp_sync(mask); }
ANYWARP_DEVICE_ONLY int __all_sync(unsigned int mask, int predicate) { return __nvvm_vote_all_sync(mask, predicate); }
ANYWARP_DEVICE_ONLY int __any_sync(unsigned int mask, int predicate) { return __nvvm_vote_any_sync(mask, predicate); }
ANYWARP_DEVICE_ONLY int __uni_sync(unsigned int mask, int predicate) { return __nvvm_vote_uni_sync(mask, predicate); }
ANYWARP_DEVICE_ONLY unsigned int __ballot_sync(unsigned int mask, int predicate) {
    return __nvvm_vote_ballot_sync(mask, predicate);
}
ANYWARP_DEVICE_ONLY unsigned int __activemask(void) { return __nvvm_activemask(); }

// The offset-th set bit of `mask` counted from bit `base` (upwards if positive), or 0xffffffff if there is none.
ANYWARP_DEVICE_ONLY unsigned int __fns(unsigned int mask, unsigned int base, int offset) {
    unsigned int found = 0xffffffff;
    if (offset == 0)
        return (mask >> (base & 31)) & 1 ? base & 31 : found;
    int step = offset > 0 ? 1 : -1;
    int left = offset > 0 ? offset : -offset;
    for (int bit = (int)(base & 31); bit >= 0 && bit < 32 && left > 0; bit += step) {
        if ((mask >> bit) & 1) {
            --left;
            found = left == 0 ? (unsigned int)bit : found;
        }
    }
    return found;
}

// The third operand of shfl: upper bits of the segment mask at bit 8, clamp at bit 0 (PTX ISA, shfl.sync).
#define ANYWARP_SHUFFLE_C(width, clamp) (((32 - (width)) << 8) | (clamp))

// One shuffle for all types: 32-bit ones directly, 64-bit ones in two halves.
#define ANYWARP_SHUFFLE_WORD(name, _Tp, Lane, builtin, clamp) \
    ANYWARP_DEVICE_ONLY _Tp name(unsigned int mask, _Tp value, Lane lane, int width = 32) { \
        return (_Tp)builtin(mask, (int)value, (int)lane, ANYWARP_SHUFFLE_C(width, clamp)); \
    }
#define ANYWARP_SHUFFLE_LONG(name, _Tp, Lane, builtin, clamp) \
    ANYWARP_DEVICE_ONLY _Tp name(unsigned int mask, _Tp value, Lane lane, int width = 32) { \
        unsigned long long bits = (unsigned long long)value; \
        int c = ANYWARP_SHUFFLE_C(width, clamp); \
        unsigned int lo = (unsigned int)builtin(mask, (int)(unsigned int)bits, (int)lane, c); \
        if (sizeof(_Tp) == 4) \
            return (_Tp)lo; \
        unsigned int hi = (unsigned int)builtin(mask, (int)(unsigned int)(bits >> 32), (int)lane, c); \
        return (_Tp)(((unsigned long long)hi << 32) | lo); \
    }
#define ANYWARP_SHUFFLE(name, Lane, builtin, clamp) \
    ANYWARP_SHUFFLE_WORD(name, int, Lane, builtin##_i32, clamp) \
    ANYWARP_SHUFFLE_WORD(name, unsigned int, Lane, builtin##_i32, clamp) \
    ANYWARP_SHUFFLE_LONG(name, long, Lane, builtin##_i32, clamp) \
    ANYWARP_SHUFFLE_LONG(name, unsigned long, Lane, builtin##_i32, clamp) \
    ANYWARP_SHUFFLE_LONG(name, long long, Lane, builtin##_i32, clamp) \
    ANYWARP_SHUFFLE_LONG(name, unsigned long long, Lane, builtin##_i32, clamp) \
    ANYWARP_DEVICE_ONLY float name(unsigned int mask, float value, Lane lane, int width = 32) { \
        return builtin##_f32(mask, value, (int)lane, ANYWARP_SHUFFLE_C(width, clamp)); \
    } \
    ANYWARP_DEVICE_ONLY double name(unsigned int mask, double value, Lane lane, int width = 32) { \
        return __longlong_as_double(name(mask, __double_as_longlong(value), lane, width)); \
    }

ANYWARP_SHUFFLE(__shfl_sync, int, __nvvm_shfl_sync_idx, 0x1f)
ANYWARP_SHUFFLE(__shfl_up_sync, unsigned int, __nvvm_shfl_sync_up, 0)
ANYWARP_SHUFFLE(__shfl_down_sync, unsigned int, __nvvm_shfl_sync_down, 0x1f)
ANYWARP_SHUFFLE(__shfl_xor_sync, int, __nvvm_shfl_sync_bfly, 0x1f)

#undef ANYWARP_SHUFFLE
#undef ANYWARP_SHUFFLE_WORD
#undef ANYWARP_SHUFFLE_LONG
#undef ANYWARP_SHUFFLE_C

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ < 700
// The forms without a mask, for the threads that are active; nvcc has them below compute capability 7.0 only.
ANYWARP_DEVICE_ONLY int __all(int predicate) { return __all_sync(__activemask(), predicate); }
ANYWARP_DEVICE_ONLY int __any(int predicate) { return __any_sync(__activemask(), predicate); }
ANYWARP_DEVICE_ONLY unsigned int __ballot(int predicate) { return __ballot_sync(__activemask(), predicate); }
#define ANYWARP_SHUFFLE(name, Lane) \
    template <class _Tp> ANYWARP_DEVICE_ONLY _Tp name(_Tp value, Lane lane, int width = 32) { \
        return name##_sync(__activemask(), value, lane, width); \
    }
ANYWARP_SHUFFLE(__shfl, int)
ANYWARP_SHUFFLE(__shfl_up, unsigned int)
ANYWARP_SHUFFLE(__shfl_down, unsigned int)
ANYWARP_SHUFFLE(__shfl_xor, int)
#undef ANYWARP_SHUFFLE
#endif

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 700
#define ANYWARP_MATCH(_Tp, Bits, suffix, cast) \
    ANYWARP_DEVICE_ONLY unsigned int __match_any_sync(unsigned int mask, _Tp value) { \
        return __nvvm_match_any_sync_##suffix(mask, (Bits)cast(value)); \
    } \
    ANYWARP_DEVICE_ONLY unsigned int __match_all_sync(unsigned int mask, _Tp value, int *predicate) { \
        return __nvvm_match_all_sync_##suffix##p(mask, (Bits)cast(value), predicate); \
    }
ANYWARP_MATCH(int, unsigned int, i32, )
ANYWARP_MATCH(unsigned int, unsigned int, i32, )
ANYWARP_MATCH(float, unsigned int, i32, __float_as_uint)
ANYWARP_MATCH(long long, unsigned long long, i64, )
ANYWARP_MATCH(unsigned long long, unsigned long long, i64, )
ANYWARP_MATCH(long, unsigned long long, i64, )
ANYWARP_MATCH(unsigned long, unsigned long long, i64, )
ANYWARP_MATCH(double, unsigned long long, i64, __double_as_longlong)
#undef ANYWARP_MATCH
#endif

#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 800
#define ANYWARP_REDUCE(_Tp, name, builtin) \
    ANYWARP_DEVICE_ONLY _Tp __reduce_##name##_sync(unsigned int mask, _Tp value) { \
        return (_Tp)__nvvm_redux_sync_##builtin(value, mask); \
    }
ANYWARP_REDUCE(int, add, add)
ANYWARP_REDUCE(unsigned int, add, add)
ANYWARP_REDUCE(int, min, min)
ANYWARP_REDUCE(unsigned int, min, umin)
ANYWARP_REDUCE(int, max, max)
ANYWARP_REDUCE(unsigned int, max, umax)
ANYWARP_REDUCE(unsigned int, and, and)
ANYWARP_REDUCE(unsigned int, or, or)
ANYWARP_REDUCE(unsigned int, xor, xor)
#undef ANYWARP_REDUCE
#endif

#endif

// Atomic functions: atomicAdd and kin in their three scopes, for every type that CUDA lists.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Atomic Functions": relaxed order; no suffix is the device, _block the thread block,
// _system device and host. They are LLVM's atomicrmw and cmpxchg.
#ifndef ANYWARP_DEVICE_ATOMIC_H
#define ANYWARP_DEVICE_ATOMIC_H

#define ANYWARP_SCOPES(M, ...) \
    M(, __MEMORY_SCOPE_DEVICE, __VA_ARGS__) \
    M(_block, __MEMORY_SCOPE_WRKGRP, __VA_ARGS__) \
    M(_system, __MEMORY_SCOPE_SYSTEM, __VA_ARGS__)

#define ANYWARP_RMW(suffix, scope, name, builtin, _Tp) \
    ANYWARP_DEVICE_ONLY _Tp atomic##name##suffix(_Tp *address, _Tp value) { \
        return __scoped_atomic_##builtin(address, value, __ATOMIC_RELAXED, scope); \
    }
// float and double travel as what they are: an exchange needs no integer type.
#define ANYWARP_EXCHANGE(suffix, scope, _Tp) \
    ANYWARP_DEVICE_ONLY _Tp atomicExch##suffix(_Tp *address, _Tp value) { \
        _Tp old; \
        __scoped_atomic_exchange(address, &value, &old, __ATOMIC_RELAXED, scope); \
        return old; \
    }
#define ANYWARP_CAS(suffix, scope, _Tp) \
    ANYWARP_DEVICE_ONLY _Tp atomicCAS##suffix(_Tp *address, _Tp compare, _Tp value) { \
        __scoped_atomic_compare_exchange_n(address, &compare, value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED, scope); \
        return compare; \
    }
#define ANYWARP_SUBTRACT(suffix, scope, _Tp) \
    ANYWARP_DEVICE_ONLY _Tp atomicSub##suffix(_Tp *address, _Tp value) { \
        return __scoped_atomic_fetch_sub(address, value, __ATOMIC_RELAXED, scope); \
    }
// old >= value ? 0 : old + 1, and old == 0 || old > value ? value : old - 1: atomicrmw uinc_wrap and udec_wrap.
#define ANYWARP_WRAP(suffix, scope, _Tp) \
    ANYWARP_DEVICE_ONLY _Tp atomicInc##suffix(_Tp *address, _Tp value) { return __nvvm_atom_inc_gen_ui(address, value); } \
    ANYWARP_DEVICE_ONLY _Tp atomicDec##suffix(_Tp *address, _Tp value) { return __nvvm_atom_dec_gen_ui(address, value); }

#define ANYWARP_BITWISE(_Tp) \
    ANYWARP_SCOPES(ANYWARP_RMW, And, fetch_and, _Tp) \
    ANYWARP_SCOPES(ANYWARP_RMW, Or, fetch_or, _Tp) \
    ANYWARP_SCOPES(ANYWARP_RMW, Xor, fetch_xor, _Tp)
#define ANYWARP_ORDER(_Tp) \
    ANYWARP_SCOPES(ANYWARP_RMW, Min, fetch_min, _Tp) \
    ANYWARP_SCOPES(ANYWARP_RMW, Max, fetch_max, _Tp)

ANYWARP_SCOPES(ANYWARP_RMW, Add, fetch_add, int)
ANYWARP_SCOPES(ANYWARP_RMW, Add, fetch_add, unsigned int)
ANYWARP_SCOPES(ANYWARP_RMW, Add, fetch_add, unsigned long long)
ANYWARP_SCOPES(ANYWARP_RMW, Add, fetch_add, float)
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 600
// A template, so that a program's own atomicAdd(double *, double) wins: old programs define one where
// `__CUDA_ARCH__ < 600`, which holds on the host half too.
template <class _Tp> struct __anywarp_if_double {};
template <> struct __anywarp_if_double<double> {
    typedef double type;
};
#define ANYWARP_ADD(suffix, scope, _Tp) \
    template <class _Up> \
    ANYWARP_DEVICE_ONLY typename __anywarp_if_double<_Up>::type atomicAdd##suffix(_Up *address, \
        typename __anywarp_if_double<_Up>::type value) { \
        return __scoped_atomic_fetch_add(address, value, __ATOMIC_RELAXED, scope); \
    }
ANYWARP_SCOPES(ANYWARP_ADD, double)
#undef ANYWARP_ADD
#endif
ANYWARP_SCOPES(ANYWARP_SUBTRACT, int)
ANYWARP_SCOPES(ANYWARP_SUBTRACT, unsigned int)

ANYWARP_SCOPES(ANYWARP_EXCHANGE, int)
ANYWARP_SCOPES(ANYWARP_EXCHANGE, unsigned int)
ANYWARP_SCOPES(ANYWARP_EXCHANGE, unsigned long long)
ANYWARP_SCOPES(ANYWARP_EXCHANGE, float)

ANYWARP_ORDER(int)
ANYWARP_ORDER(unsigned int)
ANYWARP_ORDER(long long)
ANYWARP_ORDER(unsigned long long)

ANYWARP_BITWISE(int)
ANYWARP_BITWISE(unsigned int)
ANYWARP_BITWISE(unsigned long long)
ANYWARP_BITWISE(long long)

ANYWARP_SCOPES(ANYWARP_WRAP, unsigned int)

ANYWARP_SCOPES(ANYWARP_CAS, int)
ANYWARP_SCOPES(ANYWARP_CAS, unsigned int)
ANYWARP_SCOPES(ANYWARP_CAS, unsigned long long)
ANYWARP_SCOPES(ANYWARP_CAS, unsigned short)

// Of 16 bytes, any trivially copyable type with that alignment. Loads and stores that are no atomic operations may see
// halves of two values.
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 900
template <class _Tp, bool = sizeof(_Tp) == 16 && __alignof__(_Tp) == 16 && __is_trivially_copyable(_Tp)>
struct __anywarp_if_wide {};
template <class _Tp> struct __anywarp_if_wide<_Tp, true> {
    typedef _Tp type;
};
#define ANYWARP_WIDE(suffix, scope, _Tp) \
    template <class _Tp> \
    ANYWARP_DEVICE_ONLY typename __anywarp_if_wide<_Tp>::type atomicExch##suffix(_Tp *address, _Tp value) { \
        _Tp old; \
        __scoped_atomic_exchange(address, &value, &old, __ATOMIC_RELAXED, scope); \
        return old; \
    } \
    template <class _Tp> \
    ANYWARP_DEVICE_ONLY typename __anywarp_if_wide<_Tp>::type atomicCAS##suffix(_Tp *address, _Tp compare, _Tp value) { \
        __scoped_atomic_compare_exchange(address, &compare, &value, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED, scope); \
        return compare; \
    }
ANYWARP_SCOPES(ANYWARP_WIDE, _Tp)
#undef ANYWARP_WIDE

// Each element is added by itself.
#define ANYWARP_ADD_VECTORS(suffix, scope, ...) \
    ANYWARP_DEVICE_ONLY float2 atomicAdd##suffix(float2 *address, float2 value) { \
        return {atomicAdd##suffix(&address->x, value.x), atomicAdd##suffix(&address->y, value.y)}; \
    } \
    ANYWARP_DEVICE_ONLY float4 atomicAdd##suffix(float4 *address, float4 value) { \
        return {atomicAdd##suffix(&address->x, value.x), atomicAdd##suffix(&address->y, value.y), \
                atomicAdd##suffix(&address->z, value.z), atomicAdd##suffix(&address->w, value.w)}; \
    }
ANYWARP_SCOPES(ANYWARP_ADD_VECTORS, )
#undef ANYWARP_ADD_VECTORS
#endif

#undef ANYWARP_SCOPES
#undef ANYWARP_RMW
#undef ANYWARP_EXCHANGE
#undef ANYWARP_CAS
#undef ANYWARP_SUBTRACT
#undef ANYWARP_WRAP
#undef ANYWARP_BITWISE
#undef ANYWARP_ORDER

#endif

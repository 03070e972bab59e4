// __nv_atomic_*: nvcc 12.8's generic atomics with memory order and scope.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "CUDA C/C++ __nv_atomic functions". They are clang's __scoped_atomic builtins, whose
// orders have the values of __ATOMIC_*; the cluster scope widens to the device.
#ifndef ANYWARP_DEVICE_ATOMIC_GENERIC_H
#define ANYWARP_DEVICE_ATOMIC_GENERIC_H

#define __NV_ATOMIC_RELAXED __ATOMIC_RELAXED
#define __NV_ATOMIC_CONSUME __ATOMIC_CONSUME
#define __NV_ATOMIC_ACQUIRE __ATOMIC_ACQUIRE
#define __NV_ATOMIC_RELEASE __ATOMIC_RELEASE
#define __NV_ATOMIC_ACQ_REL __ATOMIC_ACQ_REL
#define __NV_ATOMIC_SEQ_CST __ATOMIC_SEQ_CST

#define __NV_THREAD_SCOPE_THREAD __MEMORY_SCOPE_SINGLE
#define __NV_THREAD_SCOPE_BLOCK __MEMORY_SCOPE_WRKGRP
#define __NV_THREAD_SCOPE_CLUSTER __MEMORY_SCOPE_DEVICE
#define __NV_THREAD_SCOPE_DEVICE __MEMORY_SCOPE_DEVICE
#define __NV_THREAD_SCOPE_SYSTEM __MEMORY_SCOPE_SYSTEM

// The scope is an optional last argument; the default is the system.
#define ANYWARP_SCOPE_1(scope, ...) scope
#define ANYWARP_SCOPE(...) ANYWARP_SCOPE_1(__VA_ARGS__ __VA_OPT__(, ) __MEMORY_SCOPE_SYSTEM)

#define __nv_atomic_fetch_add(p, v, order, ...) __scoped_atomic_fetch_add(p, v, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_fetch_sub(p, v, order, ...) __scoped_atomic_fetch_sub(p, v, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_fetch_and(p, v, order, ...) __scoped_atomic_fetch_and(p, v, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_fetch_or(p, v, order, ...) __scoped_atomic_fetch_or(p, v, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_fetch_xor(p, v, order, ...) __scoped_atomic_fetch_xor(p, v, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_fetch_min(p, v, order, ...) __scoped_atomic_fetch_min(p, v, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_fetch_max(p, v, order, ...) __scoped_atomic_fetch_max(p, v, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_add(p, v, order, ...) ((void)__scoped_atomic_fetch_add(p, v, order, ANYWARP_SCOPE(__VA_ARGS__)))
#define __nv_atomic_sub(p, v, order, ...) ((void)__scoped_atomic_fetch_sub(p, v, order, ANYWARP_SCOPE(__VA_ARGS__)))
#define __nv_atomic_and(p, v, order, ...) ((void)__scoped_atomic_fetch_and(p, v, order, ANYWARP_SCOPE(__VA_ARGS__)))
#define __nv_atomic_or(p, v, order, ...) ((void)__scoped_atomic_fetch_or(p, v, order, ANYWARP_SCOPE(__VA_ARGS__)))
#define __nv_atomic_xor(p, v, order, ...) ((void)__scoped_atomic_fetch_xor(p, v, order, ANYWARP_SCOPE(__VA_ARGS__)))
#define __nv_atomic_min(p, v, order, ...) ((void)__scoped_atomic_fetch_min(p, v, order, ANYWARP_SCOPE(__VA_ARGS__)))
#define __nv_atomic_max(p, v, order, ...) ((void)__scoped_atomic_fetch_max(p, v, order, ANYWARP_SCOPE(__VA_ARGS__)))

#define __nv_atomic_load(p, result, order, ...) __scoped_atomic_load(p, result, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_load_n(p, order, ...) __scoped_atomic_load_n(p, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_store(p, value, order, ...) __scoped_atomic_store(p, value, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_store_n(p, value, order, ...) __scoped_atomic_store_n(p, value, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_exchange(p, value, result, order, ...) \
    __scoped_atomic_exchange(p, value, result, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_exchange_n(p, value, order, ...) \
    __scoped_atomic_exchange_n(p, value, order, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_compare_exchange(p, expected, desired, weak, success, failure, ...) \
    __scoped_atomic_compare_exchange(p, expected, desired, weak, success, failure, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_compare_exchange_n(p, expected, desired, weak, success, failure, ...) \
    __scoped_atomic_compare_exchange_n(p, expected, desired, weak, success, failure, ANYWARP_SCOPE(__VA_ARGS__))
#define __nv_atomic_thread_fence(order, ...) __scoped_atomic_thread_fence(order, ANYWARP_SCOPE(__VA_ARGS__))

#endif

// The C and C++ standard library as device code sees it; must come before everything else.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// clang overloads host and device functions of one name. libstdc++'s <cmath>, <cstdlib> and <cstdio> say
// `using ::f;` for their functions, which takes what is declared by then: so device declarations come first.
#ifndef ANYWARP_DEVICE_STANDARD_LIBRARY_H
#define ANYWARP_DEVICE_STANDARD_LIBRARY_H

#include <__clang_cuda_math_forward_declares.h>

extern "C" {
// Device system calls, see "PTX Writer's Guide to Interoperability", System Calls.
__device__ int vprintf(const char *format, const char *arguments);
__device__ void *malloc(__SIZE_TYPE__ bytes) __attribute__((malloc));
__device__ void free(void *pointer);
__device__ void __assertfail(const char *message, const char *file, unsigned int line, const char *function,
    __SIZE_TYPE__ char_size);

// clang turns a call of this into vprintf.
__device__ int printf(const char *format, ...);

// The assert() of the host's <assert.h> calls this.
static __device__ __inline__ void __assert_fail(const char *message, const char *file, unsigned int line,
    const char *function) {
    __assertfail(message, file, line, function, sizeof(char));
}

static __device__ __forceinline__ void *memcpy(void *destination, const void *source, __SIZE_TYPE__ bytes) {
    return __builtin_memcpy(destination, source, bytes);
}
static __device__ __forceinline__ void *memmove(void *destination, const void *source, __SIZE_TYPE__ bytes) {
    return __builtin_memmove(destination, source, bytes);
}
static __device__ __forceinline__ void *memset(void *destination, int value, __SIZE_TYPE__ bytes) {
    return __builtin_memset(destination, value, bytes);
}
}

// What nvcc's cuda_runtime.h makes visible, and programs rely on.
#include <cstddef>

// libstdc++'s special functions (std::riemann_zeta and kin) cost more than all the rest of <cmath>, in every
// compilation: leave them to programs that include <cmath> themselves (overlay/cmath).
#pragma push_macro("_GLIBCXX_USE_STD_SPEC_FUNCS")
#undef _GLIBCXX_USE_STD_SPEC_FUNCS
#include <cmath>
#pragma pop_macro("_GLIBCXX_USE_STD_SPEC_FUNCS")

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

#endif

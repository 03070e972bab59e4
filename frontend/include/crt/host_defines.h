/* CUDA's keywords as macros: execution spaces, memory spaces, alignment, linkage.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * In plain C and C++ (a .c or .cpp file that includes a CUDA header) the execution and memory spaces are empty. */
#ifndef __HOST_DEFINES_H__
#define __HOST_DEFINES_H__

#include <anywarp/dialect.h>

#if defined(__CUDA__) && defined(__clang__)

#define __location__(a) __attribute__((a))
#define __host__ __attribute__((host))
#define __device__ __attribute__((device))
#define __global__ __attribute__((global))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#define __grid_constant__ __attribute__((grid_constant))
#define __launch_bounds__(...) __attribute__((launch_bounds(__VA_ARGS__)))
#define __forceinline__ __inline__ __attribute__((always_inline))
/* __noinline__ is a keyword of clang's CUDA mode: a macro would break __attribute__((__noinline__)) in libstdc++. */

/* clang knows managed variables in HIP only: the section, which has pages of its own in a program, marks them for both
 * halves. Its name makes the host's half zeros that take no room in a file. */
#define __managed__ __attribute__((device)) __attribute__((section(".bss.anywarp_managed")))

/* Thread block clusters would change what a kernel computes: refuse. */
#define __cluster_dims__(...) _Pragma("GCC error \"__cluster_dims__: thread block clusters are not supported yet\"")
/* A bound on registers: a hint to ptxas, without meaning on other devices. */
#define __maxnreg__(count)
#ifndef __assume
#define __assume(condition) __builtin_assume(condition)
#endif

#else

#define __location__(a)
#define __host__
#define __device__
#define __global__
#define __shared__
#define __constant__
#define __managed__
#define __grid_constant__
#define __launch_bounds__(...)
#define __forceinline__ __inline__ __attribute__((always_inline))

#endif

#define __annotate__(a) __attribute__((a))
#define __align__(n) __attribute__((aligned(n)))
#define __builtin_align__(n) __align__(n)
#define __thread__ __thread
#define __import__
#define __export__
#define __cdecl
#define __nv_pure__ __attribute__((pure))
#define __no_return__ __attribute__((noreturn))
#define __specialization_static

/* What nvcc's own headers mark; the compiler needs no such hint here. */
#define __device_builtin__
#define __device_builtin_texture_type__
#define __device_builtin_surface_type__
#define __cudart_builtin__

#define CUDARTAPI
#define CUDARTAPI_CDECL
#define CUDART_CB

#endif

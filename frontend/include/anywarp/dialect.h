/* nvcc's predefined macros, for the CUDA halves that clang compiles.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * A driver that passes these by -D wins; the values are those of CUDA 12.8. */
#ifndef ANYWARP_DIALECT_H
#define ANYWARP_DIALECT_H

#if defined(__CUDA__) && defined(__clang__)

/* nvcc defines 1, and programs test `#if __CUDACC__`; an empty definition would not do. */
#undef __CUDACC__
#define __CUDACC__ 1

#ifndef __NVCC__
#define __NVCC__ 1
#endif
#ifndef __CUDACC_VER_MAJOR__
#define __CUDACC_VER_MAJOR__ 12
#define __CUDACC_VER_MINOR__ 8
#define __CUDACC_VER_BUILD__ 93
#endif
#ifndef __NVCC_DIAG_PRAGMA_SUPPORT__
#define __NVCC_DIAG_PRAGMA_SUPPORT__ 1
#endif

/* EDG parses `register` in every standard; clang makes it an error from C++17 on. It has no meaning any more. */
#if __cplusplus >= 201703L
#pragma clang diagnostic ignored "-Wregister"
#endif

#endif

#endif

/* The CUDA runtime API, version 12.8: types and C prototypes. Usable from C and C++.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef __CUDA_RUNTIME_API_H__
#define __CUDA_RUNTIME_API_H__

/* Build systems read this line as text: keep it a plain literal. */
#define CUDART_VERSION 12080
#define __CUDART_API_VERSION CUDART_VERSION

#include <host_defines.h>
#include <builtin_types.h>
#include <cuda_device_runtime_api.h>

#define CUDART_DEVICE __device__
#define __CUDA_DEPRECATED __attribute__((deprecated))

/* Default values of parameters exist in C++ only. */
#if defined(__cplusplus)
#define __dv(v) = v
#else
#define __dv(v)
#endif

#if defined(CUDA_API_PER_THREAD_DEFAULT_STREAM) || defined(__CUDA_API_VERSION_INTERNAL)
#define __CUDART_API_PER_THREAD_DEFAULT_STREAM
#include <anywarp/api/per_thread_stream.h>
#define __CUDART_API_PTDS(api) api##_ptds
#define __CUDART_API_PTSZ(api) api##_ptsz
#else
#define __CUDART_API_PTDS(api) api
#define __CUDART_API_PTSZ(api) api
#endif

/* CUDA 12 gave cudaGetDeviceProperties a new structure and, with it, a new symbol. */
#define cudaGetDeviceProperties cudaGetDeviceProperties_v2

#if defined(__cplusplus)
extern "C" {
#endif

typedef void(CUDART_CB *cudaStreamCallback_t)(cudaStream_t stream, cudaError_t status, void *userData);

#include <anywarp/api/device.h>
#include <anywarp/api/execution.h>
#include <anywarp/api/graph.h>
#include <anywarp/api/interop.h>
#include <anywarp/api/memory.h>
#include <anywarp/api/stream.h>

#if defined(__cplusplus)
}
#endif

#undef __dv

#endif

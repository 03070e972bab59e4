// Everything that a kernel can call without a further include.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_DEVICE_ALL_H
#define ANYWARP_DEVICE_ALL_H

// Functions of these headers are inlined away: the passes never see a call.
#define ANYWARP_DEVICE static __device__ __forceinline__
// What has no namesake on the host. The device half sees functions of the host too, with what is under `#ifdef __CUDA_ARCH__`:
// nvcc does not mind what they call there, clang does.
#ifdef __CUDA_ARCH__
#define ANYWARP_DEVICE_ONLY static __host__ __device__ __forceinline__
#else
#define ANYWARP_DEVICE_ONLY ANYWARP_DEVICE
#endif
#define ANYWARP_BOTH static __host__ __device__ __forceinline__

#include <__clang_cuda_libdevice_declares.h>

#include <anywarp/device/builtin_variables.h>
#include <anywarp/device/integer.h>
#include <anywarp/device/convert.h>
#include <anywarp/device/rounding.h>
#include <anywarp/device/math.h>
#include <anywarp/device/min_max.h>
#include <anywarp/device/host_math.h>
#include <anywarp/device/control.h>
#include <anywarp/device/warp.h>
#include <anywarp/device/atomic.h>
#include <anywarp/device/atomic_generic.h>
#include <anywarp/device/load_store.h>
#include <anywarp/device/simd.h>
#include <anywarp/device/dpx.h>
#include <anywarp/device/texture.h>

#undef ANYWARP_DEVICE
#undef ANYWARP_DEVICE_ONLY
#undef ANYWARP_BOTH

#endif

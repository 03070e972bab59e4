/* What nvcc includes before every .cu file: runtime API, device functions, built-in variables, launch support.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * In plain C and C++ it is the runtime API with its C++ overloads. */
#ifndef __CUDA_RUNTIME_H__
#define __CUDA_RUNTIME_H__

#include <host_defines.h>

#if defined(__CUDA__) && defined(__clang__)
#include <anywarp/device/standard_library.h>
#endif

#include <builtin_types.h>
#include <library_types.h>
#include <channel_descriptor.h>
#include <cuda_runtime_api.h>
#include <driver_functions.h>
#include <vector_functions.h>

#if defined(__CUDA__) && defined(__clang__)
#include <anywarp/device/all.h>
#endif

#if defined(__cplusplus)
#include <anywarp/cxx/memory.h>
#include <anywarp/cxx/function.h>
#include <anywarp/cxx/graph.h>
#include <anywarp/cxx/launch.h>
#include <anywarp/cxx/occupancy.h>
#endif

#endif

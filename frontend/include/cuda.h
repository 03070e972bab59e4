/* The CUDA driver API, version 12.8: types and prototypes.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef __cuda_cuda_h__
#define __cuda_cuda_h__

#include <stddef.h>
#include <stdint.h>

/* Build systems read this line as text: keep it a plain literal. */
#define CUDA_VERSION 12080

#define CUDAAPI
#define CUDA_CB

typedef uint32_t cuuint32_t;
typedef uint64_t cuuint64_t;

#include <anywarp/driver/result.h>
#include <anywarp/driver/attribute_enums.h>
#include <anywarp/driver/device_enums.h>
#include <anywarp/driver/memory_enums.h>
#include <anywarp/driver/stream_enums.h>
#include <anywarp/driver/types_basic.h>
#include <anywarp/driver/types_parameters.h>
#include <anywarp/driver/types_external.h>
#include <anywarp/driver/types_nodes.h>
#include <anywarp/driver/flags.h>
#include <anywarp/driver/versions.h>

#if defined(__cplusplus)
extern "C" {
#endif

#include <anywarp/driver/functions.h>
#include <anywarp/driver/graph_functions.h>
#include <anywarp/driver/memory_functions.h>

#if defined(__cplusplus)
}
#endif

#endif

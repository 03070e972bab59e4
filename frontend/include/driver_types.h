/* The types of the CUDA runtime API: errors, handles, enumerations, structures and flags.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef __DRIVER_TYPES_H__
#define __DRIVER_TYPES_H__

#include <limits.h>
#include <stddef.h>
#include <host_defines.h>
#include <vector_types.h>

#include <anywarp/types/flags.h>
#include <anywarp/types/error.h>
#include <anywarp/types/handles.h>
#include <anywarp/types/device_enums.h>
#include <anywarp/types/memory_enums.h>
#include <anywarp/types/memory.h>
#include <anywarp/types/device_prop.h>
#include <anywarp/types/external.h>
#include <anywarp/types/graph.h>
#include <anywarp/types/launch.h>

#endif

// Cooperative groups: thread_block, thread_block_tile, coalesced_group, and what of grid_group needs no barrier.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Cooperative Groups". Grid-wide barriers and clusters are refused where they are used.
#ifndef _COOPERATIVE_GROUPS_H_
#define _COOPERATIVE_GROUPS_H_

#if !defined(__cplusplus) || __cplusplus < 201103L
#error "cooperative groups need C++11"
#endif

#include <cuda_runtime.h>

#define ANYWARP_CG __device__ __forceinline__

#include <anywarp/cooperative_groups/group.h>
#include <anywarp/cooperative_groups/shuffle.h>
#include <anywarp/cooperative_groups/tile.h>
#include <anywarp/cooperative_groups/coalesced.h>
#include <anywarp/cooperative_groups/grid.h>

#undef ANYWARP_CG

#endif

// grid_group: indices and sizes of the grid; its barrier, clusters and multi-device grids are not supported yet.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_COOPERATIVE_GROUPS_GRID_H
#define ANYWARP_COOPERATIVE_GROUPS_GRID_H

namespace cooperative_groups {

class grid_group {
public:
    __attribute__((unavailable("a barrier of the whole grid is not supported yet"))) __device__ void sync() const;
    // Whether sync() would work.
    ANYWARP_CG bool is_valid() const { return false; }
    static ANYWARP_CG dim3 block_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
    static ANYWARP_CG dim3 dim_blocks() { return dim3(gridDim.x, gridDim.y, gridDim.z); }
    static ANYWARP_CG dim3 group_dim() { return dim_blocks(); }
    static ANYWARP_CG unsigned long long num_blocks() {
        return (unsigned long long)gridDim.x * gridDim.y * gridDim.z;
    }
    static ANYWARP_CG unsigned long long block_rank() {
        return ((unsigned long long)blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    }
    static ANYWARP_CG unsigned long long thread_rank() {
        return block_rank() * __anywarp::block_size() + __anywarp::block_rank();
    }
    static ANYWARP_CG unsigned long long num_threads() { return num_blocks() * __anywarp::block_size(); }
    static ANYWARP_CG unsigned long long size() { return num_threads(); }
};

ANYWARP_CG grid_group this_grid() { return grid_group(); }

class cluster_group;
__device__ __attribute__((unavailable("clusters are not supported yet"))) cluster_group &this_cluster();
class multi_grid_group;
__device__ __attribute__((unavailable("grids over several devices are not supported"))) multi_grid_group &
this_multi_grid();

} // namespace cooperative_groups

#endif

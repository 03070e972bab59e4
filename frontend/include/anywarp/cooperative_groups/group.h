// thread_group, the base of all groups, and thread_block.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_COOPERATIVE_GROUPS_GROUP_H
#define ANYWARP_COOPERATIVE_GROUPS_GROUP_H

namespace cooperative_groups {

// Ranks in the block are x-major; a warp is 32 consecutive ranks.
namespace __anywarp {
ANYWARP_CG unsigned int block_rank() {
    return (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
}
ANYWARP_CG unsigned int block_size() { return blockDim.x * blockDim.y * blockDim.z; }
ANYWARP_CG unsigned int lane() { return block_rank() & 31; }

enum class Kind { Block, Warps, Lanes };
} // namespace __anywarp

// Any group by value: a derived group may be passed as its base, so the base holds all there is to know.
class thread_group {
protected:
    __anywarp::Kind kind;
    unsigned int mask; // of lanes; for groups of several warps the index of the group
    unsigned int rank;
    unsigned int members;

    ANYWARP_CG thread_group(__anywarp::Kind kind, unsigned int mask, unsigned int rank, unsigned int members)
        : kind(kind), mask(mask), rank(rank), members(members) {}

public:
    typedef void __anywarp_group;

    ANYWARP_CG void sync() const {
        if (kind == __anywarp::Kind::Block)
            __syncthreads();
        else if (kind == __anywarp::Kind::Lanes)
            __syncwarp(mask);
        else
            __barrier_sync_count((mask + 1) & 15, members);
    }
    ANYWARP_CG unsigned long long size() const { return members; }
    ANYWARP_CG unsigned long long num_threads() const { return members; }
    ANYWARP_CG unsigned long long thread_rank() const { return rank; }
    ANYWARP_CG bool is_valid() const { return true; }
    ANYWARP_CG unsigned int __anywarp_mask() const { return mask; }

    friend __device__ thread_group tiled_partition(const thread_group &parent, unsigned int size);
};

class thread_block : public thread_group {
    ANYWARP_CG thread_block()
        : thread_group(__anywarp::Kind::Block, 0, __anywarp::block_rank(), __anywarp::block_size()) {}
    friend __device__ thread_block this_thread_block();

public:
    struct arrival_token {};

    static ANYWARP_CG void sync() { __syncthreads(); }
    // A barrier in two halves: all the waiting is in the second.
    static ANYWARP_CG arrival_token barrier_arrive() { return arrival_token(); }
    static ANYWARP_CG void barrier_wait(arrival_token &&) { __syncthreads(); }
    static ANYWARP_CG unsigned int thread_rank() { return __anywarp::block_rank(); }
    static ANYWARP_CG dim3 group_index() { return dim3(blockIdx.x, blockIdx.y, blockIdx.z); }
    static ANYWARP_CG dim3 thread_index() { return dim3(threadIdx.x, threadIdx.y, threadIdx.z); }
    static ANYWARP_CG dim3 group_dim() { return dim3(blockDim.x, blockDim.y, blockDim.z); }
    static ANYWARP_CG dim3 dim_threads() { return group_dim(); }
    static ANYWARP_CG unsigned int size() { return __anywarp::block_size(); }
    static ANYWARP_CG unsigned int num_threads() { return __anywarp::block_size(); }
};

ANYWARP_CG thread_block this_thread_block() { return thread_block(); }

// Scratch memory that nvcc needs for tiles of several warps; here those bring their own.
template <unsigned int _MaxBlockSize = 1024> struct block_tile_memory {};
template <unsigned int _MaxBlockSize> ANYWARP_CG thread_block this_thread_block(block_tile_memory<_MaxBlockSize> &) {
    return this_thread_block();
}

template <class _Group> ANYWARP_CG void sync(const _Group &group) { group.sync(); }
template <class _Group> ANYWARP_CG unsigned int thread_rank(const _Group &group) { return group.thread_rank(); }
template <class _Group> ANYWARP_CG unsigned int group_size(const _Group &group) { return group.size(); }

} // namespace cooperative_groups

#endif

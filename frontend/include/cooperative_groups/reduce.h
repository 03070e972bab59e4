// reduce: one value from all members of a group, in every member.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Cooperative Groups", reduce. The order of the operations is a binary tree.
#ifndef _CG_REDUCE_H
#define _CG_REDUCE_H

#include <cooperative_groups.h>

#define ANYWARP_CG __device__ __forceinline__

namespace cooperative_groups {

#define ANYWARP_OPERATION(name, result) \
    template <class T> struct name { \
        ANYWARP_CG T operator()(T a, T b) const { return result; } \
    };
ANYWARP_OPERATION(plus, a + b)
ANYWARP_OPERATION(less, b < a ? b : a)
ANYWARP_OPERATION(greater, a < b ? b : a)
ANYWARP_OPERATION(bit_and, a &b)
ANYWARP_OPERATION(bit_or, a | b)
ANYWARP_OPERATION(bit_xor, a ^ b)
#undef ANYWARP_OPERATION

// Of a warp or less: a tree of shuffles, and a broadcast.
template <class Group, class T, class Operation>
ANYWARP_CG T __anywarp_reduce_lanes(const Group &group, T value, Operation operation) {
    const unsigned int size = group.size(), rank = group.thread_rank();
    for (unsigned int offset = 16; offset > 0; offset /= 2) {
        T other = group.shfl_down(value, offset);
        if (rank + offset < size)
            value = operation(value, other);
    }
    return group.shfl(value, 0);
}

template <class Group, class T, class Operation> struct __anywarp_reduce {
    static ANYWARP_CG T run(const Group &group, T value, Operation operation) {
        return __anywarp_reduce_lanes(group, value, operation);
    }
};
// Of several warps: each reduces, then the first value of each goes through shared memory.
template <class T, class Operation>
ANYWARP_CG T __anywarp_reduce_warps(const thread_group &group, T value, Operation operation) {
    static __shared__ __align__(16) unsigned char storage[32][sizeof(T)];
    const unsigned int warp = __anywarp::block_rank() / 32, first = warp - (unsigned int)group.thread_rank() / 32;
    const unsigned int left = __anywarp::block_size() - warp * 32;
    coalesced_group lanes(left < 32 ? (1u << left) - 1 : 0xffffffff);
    value = __anywarp_reduce_lanes(lanes, value, operation);
    group.sync();
    if (lanes.thread_rank() == 0)
        __builtin_memcpy(storage[warp], &value, sizeof(T));
    group.sync();
    __builtin_memcpy(&value, storage[first], sizeof(T));
    for (unsigned int i = 1; i < (group.size() + 31) / 32; ++i) {
        T other;
        __builtin_memcpy(&other, storage[first + i], sizeof(T));
        value = operation(value, other);
    }
    return value;
}
template <class T, class Operation> struct __anywarp_reduce<thread_block, T, Operation> {
    static ANYWARP_CG T run(const thread_block &group, T value, Operation operation) {
        return __anywarp_reduce_warps(group, value, operation);
    }
};
template <unsigned int Size, class Parent, class T, class Operation>
struct __anywarp_reduce<thread_block_tile<Size, Parent>, T, Operation> {
    template <unsigned int N> struct Width {};
    static ANYWARP_CG T run_on(const thread_block_tile<Size> &group, T value, Operation operation, Width<0>) {
        return __anywarp_reduce_lanes(group, value, operation);
    }
    static ANYWARP_CG T run_on(const thread_block_tile<Size> &group, T value, Operation operation, Width<1>) {
        return __anywarp_reduce_warps(group, value, operation);
    }
    static ANYWARP_CG T run(const thread_block_tile<Size> &group, T value, Operation operation) {
        return run_on(group, value, operation, Width<(Size > 32)>());
    }
};

template <class Group, class T, class Operation>
ANYWARP_CG auto reduce(const Group &group, T value, Operation operation) -> T {
    return __anywarp_reduce<Group, T, Operation>::run(group, value, operation);
}

// One atomic for the whole group; the memory order is relaxed.
template <class Group, class Atomic, class T, class Operation>
ANYWARP_CG void reduce_update_async(const Group &group, Atomic &target, T value, Operation operation) {
    value = reduce(group, value, operation);
    if (group.thread_rank() == 0) {
        T old = target.load();
        while (!target.compare_exchange_weak(old, operation(old, value))) {
        }
    }
}

} // namespace cooperative_groups

#undef ANYWARP_CG

#endif

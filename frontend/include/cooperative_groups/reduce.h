// reduce: one value from all members of a group, in every member.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA C++ Programming Guide, "Cooperative Groups", reduce. The order of the operations is a binary tree.
#ifndef _CG_REDUCE_H
#define _CG_REDUCE_H

#include <cooperative_groups.h>

#define ANYWARP_CG __device__ __forceinline__

namespace cooperative_groups {

#define ANYWARP_OPERATION(name, result) \
    template <class _Tp> struct name { \
        ANYWARP_CG _Tp operator()(_Tp a, _Tp b) const { return result; } \
    };
ANYWARP_OPERATION(plus, a + b)
ANYWARP_OPERATION(less, b < a ? b : a)
ANYWARP_OPERATION(greater, a < b ? b : a)
ANYWARP_OPERATION(bit_and, a &b)
ANYWARP_OPERATION(bit_or, a | b)
ANYWARP_OPERATION(bit_xor, a ^ b)
#undef ANYWARP_OPERATION

// Of a warp or less: a tree of shuffles, and a broadcast.
template <class _Group, class _Tp, class _Operation>
ANYWARP_CG _Tp __anywarp_reduce_lanes(const _Group &group, _Tp value, _Operation operation) {
    const unsigned int size = group.size(), rank = group.thread_rank();
    for (unsigned int offset = 16; offset > 0; offset /= 2) {
        _Tp other = group.shfl_down(value, offset);
        if (rank + offset < size)
            value = operation(value, other);
    }
    return group.shfl(value, 0);
}

template <class _Group, class _Tp, class _Operation> struct __anywarp_reduce {
    static ANYWARP_CG _Tp run(const _Group &group, _Tp value, _Operation operation) {
        return __anywarp_reduce_lanes(group, value, operation);
    }
};
// Of several warps: each reduces, then the first value of each goes through shared memory.
template <class _Tp, class _Operation>
ANYWARP_CG _Tp __anywarp_reduce_warps(const thread_group &group, _Tp value, _Operation operation) {
    static __shared__ __align__(16) unsigned char storage[32][sizeof(_Tp)];
    const unsigned int warp = __anywarp::block_rank() / 32, first = warp - (unsigned int)group.thread_rank() / 32;
    const unsigned int left = __anywarp::block_size() - warp * 32;
    coalesced_group lanes(left < 32 ? (1u << left) - 1 : 0xffffffff);
    value = __anywarp_reduce_lanes(lanes, value, operation);
    group.sync();
    if (lanes.thread_rank() == 0)
        __builtin_memcpy(storage[warp], &value, sizeof(_Tp));
    group.sync();
    __builtin_memcpy(&value, storage[first], sizeof(_Tp));
    for (unsigned int i = 1; i < (group.size() + 31) / 32; ++i) {
        _Tp other;
        __builtin_memcpy(&other, storage[first + i], sizeof(_Tp));
        value = operation(value, other);
    }
    return value;
}
template <class _Tp, class _Operation> struct __anywarp_reduce<thread_block, _Tp, _Operation> {
    static ANYWARP_CG _Tp run(const thread_block &group, _Tp value, _Operation operation) {
        return __anywarp_reduce_warps(group, value, operation);
    }
};
template <unsigned int _Size, class _Parent, class _Tp, class _Operation>
struct __anywarp_reduce<thread_block_tile<_Size, _Parent>, _Tp, _Operation> {
    template <unsigned int _Np> struct Width {};
    static ANYWARP_CG _Tp __anywarp_run(const thread_block_tile<_Size> &group, _Tp value, _Operation operation, Width<0>) {
        return __anywarp_reduce_lanes(group, value, operation);
    }
    static ANYWARP_CG _Tp __anywarp_run(const thread_block_tile<_Size> &group, _Tp value, _Operation operation, Width<1>) {
        return __anywarp_reduce_warps(group, value, operation);
    }
    static ANYWARP_CG _Tp run(const thread_block_tile<_Size> &group, _Tp value, _Operation operation) {
        return __anywarp_run(group, value, operation, Width<(_Size > 32)>());
    }
};

template <class _Group, class _Tp, class _Operation>
ANYWARP_CG auto reduce(const _Group &group, _Tp value, _Operation operation) -> _Tp {
    return __anywarp_reduce<_Group, _Tp, _Operation>::run(group, value, operation);
}

// One atomic for the whole group; the memory order is relaxed.
template <class _Group, class _AtomicOp, class _Tp, class _Operation>
ANYWARP_CG void reduce_update_async(const _Group &group, _AtomicOp &target, _Tp value, _Operation operation) {
    value = reduce(group, value, operation);
    if (group.thread_rank() == 0) {
        _Tp old = target.load();
        while (!target.compare_exchange_weak(old, operation(old, value))) {
        }
    }
}

} // namespace cooperative_groups

#undef ANYWARP_CG

#endif

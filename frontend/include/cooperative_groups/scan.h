// inclusive_scan and exclusive_scan over the members of a group of a warp or less, in the order of their ranks.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef _CG_SCAN_H
#define _CG_SCAN_H

#include <cooperative_groups/reduce.h>

#define ANYWARP_CG __device__ __forceinline__

namespace cooperative_groups {

template <class _Group, class _Tp, class _Operation>
ANYWARP_CG _Tp inclusive_scan(const _Group &group, _Tp value, _Operation operation) {
    for (unsigned int offset = 1; offset < group.size(); offset *= 2) {
        _Tp other = group.shfl_up(value, offset);
        if (group.thread_rank() >= offset)
            value = operation(other, value);
    }
    return value;
}
template <class _Group, class _Tp> ANYWARP_CG _Tp inclusive_scan(const _Group &group, _Tp value) {
    return inclusive_scan(group, value, plus<_Tp>());
}

// The first member gets T().
template <class _Group, class _Tp, class _Operation>
ANYWARP_CG _Tp exclusive_scan(const _Group &group, _Tp value, _Operation operation) {
    _Tp before = group.shfl_up(inclusive_scan(group, value, operation), 1);
    return group.thread_rank() == 0 ? _Tp() : before;
}
template <class _Group, class _Tp> ANYWARP_CG _Tp exclusive_scan(const _Group &group, _Tp value) {
    return exclusive_scan(group, value, plus<_Tp>());
}

} // namespace cooperative_groups

#undef ANYWARP_CG

#endif

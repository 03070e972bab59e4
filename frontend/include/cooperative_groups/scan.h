// inclusive_scan and exclusive_scan over the members of a group of a warp or less, in the order of their ranks.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef _CG_SCAN_H
#define _CG_SCAN_H

#include <cooperative_groups/reduce.h>

#define ANYWARP_CG __device__ __forceinline__

namespace cooperative_groups {

template <class Group, class T, class Operation>
ANYWARP_CG T inclusive_scan(const Group &group, T value, Operation operation) {
    for (unsigned int offset = 1; offset < group.size(); offset *= 2) {
        T other = group.shfl_up(value, offset);
        if (group.thread_rank() >= offset)
            value = operation(other, value);
    }
    return value;
}
template <class Group, class T> ANYWARP_CG T inclusive_scan(const Group &group, T value) {
    return inclusive_scan(group, value, plus<T>());
}

// The first member gets T().
template <class Group, class T, class Operation>
ANYWARP_CG T exclusive_scan(const Group &group, T value, Operation operation) {
    T before = group.shfl_up(inclusive_scan(group, value, operation), 1);
    return group.thread_rank() == 0 ? T() : before;
}
template <class Group, class T> ANYWARP_CG T exclusive_scan(const Group &group, T value) {
    return exclusive_scan(group, value, plus<T>());
}

} // namespace cooperative_groups

#undef ANYWARP_CG

#endif

// memcpy_async and wait: the members of a group copy together; here the copy is done when the call returns.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef _CG_MEMCPY_ASYNC_H
#define _CG_MEMCPY_ASYNC_H

#include <cooperative_groups.h>

#define ANYWARP_CG __device__ __forceinline__

namespace cooperative_groups {

// Copies `bytes` bytes; a member copies every n-th element.
template <class _Group, class _Tp, class _Sp, class _Bytes>
ANYWARP_CG void memcpy_async(const _Group &group, _Tp *destination, const _Sp *source, const _Bytes &bytes) {
    const size_t count = (size_t)bytes;
    char *to = (char *)destination;
    const char *from = (const char *)source;
    const size_t step = sizeof(_Tp) < 16 && count % sizeof(_Tp) == 0 ? sizeof(_Tp) : 1;
    for (size_t i = group.thread_rank() * step; i < count; i += group.size() * step)
        for (size_t k = 0; k < step; ++k)
            to[i + k] = from[i + k];
}
// Copies as many elements as fit both sides.
template <class _Group, class _Tp, class _Sp, class _To, class _From>
ANYWARP_CG void memcpy_async(const _Group &group, _Tp *destination, const _To &room, const _Sp *source,
    const _From &length) {
    const size_t elements = (size_t)room < (size_t)length ? (size_t)room : (size_t)length;
    memcpy_async(group, destination, source, elements * sizeof(_Tp));
}

template <class _Group> ANYWARP_CG void wait(const _Group &group) { group.sync(); }
template <unsigned int _Stages, class _Group> ANYWARP_CG void wait_prior(const _Group &group) { group.sync(); }

} // namespace cooperative_groups

#undef ANYWARP_CG

#endif

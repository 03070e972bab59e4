// Shuffles of any trivially copyable type, word by word.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_COOPERATIVE_GROUPS_SHUFFLE_H
#define ANYWARP_COOPERATIVE_GROUPS_SHUFFLE_H

namespace cooperative_groups {
namespace __anywarp {

// The value that the lane `source` of the warp holds; every lane of `mask` takes part.
template <class _Tp> ANYWARP_CG _Tp shuffle(unsigned int mask, const _Tp &value, unsigned int source) {
    static_assert(__is_trivially_copyable(_Tp), "a shuffle copies bytes");
    static_assert(sizeof(_Tp) <= 32, "CUDA shuffles at most 32 bytes");
    int words[(sizeof(_Tp) + 3) / 4] = {};
    __builtin_memcpy(words, &value, sizeof(_Tp));
    for (unsigned int i = 0; i < sizeof(words) / 4; ++i)
        words[i] = __shfl_sync(mask, words[i], (int)source);
    _Tp result;
    __builtin_memcpy(&result, words, sizeof(_Tp));
    return result;
}

} // namespace __anywarp
} // namespace cooperative_groups

#endif

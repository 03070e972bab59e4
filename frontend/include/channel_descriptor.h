/* cudaCreateChannelDesc: the element format of an array or a texture.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef __CHANNEL_DESCRIPTOR_H__
#define __CHANNEL_DESCRIPTOR_H__

#include <cuda_runtime_api.h>

#if defined(__cplusplus)

/* Element bits and kind from the element type E; a vector type has its elements at `x`, a scalar is its own. */
template <class _Ep> __inline__ __host__ cudaChannelFormatDesc __anywarp_channel(size_t elements) {
    const bool real = (_Ep)0.5f != (_Ep)0;
    const bool negative = (_Ep)-1 < (_Ep)0;
    const int bits = (int)sizeof(_Ep) * 8;
    if (elements == 3 || elements > 4 || bits > 32 || sizeof(_Ep) * elements > 16)
        return cudaCreateChannelDesc(0, 0, 0, 0, cudaChannelFormatKindNone);
    return cudaCreateChannelDesc(bits, elements > 1 ? bits : 0, elements > 2 ? bits : 0, elements > 3 ? bits : 0,
        real           ? cudaChannelFormatKindFloat
            : negative ? cudaChannelFormatKindSigned
                       : cudaChannelFormatKindUnsigned);
}
template <class _Tp> __inline__ __host__ cudaChannelFormatDesc __anywarp_channel_of(__typeof__(_Tp::x) *) {
    return __anywarp_channel<__typeof__(_Tp::x)>(sizeof(_Tp) / sizeof(_Tp::x));
}
template <class _Tp> __inline__ __host__ cudaChannelFormatDesc __anywarp_channel_of(...) {
    return __anywarp_channel<_Tp>(1);
}

/* Types that are not 8, 16 or 32 bits wide, and vectors of three, have no format: kind None. */
template <class _Tp> __inline__ __host__ cudaChannelFormatDesc cudaCreateChannelDesc(void) {
    return __anywarp_channel_of<_Tp>(0);
}

#endif

#endif

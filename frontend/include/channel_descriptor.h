// cudaCreateChannelDesc: the element format of an array or a texture.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_CHANNEL_DESCRIPTOR_H
#define ANYWARP_CHANNEL_DESCRIPTOR_H

#include <cuda_runtime_api.h>

#if defined(__cplusplus)

// Any other element type has no format.
template <class T> __inline__ __host__ cudaChannelFormatDesc cudaCreateChannelDesc(void) {
    return cudaCreateChannelDesc(0, 0, 0, 0, cudaChannelFormatKindNone);
}

#define ANYWARP_CHANNEL(T, x, y, z, w, kind) \
    template <> __inline__ __host__ cudaChannelFormatDesc cudaCreateChannelDesc<T>(void) { \
        return cudaCreateChannelDesc(x, y, z, w, cudaChannelFormatKind##kind); \
    }
#define ANYWARP_CHANNELS(T, name, bits, kind) \
    ANYWARP_CHANNEL(T, bits, 0, 0, 0, kind) \
    ANYWARP_CHANNEL(name##1, bits, 0, 0, 0, kind) \
    ANYWARP_CHANNEL(name##2, bits, bits, 0, 0, kind) \
    ANYWARP_CHANNEL(name##4, bits, bits, bits, bits, kind)

ANYWARP_CHANNEL(char, 8, 0, 0, 0, Signed)
ANYWARP_CHANNELS(signed char, char, 8, Signed)
ANYWARP_CHANNELS(unsigned char, uchar, 8, Unsigned)
ANYWARP_CHANNELS(short, short, 16, Signed)
ANYWARP_CHANNELS(unsigned short, ushort, 16, Unsigned)
ANYWARP_CHANNELS(int, int, 32, Signed)
ANYWARP_CHANNELS(unsigned int, uint, 32, Unsigned)
ANYWARP_CHANNELS(float, float, 32, Float)

#undef ANYWARP_CHANNELS
#undef ANYWARP_CHANNEL

#endif

#endif

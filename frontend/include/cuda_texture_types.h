// Texture objects; see texture_types.h.
#ifndef ANYWARP_CUDA_TEXTURE_TYPES_H
#define ANYWARP_CUDA_TEXTURE_TYPES_H
#include <texture_types.h>
#endif

// Texture and surface functions: not supported yet, and refused with a message where a kernel uses one.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_DEVICE_TEXTURE_H
#define ANYWARP_DEVICE_TEXTURE_H

#if __cplusplus >= 201103L

#define ANYWARP_TEXTURE(name) \
    template <class _Tp = void, class... _Arguments> \
    ANYWARP_DEVICE __attribute__((unavailable("reading textures in kernels is not supported yet"))) _Tp name(_Arguments...);
#define ANYWARP_SURFACE(name) \
    template <class _Tp = void, class... _Arguments> \
    ANYWARP_DEVICE __attribute__((unavailable("surfaces in kernels are not supported yet"))) _Tp name(_Arguments...);
#define ANYWARP_TEXTURES(kind) ANYWARP_TEXTURE(kind) ANYWARP_TEXTURE(kind##Lod) ANYWARP_TEXTURE(kind##Grad)
#define ANYWARP_SURFACES(kind) ANYWARP_SURFACE(kind##read) ANYWARP_SURFACE(kind##write)

ANYWARP_TEXTURE(tex1Dfetch)
ANYWARP_TEXTURE(tex2Dgather)
ANYWARP_TEXTURES(tex1D)
ANYWARP_TEXTURES(tex2D)
ANYWARP_TEXTURES(tex3D)
ANYWARP_TEXTURES(tex1DLayered)
ANYWARP_TEXTURES(tex2DLayered)
ANYWARP_TEXTURES(texCubemap)
ANYWARP_TEXTURES(texCubemapLayered)
ANYWARP_SURFACES(surf1D)
ANYWARP_SURFACES(surf2D)
ANYWARP_SURFACES(surf3D)
ANYWARP_SURFACES(surf1DLayered)
ANYWARP_SURFACES(surf2DLayered)
ANYWARP_SURFACES(surfCubemap)
ANYWARP_SURFACES(surfCubemapLayered)

#undef ANYWARP_TEXTURE
#undef ANYWARP_SURFACE
#undef ANYWARP_TEXTURES
#undef ANYWARP_SURFACES

#endif

#endif

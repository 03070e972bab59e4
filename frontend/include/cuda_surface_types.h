// Surface objects; see surface_types.h.
#ifndef ANYWARP_CUDA_SURFACE_TYPES_H
#define ANYWARP_CUDA_SURFACE_TYPES_H
#include <surface_types.h>
#endif

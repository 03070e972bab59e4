// Cached loads and funnel shifts: comes with cuda_runtime.h.
#ifndef ANYWARP_SM_32_INTRINSICS_H
#define ANYWARP_SM_32_INTRINSICS_H
#include <cuda_runtime.h>
#endif

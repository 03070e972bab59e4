// Warp shuffles: comes with cuda_runtime.h.
#ifndef ANYWARP_SM_30_INTRINSICS_H
#define ANYWARP_SM_30_INTRINSICS_H
#include <cuda_runtime.h>
#endif

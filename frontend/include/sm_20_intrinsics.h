// Intrinsics of compute capability 2.0: comes with cuda_runtime.h.
#ifndef ANYWARP_SM_20_INTRINSICS_H
#define ANYWARP_SM_20_INTRINSICS_H
#include <cuda_runtime.h>
#endif

// Intrinsics of compute capability 3.5: comes with cuda_runtime.h.
#ifndef ANYWARP_SM_35_INTRINSICS_H
#define ANYWARP_SM_35_INTRINSICS_H
#include <cuda_runtime.h>
#endif

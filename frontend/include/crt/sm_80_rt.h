// Warp reduce: comes with cuda_runtime.h.
#ifndef ANYWARP_CRT_SM_80_RT_H
#define ANYWARP_CRT_SM_80_RT_H
#include <cuda_runtime.h>
#endif

// Double precision intrinsics: comes with cuda_runtime.h.
#ifndef ANYWARP_CRT_DEVICE_DOUBLE_FUNCTIONS_H
#define ANYWARP_CRT_DEVICE_DOUBLE_FUNCTIONS_H
#include <cuda_runtime.h>
#endif

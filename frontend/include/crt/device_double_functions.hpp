// Double precision intrinsics: comes with cuda_runtime.h.
#ifndef ANYWARP_CRT_DEVICE_DOUBLE_FUNCTIONS_HPP
#define ANYWARP_CRT_DEVICE_DOUBLE_FUNCTIONS_HPP
#include <cuda_runtime.h>
#endif

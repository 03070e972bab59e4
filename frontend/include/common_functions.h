// Functions of host and device: comes with cuda_runtime.h.
#ifndef ANYWARP_COMMON_FUNCTIONS_H
#define ANYWARP_COMMON_FUNCTIONS_H
#include <cuda_runtime.h>
#endif

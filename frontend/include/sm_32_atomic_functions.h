// 64-bit atomics: comes with cuda_runtime.h.
#ifndef ANYWARP_SM_32_ATOMIC_FUNCTIONS_H
#define ANYWARP_SM_32_ATOMIC_FUNCTIONS_H
#include <cuda_runtime.h>
#endif

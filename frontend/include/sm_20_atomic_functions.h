// Atomics of compute capability 2.0: comes with cuda_runtime.h.
#ifndef ANYWARP_SM_20_ATOMIC_FUNCTIONS_H
#define ANYWARP_SM_20_ATOMIC_FUNCTIONS_H
#include <cuda_runtime.h>
#endif

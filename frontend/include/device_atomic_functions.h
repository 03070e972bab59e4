// Atomic functions: comes with cuda_runtime.h.
#ifndef ANYWARP_DEVICE_ATOMIC_FUNCTIONS_H
#define ANYWARP_DEVICE_ATOMIC_FUNCTIONS_H
#include <cuda_runtime.h>
#endif

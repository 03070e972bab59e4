// Atomic functions: comes with cuda_runtime.h.
#ifndef ANYWARP_DEVICE_ATOMIC_FUNCTIONS_HPP
#define ANYWARP_DEVICE_ATOMIC_FUNCTIONS_HPP
#include <cuda_runtime.h>
#endif

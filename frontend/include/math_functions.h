// The CUDA Math API: comes with cuda_runtime.h.
#ifndef ANYWARP_MATH_FUNCTIONS_H
#define ANYWARP_MATH_FUNCTIONS_H
#include <cuda_runtime.h>
#endif

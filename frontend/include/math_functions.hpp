// The CUDA Math API: comes with cuda_runtime.h.
#ifndef ANYWARP_MATH_FUNCTIONS_HPP
#define ANYWARP_MATH_FUNCTIONS_HPP
#include <cuda_runtime.h>
#endif

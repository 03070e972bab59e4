// threadIdx, blockIdx, blockDim, gridDim: comes with cuda_runtime.h.
#ifndef ANYWARP_DEVICE_LAUNCH_PARAMETERS_H
#define ANYWARP_DEVICE_LAUNCH_PARAMETERS_H
#include <cuda_runtime.h>
#endif

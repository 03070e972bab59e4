// Support of the device: comes with cuda_runtime.h.
#ifndef ANYWARP_CRT_DEVICE_RUNTIME_H
#define ANYWARP_CRT_DEVICE_RUNTIME_H
#include <cuda_runtime.h>
#endif

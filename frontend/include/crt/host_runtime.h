// Launch support of the host: comes with cuda_runtime.h.
#ifndef ANYWARP_CRT_HOST_RUNTIME_H
#define ANYWARP_CRT_HOST_RUNTIME_H
#include <cuda_runtime.h>
#endif

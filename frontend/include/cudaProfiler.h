// cuProfilerStart and cuProfilerStop of the driver API.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_CUDAPROFILER_H
#define ANYWARP_CUDAPROFILER_H
#include <cuda.h>
#endif

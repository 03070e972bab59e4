/* The runtime API inside kernels (dynamic parallelism) is not supported yet; this file declares nothing.
 * A kernel that calls a runtime function gets clang's error: a reference to a __host__ function. */
#ifndef ANYWARP_CUDA_DEVICE_RUNTIME_API_H
#define ANYWARP_CUDA_DEVICE_RUNTIME_API_H
#endif

// threadIdx, blockIdx, blockDim, gridDim: how they convert to uint3 and dim3.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// clang's __clang_cuda_builtin_vars.h declares the conversions and leaves their definition to whoever has dim3.
#ifndef ANYWARP_DEVICE_BUILTIN_VARIABLES_H
#define ANYWARP_DEVICE_BUILTIN_VARIABLES_H

#define ANYWARP_CONVERT(type) \
    __device__ __forceinline__ type::operator dim3() const { return dim3(x, y, z); } \
    __device__ __forceinline__ type::operator uint3() const { return {x, y, z}; }

ANYWARP_CONVERT(__cuda_builtin_threadIdx_t)
ANYWARP_CONVERT(__cuda_builtin_blockIdx_t)
ANYWARP_CONVERT(__cuda_builtin_blockDim_t)
ANYWARP_CONVERT(__cuda_builtin_gridDim_t)

#undef ANYWARP_CONVERT

#endif

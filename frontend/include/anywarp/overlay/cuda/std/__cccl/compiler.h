// CCCL's compiler detection must see clang: __NVCC__ is hidden from it, and it is given CUDA_VERSION.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma clang system_header
#include <cuda.h>
#pragma push_macro("__NVCC__")
#undef __NVCC__
#include_next <cuda/std/__cccl/compiler.h>
#pragma pop_macro("__NVCC__")

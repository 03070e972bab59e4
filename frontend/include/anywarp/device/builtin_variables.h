// threadIdx, blockIdx, blockDim, gridDim, warpSize.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The idea is that of LLVM's __clang_cuda_builtin_vars.h: stateless objects whose members are properties that read a
// special register. These may also be copied (`auto t = threadIdx`), since they never change within a thread, and
// they initialise a dim3 in every form, as nvcc's do.
#ifndef ANYWARP_DEVICE_BUILTIN_VARIABLES_H
#define ANYWARP_DEVICE_BUILTIN_VARIABLES_H

#define ANYWARP_REGISTER(field, read) \
    __declspec(property(get = __get_##field)) unsigned int field; \
    ANYWARP_DEVICE unsigned int __get_##field(void) { return read(); }
#define ANYWARP_VARIABLE(name, sreg) \
    struct __anywarp_##name { \
        ANYWARP_REGISTER(x, __nvvm_read_ptx_sreg_##sreg##_x) \
        ANYWARP_REGISTER(y, __nvvm_read_ptx_sreg_##sreg##_y) \
        ANYWARP_REGISTER(z, __nvvm_read_ptx_sreg_##sreg##_z) \
        __device__ __forceinline__ operator uint3() const { return make_uint3(x, y, z); } \
        __device__ __forceinline__ operator dim3() const { return dim3(x, y, z); } \
    }; \
    template <> struct __anywarp_is_index<__anywarp_##name> { \
        typedef void type; \
    }; \
    extern const __device__ __attribute__((weak)) __anywarp_##name name;

ANYWARP_VARIABLE(threadIdx, tid)
ANYWARP_VARIABLE(blockIdx, ctaid)
ANYWARP_VARIABLE(blockDim, ntid)
ANYWARP_VARIABLE(gridDim, nctaid)

#undef ANYWARP_VARIABLE
#undef ANYWARP_REGISTER

__device__ const int warpSize = 32;

#endif

// Launches: what clang calls for <<<>>>, and the C++ launch functions of the runtime API.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_CXX_LAUNCH_H
#define ANYWARP_CXX_LAUNCH_H

extern "C" {
// `kernel<<<grid, block, shared, stream>>>(…)` pushes its configuration; the kernel's host stub pops it.
unsigned int __cudaPushCallConfiguration(dim3 gridDim, dim3 blockDim, size_t sharedMem = 0, void *stream = 0);
cudaError_t __cudaPopCallConfiguration(dim3 *gridDim, dim3 *blockDim, size_t *sharedMem, void *stream);
}

template <class _Tp>
static __inline__ __host__ cudaError_t cudaLaunchKernel(_Tp *func, dim3 gridDim, dim3 blockDim, void **args,
    size_t sharedMem = 0, cudaStream_t stream = 0) {
    return ::cudaLaunchKernel((const void *)func, gridDim, blockDim, args, sharedMem, stream);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaLaunchCooperativeKernel(_Tp *func, dim3 gridDim, dim3 blockDim, void **args,
    size_t sharedMem = 0, cudaStream_t stream = 0) {
    return ::cudaLaunchCooperativeKernel((const void *)func, gridDim, blockDim, args, sharedMem, stream);
}

#if __cplusplus >= 201103L
// Converts each argument to the kernel's parameter type, as a call would, and launches.
template <class... _Parameter, class... _Argument>
static __inline__ __host__ cudaError_t cudaLaunchKernelEx(const cudaLaunchConfig_t *config,
    void (*kernel)(_Parameter...), _Argument &&...argument) {
    return [&](_Parameter... converted) {
        void *pointers[sizeof...(_Parameter) + 1] = {(void *)&converted...};
        return ::cudaLaunchKernelExC(config, (const void *)kernel, pointers);
    }(static_cast<_Argument &&>(argument)...);
}
#endif

#endif

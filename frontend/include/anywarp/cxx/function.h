// C++ overloads of the runtime API that take a kernel by its type rather than by const void *.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_CXX_FUNCTION_H
#define ANYWARP_CXX_FUNCTION_H

template <class _Tp> static __inline__ __host__ cudaError_t cudaFuncSetCacheConfig(_Tp *func, enum cudaFuncCache config) {
    return ::cudaFuncSetCacheConfig((const void *)func, config);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaFuncSetSharedMemConfig(_Tp *func, enum cudaSharedMemConfig config) {
    return ::cudaFuncSetSharedMemConfig((const void *)func, config);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaFuncGetAttributes(struct cudaFuncAttributes *attributes, _Tp *func) {
    return ::cudaFuncGetAttributes(attributes, (const void *)func);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaFuncSetAttribute(_Tp *func, enum cudaFuncAttribute attribute, int value) {
    return ::cudaFuncSetAttribute((const void *)func, attribute, value);
}
template <class _Tp> static __inline__ __host__ cudaError_t cudaFuncGetName(const char **name, _Tp *func) {
    return ::cudaFuncGetName(name, (const void *)func);
}
template <class _Tp> static __inline__ __host__ cudaError_t cudaGetKernel(cudaKernel_t *kernel, _Tp *func) {
    return ::cudaGetKernel(kernel, (const void *)func);
}
template <class _Tp> static __inline__ __host__ cudaError_t cudaGetFuncBySymbol(cudaFunction_t *function, _Tp *func) {
    return ::cudaGetFuncBySymbol(function, (const void *)func);
}

#endif

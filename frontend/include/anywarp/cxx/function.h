// C++ overloads of the runtime API that take a kernel by its type rather than by const void *.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef ANYWARP_CXX_FUNCTION_H
#define ANYWARP_CXX_FUNCTION_H

template <class T> static __inline__ __host__ cudaError_t cudaFuncSetCacheConfig(T *func, enum cudaFuncCache config) {
    return ::cudaFuncSetCacheConfig((const void *)func, config);
}
template <class T>
static __inline__ __host__ cudaError_t cudaFuncSetSharedMemConfig(T *func, enum cudaSharedMemConfig config) {
    return ::cudaFuncSetSharedMemConfig((const void *)func, config);
}
template <class T>
static __inline__ __host__ cudaError_t cudaFuncGetAttributes(struct cudaFuncAttributes *attributes, T *func) {
    return ::cudaFuncGetAttributes(attributes, (const void *)func);
}
template <class T>
static __inline__ __host__ cudaError_t cudaFuncSetAttribute(T *func, enum cudaFuncAttribute attribute, int value) {
    return ::cudaFuncSetAttribute((const void *)func, attribute, value);
}
template <class T> static __inline__ __host__ cudaError_t cudaFuncGetName(const char **name, T *func) {
    return ::cudaFuncGetName(name, (const void *)func);
}
template <class T> static __inline__ __host__ cudaError_t cudaGetKernel(cudaKernel_t *kernel, T *func) {
    return ::cudaGetKernel(kernel, (const void *)func);
}
template <class T> static __inline__ __host__ cudaError_t cudaGetFuncBySymbol(cudaFunction_t *function, T *func) {
    return ::cudaGetFuncBySymbol(function, (const void *)func);
}

#endif

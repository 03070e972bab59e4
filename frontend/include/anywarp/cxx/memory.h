// C++ overloads of the runtime API: typed allocation, and device variables by name.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A device variable's address on the host is its shadow: the runtime finds the variable by it.
#ifndef ANYWARP_CXX_MEMORY_H
#define ANYWARP_CXX_MEMORY_H

template <class _Tp> static __inline__ __host__ cudaError_t cudaMalloc(_Tp **devPtr, size_t size) {
    return ::cudaMalloc((void **)(void *)devPtr, size);
}
static __inline__ __host__ cudaError_t cudaMallocHost(void **ptr, size_t size, unsigned int flags) {
    return ::cudaHostAlloc(ptr, size, flags);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMallocHost(_Tp **ptr, size_t size, unsigned int flags = 0) {
    return cudaMallocHost((void **)(void *)ptr, size, flags);
}
template <class _Tp> static __inline__ __host__ cudaError_t cudaHostAlloc(_Tp **ptr, size_t size, unsigned int flags) {
    return ::cudaHostAlloc((void **)(void *)ptr, size, flags);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaHostGetDevicePointer(_Tp **pDevice, void *pHost, unsigned int flags) {
    return ::cudaHostGetDevicePointer((void **)(void *)pDevice, pHost, flags);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMallocManaged(_Tp **devPtr, size_t size,
    unsigned int flags = cudaMemAttachGlobal) {
    return ::cudaMallocManaged((void **)(void *)devPtr, size, flags);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMallocPitch(_Tp **devPtr, size_t *pitch, size_t width, size_t height) {
    return ::cudaMallocPitch((void **)(void *)devPtr, pitch, width, height);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMallocAsync(_Tp **devPtr, size_t size, cudaStream_t stream) {
    return ::cudaMallocAsync((void **)(void *)devPtr, size, stream);
}
static __inline__ __host__ cudaError_t cudaMallocAsync(void **ptr, size_t size, cudaMemPool_t memPool,
    cudaStream_t stream) {
    return ::cudaMallocFromPoolAsync(ptr, size, memPool, stream);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMallocAsync(_Tp **ptr, size_t size, cudaMemPool_t memPool,
    cudaStream_t stream) {
    return ::cudaMallocFromPoolAsync((void **)(void *)ptr, size, memPool, stream);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMallocFromPoolAsync(_Tp **ptr, size_t size, cudaMemPool_t memPool,
    cudaStream_t stream) {
    return ::cudaMallocFromPoolAsync((void **)(void *)ptr, size, memPool, stream);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaStreamAttachMemAsync(cudaStream_t stream, _Tp *devPtr, size_t length = 0,
    unsigned int flags = cudaMemAttachSingle) {
    return ::cudaStreamAttachMemAsync(stream, (void *)devPtr, length, flags);
}

template <class _Tp> static __inline__ __host__ cudaError_t cudaGetSymbolAddress(void **devPtr, const _Tp &symbol) {
    return ::cudaGetSymbolAddress(devPtr, (const void *)&symbol);
}
template <class _Pp, class _Tp> static __inline__ __host__ cudaError_t cudaGetSymbolAddress(_Pp **devPtr, const _Tp &symbol) {
    return ::cudaGetSymbolAddress((void **)(void *)devPtr, (const void *)&symbol);
}
template <class _Tp> static __inline__ __host__ cudaError_t cudaGetSymbolSize(size_t *size, const _Tp &symbol) {
    return ::cudaGetSymbolSize(size, (const void *)&symbol);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMemcpyToSymbol(const _Tp &symbol, const void *src, size_t count,
    size_t offset = 0, enum cudaMemcpyKind kind = cudaMemcpyHostToDevice) {
    return ::cudaMemcpyToSymbol((const void *)&symbol, src, count, offset, kind);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMemcpyToSymbolAsync(const _Tp &symbol, const void *src, size_t count,
    size_t offset = 0, enum cudaMemcpyKind kind = cudaMemcpyHostToDevice, cudaStream_t stream = 0) {
    return ::cudaMemcpyToSymbolAsync((const void *)&symbol, src, count, offset, kind, stream);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMemcpyFromSymbol(void *dst, const _Tp &symbol, size_t count,
    size_t offset = 0, enum cudaMemcpyKind kind = cudaMemcpyDeviceToHost) {
    return ::cudaMemcpyFromSymbol(dst, (const void *)&symbol, count, offset, kind);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMemcpyFromSymbolAsync(void *dst, const _Tp &symbol, size_t count,
    size_t offset = 0, enum cudaMemcpyKind kind = cudaMemcpyDeviceToHost, cudaStream_t stream = 0) {
    return ::cudaMemcpyFromSymbolAsync(dst, (const void *)&symbol, count, offset, kind, stream);
}

// The forms with a location, which CUDA 13 made the only ones.
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMemPrefetchAsync(_Tp *devPtr, size_t count, struct cudaMemLocation location,
    unsigned int flags, cudaStream_t stream = 0) {
    return ::cudaMemPrefetchAsync_v2((const void *)devPtr, count, location, flags, stream);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaMemAdvise(_Tp *devPtr, size_t count, enum cudaMemoryAdvise advice,
    struct cudaMemLocation location) {
    return ::cudaMemAdvise_v2((const void *)devPtr, count, advice, location);
}

static __inline__ __host__ cudaError_t cudaEventCreate(cudaEvent_t *event, unsigned int flags) {
    return ::cudaEventCreateWithFlags(event, flags);
}

#endif

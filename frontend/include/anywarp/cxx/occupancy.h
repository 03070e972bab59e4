// C++ overloads of the occupancy functions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA Runtime API, "Occupancy": the block size that keeps the most threads of a multiprocessor busy.
#ifndef ANYWARP_CXX_OCCUPANCY_H
#define ANYWARP_CXX_OCCUPANCY_H

template <class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessor(int *numBlocks, _Tp func,
    int blockSize, size_t dynamicSMemSize) {
    return ::cudaOccupancyMaxActiveBlocksPerMultiprocessor(numBlocks, (const void *)func, blockSize, dynamicSMemSize);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *numBlocks, _Tp func,
    int blockSize, size_t dynamicSMemSize, unsigned int flags) {
    return ::cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(numBlocks, (const void *)func, blockSize,
        dynamicSMemSize, flags);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyAvailableDynamicSMemPerBlock(size_t *dynamicSmemSize, _Tp *func,
    int numBlocks, int blockSize) {
    return ::cudaOccupancyAvailableDynamicSMemPerBlock(dynamicSmemSize, (const void *)func, numBlocks, blockSize);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxPotentialClusterSize(int *clusterSize, _Tp *func,
    const cudaLaunchConfig_t *config) {
    return ::cudaOccupancyMaxPotentialClusterSize(clusterSize, (const void *)func, config);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxActiveClusters(int *numClusters, _Tp *func,
    const cudaLaunchConfig_t *config) {
    return ::cudaOccupancyMaxActiveClusters(numClusters, (const void *)func, config);
}

// Tries every multiple of the warp size, largest first; `bytes(blockSize)` is the dynamic shared memory of a block.
template <class _Bytes, class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(int *minGridSize,
    int *blockSize, _Tp func, _Bytes bytes, int blockSizeLimit = 0, unsigned int flags = 0) {
    if (!minGridSize || !blockSize || !func)
        return cudaErrorInvalidValue;
    int device, multiprocessors, device_threads, sm_threads, warp;
    struct cudaFuncAttributes attributes;
    cudaError_t error;
    if ((error = ::cudaGetDevice(&device)) != cudaSuccess
        || (error = ::cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device)) != cudaSuccess
        || (error = ::cudaDeviceGetAttribute(&device_threads, cudaDevAttrMaxThreadsPerBlock, device)) != cudaSuccess
        || (error = ::cudaDeviceGetAttribute(&sm_threads, cudaDevAttrMaxThreadsPerMultiProcessor, device))
            != cudaSuccess
        || (error = ::cudaDeviceGetAttribute(&warp, cudaDevAttrWarpSize, device)) != cudaSuccess
        || (error = ::cudaFuncGetAttributes(&attributes, (const void *)func)) != cudaSuccess)
        return error;
    int limit = attributes.maxThreadsPerBlock < device_threads ? attributes.maxThreadsPerBlock : device_threads;
    if (blockSizeLimit > 0 && blockSizeLimit < limit)
        limit = blockSizeLimit;
    int best_threads = 0, best_size = 0, best_blocks = 0;
    for (int rounded = (limit + warp - 1) / warp * warp; rounded > 0; rounded -= warp) {
        int size = rounded < limit ? rounded : limit;
        int blocks;
        error = ::cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&blocks, (const void *)func, size,
            (size_t)bytes(size), flags);
        if (error != cudaSuccess)
            return error;
        if (size * blocks > best_threads) {
            best_threads = size * blocks;
            best_size = size;
            best_blocks = blocks;
        }
        if (best_threads == sm_threads)
            break;
    }
    *minGridSize = best_blocks * multiprocessors;
    *blockSize = best_size;
    return cudaSuccess;
}
template <class _Bytes, class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxPotentialBlockSizeVariableSMem(int *minGridSize,
    int *blockSize, _Tp func, _Bytes bytes, int blockSizeLimit = 0) {
    return cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(minGridSize, blockSize, func, bytes, blockSizeLimit,
        cudaOccupancyDefault);
}

// The same for an amount of shared memory that does not depend on the block size.
class __cudaOccupancyB2DHelper {
    size_t bytes;

public:
    __host__ __device__ __cudaOccupancyB2DHelper(size_t n) : bytes(n) {}
    __host__ __device__ size_t operator()(int) const { return bytes; }
};

template <class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxPotentialBlockSizeWithFlags(int *minGridSize, int *blockSize,
    _Tp func, size_t dynamicSMemSize = 0, int blockSizeLimit = 0, unsigned int flags = 0) {
    return cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(minGridSize, blockSize, func,
        __cudaOccupancyB2DHelper(dynamicSMemSize), blockSizeLimit, flags);
}
template <class _Tp>
static __inline__ __host__ cudaError_t cudaOccupancyMaxPotentialBlockSize(int *minGridSize, int *blockSize, _Tp func,
    size_t dynamicSMemSize = 0, int blockSizeLimit = 0) {
    return cudaOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(minGridSize, blockSize, func,
        __cudaOccupancyB2DHelper(dynamicSMemSize), blockSizeLimit, cudaOccupancyDefault);
}

#endif

/* Opaque handles of the CUDA runtime: streams, events, arrays, graphs, pools, libraries.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Names and values follow the CUDA 12 runtime API; checked against cuda-bindings 12.9 (Apache-2.0). */
#ifndef ANYWARP_TYPES_HANDLES_H
#define ANYWARP_TYPES_HANDLES_H

struct cudaArray;
struct cudaMipmappedArray;
struct CUstream_st;
struct CUevent_st;
struct cudaGraphicsResource;
struct CUexternalMemory_st;
struct CUexternalSemaphore_st;
struct CUgraph_st;
struct CUgraphNode_st;
struct CUuserObject_st;
struct CUfunc_st;
struct CUkern_st;
struct CUlib_st;
struct CUmemPoolHandle_st;
struct CUgraphExec_st;
struct CUgraphDeviceUpdatableNode_st;
struct cudaAsyncCallbackEntry;

typedef struct cudaArray *cudaArray_t;
typedef const struct cudaArray *cudaArray_const_t;
typedef struct cudaMipmappedArray *cudaMipmappedArray_t;
typedef const struct cudaMipmappedArray *cudaMipmappedArray_const_t;
typedef struct CUstream_st *cudaStream_t;
typedef struct CUevent_st *cudaEvent_t;
typedef struct cudaGraphicsResource *cudaGraphicsResource_t;
typedef struct CUexternalMemory_st *cudaExternalMemory_t;
typedef struct CUexternalSemaphore_st *cudaExternalSemaphore_t;
typedef struct CUgraph_st *cudaGraph_t;
typedef struct CUgraphNode_st *cudaGraphNode_t;
typedef struct CUuserObject_st *cudaUserObject_t;
typedef struct CUfunc_st *cudaFunction_t;
typedef struct CUkern_st *cudaKernel_t;
typedef struct CUlib_st *cudaLibrary_t;
typedef struct CUmemPoolHandle_st *cudaMemPool_t;
typedef struct CUgraphExec_st *cudaGraphExec_t;
typedef struct CUgraphDeviceUpdatableNode_st *cudaGraphDeviceNode_t;
typedef struct cudaAsyncCallbackEntry *cudaAsyncCallbackHandle_t;

#endif

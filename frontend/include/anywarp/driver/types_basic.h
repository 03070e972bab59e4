/* Types of the driver API: handles, descriptors.
 * SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 * Names and values follow the CUDA 12 driver API; checked against cuda-bindings 12.9 (Apache-2.0). */
#ifndef ANYWARP_DRIVER_API_TYPES_BASIC_H
#define ANYWARP_DRIVER_API_TYPES_BASIC_H

#if defined(_WIN64) || defined(__LP64__)
typedef unsigned long long CUdeviceptr_v2;
#else
typedef unsigned int CUdeviceptr_v2;
#endif
typedef int CUdevice_v1;
typedef unsigned long long CUtexObject_v1;
typedef unsigned long long CUsurfObject_v1;

struct CUipcEventHandle_st {
    char reserved[64];
};
typedef struct CUipcEventHandle_st CUipcEventHandle_v1;

struct CUipcMemHandle_st {
    char reserved[64];
};
typedef struct CUipcMemHandle_st CUipcMemHandle_v1;

struct CUdevprop_st {
    int maxThreadsPerBlock;
    int maxThreadsDim[3];
    int maxGridSize[3];
    int sharedMemPerBlock;
    int totalConstantMemory;
    int SIMDWidth;
    int memPitch;
    int regsPerBlock;
    int clockRate;
    int textureAlign;
};
typedef struct CUdevprop_st CUdevprop_v1;

struct CUaccessPolicyWindow_st {
    void *base_ptr;
    size_t num_bytes;
    float hitRatio;
    CUaccessProperty hitProp;
    CUaccessProperty missProp;
};
typedef struct CUaccessPolicyWindow_st CUaccessPolicyWindow_v1;
typedef CUlaunchAttributeID CUkernelNodeAttrID;
typedef CUlaunchAttributeID CUstreamAttrID;

struct CUexecAffinitySmCount_st {
    unsigned int val;
};
typedef struct CUexecAffinitySmCount_st CUexecAffinitySmCount_v1;

struct CUDA_ARRAY_DESCRIPTOR_st {
    size_t Width;
    size_t Height;
    CUarray_format Format;
    unsigned int NumChannels;
};
typedef struct CUDA_ARRAY_DESCRIPTOR_st CUDA_ARRAY_DESCRIPTOR_v2;

struct CUDA_ARRAY3D_DESCRIPTOR_st {
    size_t Width;
    size_t Height;
    size_t Depth;
    CUarray_format Format;
    unsigned int NumChannels;
    unsigned int Flags;
};
typedef struct CUDA_ARRAY3D_DESCRIPTOR_st CUDA_ARRAY3D_DESCRIPTOR_v2;

struct CUDA_ARRAY_MEMORY_REQUIREMENTS_st {
    size_t size;
    size_t alignment;
    unsigned int reserved[4];
};
typedef struct CUDA_ARRAY_MEMORY_REQUIREMENTS_st CUDA_ARRAY_MEMORY_REQUIREMENTS_v1;

struct CUDA_TEXTURE_DESC_st {
    CUaddress_mode addressMode[3];
    CUfilter_mode filterMode;
    unsigned int flags;
    unsigned int maxAnisotropy;
    CUfilter_mode mipmapFilterMode;
    float mipmapLevelBias;
    float minMipmapLevelClamp;
    float maxMipmapLevelClamp;
    float borderColor[4];
    int reserved[12];
};
typedef struct CUDA_TEXTURE_DESC_st CUDA_TEXTURE_DESC_v1;

struct CUDA_RESOURCE_VIEW_DESC_st {
    CUresourceViewFormat format;
    size_t width;
    size_t height;
    size_t depth;
    unsigned int firstMipmapLevel;
    unsigned int lastMipmapLevel;
    unsigned int firstLayer;
    unsigned int lastLayer;
    unsigned int reserved[16];
};
typedef struct CUDA_RESOURCE_VIEW_DESC_st CUDA_RESOURCE_VIEW_DESC_v1;

struct CUDA_EXTERNAL_MEMORY_BUFFER_DESC_st {
    unsigned long long offset;
    unsigned long long size;
    unsigned int flags;
    unsigned int reserved[16];
};
typedef struct CUDA_EXTERNAL_MEMORY_BUFFER_DESC_st CUDA_EXTERNAL_MEMORY_BUFFER_DESC_v1;
typedef unsigned long long CUmemGenericAllocationHandle_v1;

struct CUmemLocation_st {
    CUmemLocationType type;
    int id;
};
typedef struct CUmemLocation_st CUmemLocation_v1;

struct CUmulticastObjectProp_st {
    unsigned int numDevices;
    size_t size;
    unsigned long long handleTypes;
    unsigned long long flags;
};
typedef struct CUmulticastObjectProp_st CUmulticastObjectProp_v1;

struct CUmemPoolPtrExportData_st {
    unsigned char reserved[64];
};
typedef struct CUmemPoolPtrExportData_st CUmemPoolPtrExportData_v1;

struct CUoffset3D_st {
    size_t x;
    size_t y;
    size_t z;
};
typedef struct CUoffset3D_st CUoffset3D_v1;

struct CUextent3D_st {
    size_t width;
    size_t height;
    size_t depth;
};
typedef struct CUextent3D_st CUextent3D_v1;
typedef unsigned int CUlogIterator;
struct CUctx_st;
typedef struct CUctx_st * CUcontext;
struct CUmod_st;
typedef struct CUmod_st * CUmodule;
struct CUfunc_st;
typedef struct CUfunc_st * CUfunction;
struct CUlib_st;
typedef struct CUlib_st * CUlibrary;
struct CUkern_st;
typedef struct CUkern_st * CUkernel;
struct CUarray_st;
typedef struct CUarray_st * CUarray;
struct CUmipmappedArray_st;
typedef struct CUmipmappedArray_st * CUmipmappedArray;
struct CUtexref_st;
typedef struct CUtexref_st * CUtexref;
struct CUsurfref_st;
typedef struct CUsurfref_st * CUsurfref;
struct CUevent_st;
typedef struct CUevent_st * CUevent;
struct CUstream_st;
typedef struct CUstream_st * CUstream;
struct CUgraphicsResource_st;
typedef struct CUgraphicsResource_st * CUgraphicsResource;
struct CUextMemory_st;
typedef struct CUextMemory_st * CUexternalMemory;
struct CUextSemaphore_st;
typedef struct CUextSemaphore_st * CUexternalSemaphore;
struct CUgraph_st;
typedef struct CUgraph_st * CUgraph;
struct CUgraphNode_st;
typedef struct CUgraphNode_st * CUgraphNode;
struct CUgraphExec_st;
typedef struct CUgraphExec_st * CUgraphExec;
struct CUmemPoolHandle_st;
typedef struct CUmemPoolHandle_st * CUmemoryPool;
struct CUuserObject_st;
typedef struct CUuserObject_st * CUuserObject;
struct CUgraphDeviceUpdatableNode_st;
typedef struct CUgraphDeviceUpdatableNode_st * CUgraphDeviceNode;
struct CUasyncCallbackEntry_st;
typedef struct CUasyncCallbackEntry_st * CUasyncCallbackHandle;
struct CUgreenCtx_st;
typedef struct CUgreenCtx_st * CUgreenCtx;
struct CUlinkState_st;
typedef struct CUlinkState_st * CUlinkState;
struct CUdevResourceDesc_st;
typedef struct CUdevResourceDesc_st * CUdevResourceDesc;
struct CUlogsCallbackEntry_st;
typedef struct CUlogsCallbackEntry_st * CUlogsCallbackHandle;

#ifndef CU_UUID_HAS_BEEN_DEFINED
#define CU_UUID_HAS_BEEN_DEFINED
struct CUuuid_st {
    char bytes[16];
};
typedef struct CUuuid_st CUuuid;
#endif

struct CUstreamMemOpFlushRemoteWritesParams_st {
    CUstreamBatchMemOpType operation;
    unsigned int flags;
};

struct CUstreamMemOpMemoryBarrierParams_st {
    CUstreamBatchMemOpType operation;
    unsigned int flags;
};
typedef void (CUDA_CB *CUhostFn)(void *userData);

#endif

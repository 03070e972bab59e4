// Handles and structures of the driver API.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names and values follow the CUDA 12 driver API; checked against cuda-bindings 12.9 (Apache-2.0).
#ifndef ANYWARP_DRIVER_API_TYPES_H
#define ANYWARP_DRIVER_API_TYPES_H

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
typedef unsigned long long CUmemGenericAllocationHandle_v1;

struct CUmemLocation_st {
    CUmemLocationType type;
    int id;
};
typedef struct CUmemLocation_st CUmemLocation_v1;
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
struct CUlinkState_st;
typedef struct CUlinkState_st * CUlinkState;
#ifndef CU_UUID_HAS_BEEN_DEFINED
#define CU_UUID_HAS_BEEN_DEFINED

struct CUuuid_st {
    char bytes[16];
};
typedef struct CUuuid_st CUuuid;
#endif
typedef CUdeviceptr_v2 CUdeviceptr;
typedef CUdevice_v1 CUdevice;
typedef CUtexObject_v1 CUtexObject;
typedef CUsurfObject_v1 CUsurfObject;
typedef CUipcEventHandle_v1 CUipcEventHandle;
typedef CUipcMemHandle_v1 CUipcMemHandle;
typedef CUdevprop_v1 CUdevprop;
typedef CUDA_ARRAY_DESCRIPTOR_v2 CUDA_ARRAY_DESCRIPTOR;
typedef CUDA_ARRAY3D_DESCRIPTOR_v2 CUDA_ARRAY3D_DESCRIPTOR;
typedef CUDA_ARRAY_MEMORY_REQUIREMENTS_v1 CUDA_ARRAY_MEMORY_REQUIREMENTS;
typedef CUDA_TEXTURE_DESC_v1 CUDA_TEXTURE_DESC;
typedef CUDA_RESOURCE_VIEW_DESC_v1 CUDA_RESOURCE_VIEW_DESC;
typedef CUmemGenericAllocationHandle_v1 CUmemGenericAllocationHandle;
typedef CUmemLocation_v1 CUmemLocation;

struct CUDA_LAUNCH_PARAMS_st {
    CUfunction function;
    unsigned int gridDimX;
    unsigned int gridDimY;
    unsigned int gridDimZ;
    unsigned int blockDimX;
    unsigned int blockDimY;
    unsigned int blockDimZ;
    unsigned int sharedMemBytes;
    CUstream hStream;
    void **kernelParams;
};
typedef struct CUDA_LAUNCH_PARAMS_st CUDA_LAUNCH_PARAMS_v1;

struct CUDA_MEMCPY2D_st {
    size_t srcXInBytes;
    size_t srcY;
    CUmemorytype srcMemoryType;
    void *srcHost;
    CUdeviceptr srcDevice;
    CUarray srcArray;
    size_t srcPitch;
    size_t dstXInBytes;
    size_t dstY;
    CUmemorytype dstMemoryType;
    void *dstHost;
    CUdeviceptr dstDevice;
    CUarray dstArray;
    size_t dstPitch;
    size_t WidthInBytes;
    size_t Height;
};
typedef struct CUDA_MEMCPY2D_st CUDA_MEMCPY2D_v2;

struct CUDA_MEMCPY3D_st {
    size_t srcXInBytes;
    size_t srcY;
    size_t srcZ;
    size_t srcLOD;
    CUmemorytype srcMemoryType;
    void *srcHost;
    CUdeviceptr srcDevice;
    CUarray srcArray;
    void *reserved0;
    size_t srcPitch;
    size_t srcHeight;
    size_t dstXInBytes;
    size_t dstY;
    size_t dstZ;
    size_t dstLOD;
    CUmemorytype dstMemoryType;
    void *dstHost;
    CUdeviceptr dstDevice;
    CUarray dstArray;
    void *reserved1;
    size_t dstPitch;
    size_t dstHeight;
    size_t WidthInBytes;
    size_t Height;
    size_t Depth;
};
typedef struct CUDA_MEMCPY3D_st CUDA_MEMCPY3D_v2;

struct CUDA_MEMCPY3D_PEER_st {
    size_t srcXInBytes;
    size_t srcY;
    size_t srcZ;
    size_t srcLOD;
    CUmemorytype srcMemoryType;
    void *srcHost;
    CUdeviceptr srcDevice;
    CUarray srcArray;
    CUcontext srcContext;
    size_t srcPitch;
    size_t srcHeight;
    size_t dstXInBytes;
    size_t dstY;
    size_t dstZ;
    size_t dstLOD;
    CUmemorytype dstMemoryType;
    void *dstHost;
    CUdeviceptr dstDevice;
    CUarray dstArray;
    CUcontext dstContext;
    size_t dstPitch;
    size_t dstHeight;
    size_t WidthInBytes;
    size_t Height;
    size_t Depth;
};
typedef struct CUDA_MEMCPY3D_PEER_st CUDA_MEMCPY3D_PEER_v1;

struct CUmemAccessDesc_st {
    CUmemLocation location;
    CUmemAccess_flags flags;
};
typedef struct CUmemAccessDesc_st CUmemAccessDesc_v1;

struct CUmemcpyAttributes_st {
    CUmemcpySrcAccessOrder srcAccessOrder;
    CUmemLocation srcLocHint;
    CUmemLocation dstLocHint;
    unsigned int flags;
};
typedef struct CUmemcpyAttributes_st CUmemcpyAttributes_v1;
typedef CUDA_LAUNCH_PARAMS_v1 CUDA_LAUNCH_PARAMS;
typedef CUDA_MEMCPY2D_v2 CUDA_MEMCPY2D;
typedef CUDA_MEMCPY3D_v2 CUDA_MEMCPY3D;
typedef CUDA_MEMCPY3D_PEER_v1 CUDA_MEMCPY3D_PEER;
typedef CUmemAccessDesc_v1 CUmemAccessDesc;
typedef CUmemcpyAttributes_v1 CUmemcpyAttributes;

typedef void (CUDA_CB *CUhostFn)(void *userData);
typedef void (CUDA_CB *CUstreamCallback)(CUstream hStream, CUresult status, void *userData);
typedef size_t (CUDA_CB *CUoccupancyB2DSize)(int blockSize);

#endif

//! Every function of the CUDA 12 and 13 runtime APIs: which are real, and that the others say so.
//!
//! The list follows `cuda-bindings` 12.9.10 and 13.3.0 (Apache-2.0) plus what that leaves out: copies to symbols, launches,
//! registration and the functions that CUDA 13 removed.

use std::collections::BTreeSet;
use std::sync::Mutex;

use crate::error::Error;

/// What a function of the API does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// What CUDA's does.
    Real,
    /// It checks its arguments and gives an error that depends on them.
    Refused,
    /// It returns `cudaErrorNotSupported`.
    Missing,
}

/// Names the real functions (the compiler checks that they exist) and those that are refused but do something
/// more, and defines the others, which return `cudaErrorNotSupported` whatever they are given and say what to do.
macro_rules! functions {
    (
        real { $($chapter:ident: $($real:ident),* $(,)?;)* }
        refused { $($place:ident: $($refused:ident),* $(,)?;)* }
        not_supported { $($(#[$about:meta])* $group:ident ($advice:expr): $($missing:ident),* $(,)?;)* }
    ) => {
        /// Functions by chapter.
        pub const FUNCTIONS: &[(&str, Support)] =
            &[$($((stringify!($real), Support::Real),)*)* $($((stringify!($refused), Support::Refused),)*)*
              $($((stringify!($missing), Support::Missing),)*)*];

        $($(const _: *const () = super::$chapter::$real as *const ();)*)*
        $($(const _: *const () = super::$place::$refused as *const ();)*)*

        $($(#[$about])*
        pub mod $group {
            $(
                #[unsafe(no_mangle)]
                pub extern "C" fn $missing() -> i32 {
                    $crate::api::table::not_supported(stringify!($missing), $advice)
                }
            )*
        })*
    };
}

/// What a function does that is not real.
fn not_supported(name: &'static str, advice: &str) -> i32 {
    explain(name, advice);
    super::error::remember(Err(Error::NotSupported))
}

/// Says once on stderr what to do instead, since many programs do not check what they call.
pub(super) fn explain(name: &'static str, advice: &str) {
    static SAID: Mutex<BTreeSet<&str>> = Mutex::new(BTreeSet::new());
    if SAID.lock().expect("not poisoned").insert(name) {
        crate::device::say(&format!("anywarp: {name} returns cudaErrorNotSupported: {advice}\n"));
    }
}

pub(super) const GRAPHS: &str =
    "CUDA graphs and stream capture are not supported yet; submit the work to a stream";

functions! {
    real {
        attributes:
            cudaStreamCopyAttributes, cudaStreamCopyAttributes_ptsz, cudaStreamGetAttribute,
            cudaStreamGetAttribute_ptsz, cudaStreamSetAttribute, cudaStreamSetAttribute_ptsz;
        batch:
            cudaMemcpyBatchAsync, cudaMemcpyBatchAsync_ptsz;
        capture:
            cudaStreamIsCapturing, cudaStreamIsCapturing_ptsz;
        channel:
            cudaCreateChannelDesc;
        code:
            cudaFuncGetParamCount, cudaGetDriverEntryPoint, cudaGetDriverEntryPointByVersion,
            cudaGetDriverEntryPointByVersion_ptsz, cudaGetDriverEntryPoint_ptsz, cudaGetFuncBySymbol, cudaGetKernel,
            cudaSetDoubleForDevice, cudaSetDoubleForHost;
        copy:
            cudaMemcpy, cudaMemcpy2D, cudaMemcpy2DAsync, cudaMemcpy2DAsync_ptsz, cudaMemcpy2D_ptds,
            cudaMemcpy3D, cudaMemcpy3DAsync, cudaMemcpy3DAsync_ptsz, cudaMemcpy3DPeer,
            cudaMemcpy3DPeerAsync, cudaMemcpy3DPeerAsync_ptsz, cudaMemcpy3DPeer_ptds, cudaMemcpy3D_ptds,
            cudaMemcpyAsync, cudaMemcpyAsync_ptsz, cudaMemcpyPeer, cudaMemcpyPeerAsync,
            cudaMemcpyPeerAsync_ptsz, cudaMemcpyPeer_ptds, cudaMemcpy_ptds, cudaMemset, cudaMemset2D,
            cudaMemset2DAsync, cudaMemset2DAsync_ptsz, cudaMemset2D_ptds, cudaMemset3D, cudaMemset3DAsync,
            cudaMemset3DAsync_ptsz, cudaMemset3D_ptds, cudaMemsetAsync, cudaMemsetAsync_ptsz,
            cudaMemset_ptds;
        device:
            cudaDeviceReset, cudaDeviceSynchronize, cudaDriverGetVersion, cudaGetDevice,
            cudaGetDeviceCount, cudaProfilerStart, cudaProfilerStop, cudaRuntimeGetVersion, cudaSetDevice,
            cudaThreadExit, cudaThreadSynchronize;
        error:
            cudaGetErrorName, cudaGetErrorString, cudaGetLastError, cudaPeekAtLastError;
        event:
            cudaEventCreate, cudaEventCreateWithFlags, cudaEventDestroy, cudaEventElapsedTime,
            cudaEventElapsedTime_v2, cudaEventQuery, cudaEventRecord, cudaEventRecordWithFlags,
            cudaEventRecordWithFlags_ptsz, cudaEventRecord_ptsz, cudaEventSynchronize;
        function:
            cudaFuncGetAttributes, cudaFuncGetName, cudaFuncGetParamInfo, cudaFuncSetAttribute, cudaFuncSetCacheConfig,
            cudaFuncSetSharedMemConfig, cudaOccupancyAvailableDynamicSMemPerBlock,
            cudaOccupancyMaxActiveBlocksPerMultiprocessor,
            cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags;
        host:
            cudaFreeHost, cudaHostAlloc, cudaHostGetDevicePointer, cudaHostGetFlags, cudaHostRegister,
            cudaHostUnregister, cudaMallocHost;
        launch:
            cudaLaunchCooperativeKernel, cudaLaunchCooperativeKernel_ptsz, cudaLaunchHostFunc,
            cudaLaunchHostFunc_ptsz, cudaLaunchKernel, cudaLaunchKernelExC, cudaLaunchKernelExC_ptsz,
            cudaLaunchKernel_ptsz;
        managed:
            cudaMemAdvise, cudaMemAdvise_v2, cudaMemRangeGetAttribute, cudaMemRangeGetAttributes, cudaMemPrefetchAsync, cudaMemPrefetchAsync_ptsz,
            cudaMemPrefetchAsync_v2, cudaMemPrefetchAsync_v2_ptsz, cudaStreamAttachMemAsync,
            cudaStreamAttachMemAsync_ptsz;
        memory:
            cudaFree, cudaFreeAsync, cudaFreeAsync_ptsz, cudaMalloc, cudaMalloc3D, cudaMallocAsync,
            cudaMallocAsync_ptsz, cudaMallocManaged, cudaMallocPitch, cudaMemGetInfo,
            cudaPointerGetAttributes;
        pool:
            cudaDeviceGetDefaultMemPool, cudaDeviceGetMemPool, cudaDeviceSetMemPool,
            cudaMallocFromPoolAsync, cudaMallocFromPoolAsync_ptsz, cudaMemPoolCreate, cudaMemPoolDestroy,
            cudaMemPoolGetAccess, cudaMemPoolGetAttribute, cudaMemPoolSetAccess, cudaMemPoolSetAttribute,
            cudaMemPoolTrimTo;
        properties:
            cudaChooseDevice, cudaDeviceGetAttribute, cudaDeviceGetByPCIBusId, cudaDeviceGetPCIBusId,
            cudaGetDeviceProperties, cudaGetDeviceProperties_v2;
        registration:
            __cudaInitModule, __cudaPopCallConfiguration, __cudaPushCallConfiguration,
            __cudaRegisterFatBinary, __cudaRegisterFatBinaryEnd, __cudaRegisterFunction,
            __cudaRegisterManagedVar, __cudaRegisterVar, __cudaUnregisterFatBinary;
        settings:
            cudaCtxResetPersistingL2Cache, cudaDeviceCanAccessPeer, cudaDeviceDisablePeerAccess,
            cudaDeviceEnablePeerAccess, cudaDeviceGetCacheConfig, cudaDeviceGetLimit,
            cudaDeviceGetP2PAttribute, cudaDeviceGetSharedMemConfig, cudaDeviceSetCacheConfig,
            cudaDeviceSetLimit, cudaDeviceSetSharedMemConfig, cudaGetDeviceFlags, cudaInitDevice,
            cudaSetDeviceFlags, cudaSetValidDevices, cudaThreadGetCacheConfig, cudaThreadGetLimit,
            cudaThreadSetCacheConfig, cudaThreadSetLimit;
        stream:
            cudaDeviceGetStreamPriorityRange, cudaStreamAddCallback, cudaStreamAddCallback_ptsz,
            cudaStreamCreate, cudaStreamCreateWithFlags, cudaStreamCreateWithPriority, cudaStreamDestroy,
            cudaStreamGetDevice, cudaStreamGetDevice_ptsz, cudaStreamGetFlags, cudaStreamGetFlags_ptsz,
            cudaStreamGetId, cudaStreamGetId_ptsz, cudaStreamGetPriority, cudaStreamGetPriority_ptsz,
            cudaStreamQuery, cudaStreamQuery_ptsz,
            cudaStreamSynchronize, cudaStreamSynchronize_ptsz, cudaStreamWaitEvent,
            cudaStreamWaitEvent_ptsz;
        symbol:
            cudaGetSymbolAddress, cudaGetSymbolSize, cudaMemcpyFromSymbol, cudaMemcpyFromSymbolAsync,
            cudaMemcpyFromSymbolAsync_ptsz, cudaMemcpyFromSymbol_ptds, cudaMemcpyToSymbol,
            cudaMemcpyToSymbolAsync, cudaMemcpyToSymbolAsync_ptsz, cudaMemcpyToSymbol_ptds;
    }
    refused {
        capture:
            cudaStreamBeginCapture, cudaStreamBeginCapture_ptsz, cudaStreamEndCapture, cudaStreamEndCapture_ptsz;
    }
    not_supported {
        /// Graph Management and stream capture.
        graphs (super::GRAPHS):
            cudaDeviceGetGraphMemAttribute, cudaDeviceGraphMemTrim, cudaDeviceSetGraphMemAttribute,
            cudaGraphAddChildGraphNode, cudaGraphAddDependencies, cudaGraphAddDependencies_v2,
            cudaGraphAddEmptyNode, cudaGraphAddEventRecordNode, cudaGraphAddEventWaitNode,
            cudaGraphAddExternalSemaphoresSignalNode, cudaGraphAddExternalSemaphoresWaitNode,
            cudaGraphAddHostNode, cudaGraphAddKernelNode, cudaGraphAddMemAllocNode,
            cudaGraphAddMemFreeNode, cudaGraphAddMemcpyNode, cudaGraphAddMemcpyNode1D,
            cudaGraphAddMemcpyNodeFromSymbol, cudaGraphAddMemcpyNodeToSymbol, cudaGraphAddMemsetNode,
            cudaGraphAddNode, cudaGraphAddNode_v2, cudaGraphChildGraphNodeGetGraph, cudaGraphClone,
            cudaGraphConditionalHandleCreate, cudaGraphCreate, cudaGraphDebugDotPrint, cudaGraphDestroy,
            cudaGraphDestroyNode, cudaGraphEventRecordNodeGetEvent, cudaGraphEventRecordNodeSetEvent,
            cudaGraphEventWaitNodeGetEvent, cudaGraphEventWaitNodeSetEvent,
            cudaGraphExecChildGraphNodeSetParams, cudaGraphExecDestroy,
            cudaGraphExecEventRecordNodeSetEvent, cudaGraphExecEventWaitNodeSetEvent,
            cudaGraphExecExternalSemaphoresSignalNodeSetParams,
            cudaGraphExecExternalSemaphoresWaitNodeSetParams, cudaGraphExecGetFlags,
            cudaGraphExecHostNodeSetParams, cudaGraphExecKernelNodeSetParams,
            cudaGraphExecMemcpyNodeSetParams, cudaGraphExecMemcpyNodeSetParams1D,
            cudaGraphExecMemcpyNodeSetParamsFromSymbol, cudaGraphExecMemcpyNodeSetParamsToSymbol,
            cudaGraphExecMemsetNodeSetParams, cudaGraphExecNodeSetParams, cudaGraphExecUpdate,
            cudaGraphExternalSemaphoresSignalNodeGetParams, cudaGraphExternalSemaphoresSignalNodeSetParams,
            cudaGraphExternalSemaphoresWaitNodeGetParams, cudaGraphExternalSemaphoresWaitNodeSetParams,
            cudaGraphGetEdges, cudaGraphGetEdges_v2, cudaGraphGetNodes, cudaGraphGetRootNodes,
            cudaGraphHostNodeGetParams, cudaGraphHostNodeSetParams, cudaGraphInstantiate,
            cudaGraphInstantiateWithFlags, cudaGraphInstantiateWithParams,
            cudaGraphInstantiateWithParams_ptsz, cudaGraphKernelNodeCopyAttributes,
            cudaGraphKernelNodeGetAttribute, cudaGraphKernelNodeGetParams, cudaGraphKernelNodeSetAttribute,
            cudaGraphKernelNodeSetParams, cudaGraphLaunch, cudaGraphLaunch_ptsz,
            cudaGraphMemAllocNodeGetParams, cudaGraphMemFreeNodeGetParams, cudaGraphMemcpyNodeGetParams,
            cudaGraphMemcpyNodeSetParams, cudaGraphMemcpyNodeSetParams1D,
            cudaGraphMemcpyNodeSetParamsFromSymbol, cudaGraphMemcpyNodeSetParamsToSymbol,
            cudaGraphMemsetNodeGetParams, cudaGraphMemsetNodeSetParams, cudaGraphNodeFindInClone,
            cudaGraphNodeGetDependencies, cudaGraphNodeGetDependencies_v2, cudaGraphNodeGetDependentNodes,
            cudaGraphNodeGetDependentNodes_v2, cudaGraphNodeGetEnabled, cudaGraphNodeGetType,
            cudaGraphNodeSetEnabled, cudaGraphNodeSetParams, cudaGraphReleaseUserObject,
            cudaGraphRemoveDependencies, cudaGraphRemoveDependencies_v2, cudaGraphRetainUserObject,
            cudaGraphUpload, cudaGraphUpload_ptsz, cudaStreamBeginCaptureToGraph,
            cudaStreamBeginCaptureToGraph_ptsz, cudaStreamGetCaptureInfo, cudaStreamGetCaptureInfo_ptsz,
            cudaStreamGetCaptureInfo_v2, cudaStreamGetCaptureInfo_v2_ptsz, cudaStreamGetCaptureInfo_v3,
            cudaStreamGetCaptureInfo_v3_ptsz, cudaStreamUpdateCaptureDependencies,
            cudaStreamUpdateCaptureDependencies_ptsz, cudaStreamUpdateCaptureDependencies_v2,
            cudaStreamUpdateCaptureDependencies_v2_ptsz, cudaThreadExchangeStreamCaptureMode,
            cudaUserObjectCreate, cudaUserObjectRelease, cudaUserObjectRetain;
        /// CUDA arrays, textures and surfaces.
        arrays ("CUDA arrays, textures and surfaces are not supported yet; use linear memory"):
            cudaArrayGetInfo, cudaArrayGetMemoryRequirements, cudaArrayGetPlane,
            cudaArrayGetSparseProperties, cudaCreateSurfaceObject, cudaCreateTextureObject,
            cudaCreateTextureObject_v2, cudaDestroySurfaceObject, cudaDestroyTextureObject,
            cudaDeviceGetTexture1DLinearMaxWidth, cudaExternalMemoryGetMappedMipmappedArray, cudaFreeArray,
            cudaFreeMipmappedArray, cudaGetChannelDesc, cudaGetMipmappedArrayLevel,
            cudaGetSurfaceObjectResourceDesc, cudaGetTextureObjectResourceDesc,
            cudaGetTextureObjectResourceViewDesc, cudaGetTextureObjectTextureDesc,
            cudaGetTextureObjectTextureDesc_v2, cudaMalloc3DArray, cudaMallocArray,
            cudaMallocMipmappedArray, cudaMemcpy2DArrayToArray, cudaMemcpy2DArrayToArray_ptds,
            cudaMemcpy2DFromArray, cudaMemcpy2DFromArrayAsync, cudaMemcpy2DFromArrayAsync_ptsz,
            cudaMemcpy2DFromArray_ptds, cudaMemcpy2DToArray, cudaMemcpy2DToArrayAsync,
            cudaMemcpy2DToArrayAsync_ptsz, cudaMemcpy2DToArray_ptds, cudaMemcpyArrayToArray,
            cudaMemcpyArrayToArray_ptds, cudaMemcpyFromArray, cudaMemcpyFromArrayAsync,
            cudaMemcpyFromArrayAsync_ptsz, cudaMemcpyFromArray_ptds, cudaMemcpyToArray,
            cudaMemcpyToArrayAsync, cudaMemcpyToArrayAsync_ptsz, cudaMemcpyToArray_ptds,
            cudaMipmappedArrayGetMemoryRequirements, cudaMipmappedArrayGetSparseProperties;
        /// Memory pools of several processes.
        pools ("memory cannot be shared with other processes"):
            cudaMemPoolExportPointer, cudaMemPoolExportToShareableHandle,
            cudaMemPoolImportFromShareableHandle, cudaMemPoolImportPointer;
        /// Interoperation with OpenGL, EGL and VDPAU.
        graphics ("graphics APIs cannot share memory with this device; copy through host memory"):
            cudaEGLStreamConsumerAcquireFrame, cudaEGLStreamConsumerConnect,
            cudaEGLStreamConsumerConnectWithFlags, cudaEGLStreamConsumerDisconnect,
            cudaEGLStreamConsumerReleaseFrame, cudaEGLStreamProducerConnect,
            cudaEGLStreamProducerDisconnect, cudaEGLStreamProducerPresentFrame,
            cudaEGLStreamProducerReturnFrame, cudaEventCreateFromEGLSync, cudaGLGetDevices,
            cudaGLMapBufferObject, cudaGLMapBufferObjectAsync, cudaGLRegisterBufferObject,
            cudaGLSetBufferObjectMapFlags, cudaGLSetGLDevice, cudaGLUnmapBufferObject,
            cudaGLUnmapBufferObjectAsync, cudaGLUnregisterBufferObject, cudaGraphicsEGLRegisterImage,
            cudaGraphicsGLRegisterBuffer, cudaGraphicsGLRegisterImage, cudaGraphicsMapResources,
            cudaGraphicsResourceGetMappedEglFrame, cudaGraphicsResourceGetMappedMipmappedArray,
            cudaGraphicsResourceGetMappedPointer, cudaGraphicsResourceSetMapFlags,
            cudaGraphicsSubResourceGetMappedArray, cudaGraphicsUnmapResources,
            cudaGraphicsUnregisterResource, cudaGraphicsVDPAURegisterOutputSurface,
            cudaGraphicsVDPAURegisterVideoSurface, cudaVDPAUGetDevice, cudaVDPAUSetVDPAUDevice;
        /// Memory and semaphores of other processes and drivers.
        sharing ("other processes and drivers cannot share memory with this device; copy through host memory"):
            cudaDestroyExternalMemory, cudaDestroyExternalSemaphore, cudaDeviceFlushGPUDirectRDMAWrites,
            cudaDeviceGetNvSciSyncAttributes, cudaExternalMemoryGetMappedBuffer, cudaImportExternalMemory,
            cudaImportExternalSemaphore, cudaIpcCloseMemHandle, cudaIpcGetEventHandle, cudaIpcGetMemHandle,
            cudaIpcOpenEventHandle, cudaIpcOpenMemHandle, cudaSignalExternalSemaphoresAsync,
            cudaSignalExternalSemaphoresAsync_ptsz, cudaWaitExternalSemaphoresAsync,
            cudaWaitExternalSemaphoresAsync_ptsz;
        /// Code loaded at run time, the driver API, kernels as objects, cooperative launches on several devices.
        code ("kernels are those that the program was linked with; launch them with <<<>>> or cudaLaunchKernel"):
            cudaGetExportTable, cudaKernelSetAttributeForDevice, cudaLaunchCooperativeKernelMultiDevice,
            cudaLibraryEnumerateKernels, cudaLibraryGetGlobal, cudaLibraryGetKernel,
            cudaLibraryGetKernelCount, cudaLibraryGetManaged, cudaLibraryGetUnifiedFunction,
            cudaLibraryLoadData, cudaLibraryLoadFromFile, cudaLibraryUnload;
        /// The rest.
        other ("this function is not supported yet"):
            cudaDeviceRegisterAsyncNotification, cudaDeviceUnregisterAsyncNotification, cudaMemcpy3DBatchAsync,
            cudaMemcpy3DBatchAsync_ptsz, cudaOccupancyMaxActiveClusters, cudaOccupancyMaxPotentialClusterSize;
        /// What CUDA 13 added.
        newer ("it came with CUDA 13, whose functions are not supported yet; this is CUDA 12.8"):
            cudaDevResourceGenerateDesc, cudaDevSmResourceSplit, cudaDevSmResourceSplitByCount,
            cudaDeviceGetDevResource, cudaDeviceGetExecutionCtx, cudaDeviceGetHostAtomicCapabilities,
            cudaDeviceGetP2PAtomicCapabilities, cudaExecutionCtxDestroy, cudaExecutionCtxGetDevResource,
            cudaExecutionCtxGetDevice, cudaExecutionCtxGetId, cudaExecutionCtxRecordEvent,
            cudaExecutionCtxStreamCreate, cudaExecutionCtxSynchronize, cudaExecutionCtxWaitEvent,
            cudaGraphConditionalHandleCreate_v2, cudaGraphExecGetId, cudaGraphGetId,
            cudaGraphNodeGetContainingGraph, cudaGraphNodeGetLocalId, cudaGraphNodeGetParams,
            cudaGraphNodeGetToolsId, cudaGreenCtxCreate, cudaLaunchHostFunc_v2, cudaLogsCurrent,
            cudaLogsDumpToFile, cudaLogsDumpToMemory, cudaLogsRegisterCallback, cudaLogsUnregisterCallback,
            cudaMemDiscardAndPrefetchBatchAsync, cudaMemDiscardBatchAsync, cudaMemGetDefaultMemPool,
            cudaMemGetMemPool, cudaMemPrefetchBatchAsync, cudaMemSetMemPool,
            cudaMemcpy3DWithAttributesAsync, cudaMemcpyWithAttributesAsync,
            cudaStreamBeginRecaptureToGraph, cudaStreamGetDevResource;
    }
}

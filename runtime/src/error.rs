//! CUDA's error codes with their names and texts (`cudaError_t` of the CUDA 12 runtime API).

use std::ffi::CStr;

/// A `cudaError_t` other than `cudaSuccess`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Error(pub(crate) i32);

pub(crate) type Result<T = ()> = std::result::Result<T, Error>;

impl Error {
    /// The numeric `cudaError_t`.
    pub(crate) fn code(self) -> i32 {
        self.0
    }
}

/// The symbol of a code (`"cudaErrorInvalidValue"`), or CUDA's answer for a code that does not exist.
pub(crate) fn name(code: i32) -> &'static CStr {
    find(code).map_or(c"unrecognized error code", |entry| entry.1)
}

/// The text of a code (`"invalid argument"`), or CUDA's answer for a code that does not exist.
pub(crate) fn text(code: i32) -> &'static CStr {
    find(code).map_or(c"unrecognized error code", |entry| entry.2)
}

fn find(code: i32) -> Option<&'static (i32, &'static CStr, &'static CStr)> {
    CODES.binary_search_by_key(&code, |entry| entry.0).ok().map(|index| &CODES[index])
}

macro_rules! codes {
    ($($name:ident = $code:literal, $symbol:literal, $text:literal;)*) => {
        #[allow(non_upper_case_globals, reason = "the names are CUDA's")]
        #[allow(dead_code, reason = "the table is CUDA's, whole; the runtime gives some of the codes")]
        impl Error {
            $(pub(crate) const $name: Error = Error($code);)*
        }

        /// Every code in ascending order: number, symbol, text.
        pub(crate) const CODES: &[(i32, &CStr, &CStr)] = &[(0, c"cudaSuccess", c"no error"), $(($code, $symbol, $text),)*];
    };
}

codes! {
    InvalidValue = 1, c"cudaErrorInvalidValue", c"invalid argument";
    MemoryAllocation = 2, c"cudaErrorMemoryAllocation", c"out of memory";
    InitializationError = 3, c"cudaErrorInitializationError", c"initialization error";
    CudartUnloading = 4, c"cudaErrorCudartUnloading", c"driver shutting down";
    ProfilerDisabled = 5, c"cudaErrorProfilerDisabled", c"profiler disabled while using external profiling tool";
    ProfilerNotInitialized = 6, c"cudaErrorProfilerNotInitialized", c"profiler not initialized: call cudaProfilerInitialize()";
    ProfilerAlreadyStarted = 7, c"cudaErrorProfilerAlreadyStarted", c"profiler already started";
    ProfilerAlreadyStopped = 8, c"cudaErrorProfilerAlreadyStopped", c"profiler already stopped";
    InvalidConfiguration = 9, c"cudaErrorInvalidConfiguration", c"invalid configuration argument";
    InvalidPitchValue = 12, c"cudaErrorInvalidPitchValue", c"invalid pitch argument";
    InvalidSymbol = 13, c"cudaErrorInvalidSymbol", c"invalid device symbol";
    InvalidHostPointer = 16, c"cudaErrorInvalidHostPointer", c"invalid host pointer";
    InvalidDevicePointer = 17, c"cudaErrorInvalidDevicePointer", c"invalid device pointer";
    InvalidTexture = 18, c"cudaErrorInvalidTexture", c"invalid texture reference";
    InvalidTextureBinding = 19, c"cudaErrorInvalidTextureBinding", c"texture is not bound to a pointer";
    InvalidChannelDescriptor = 20, c"cudaErrorInvalidChannelDescriptor", c"invalid channel descriptor";
    InvalidMemcpyDirection = 21, c"cudaErrorInvalidMemcpyDirection", c"invalid copy direction for memcpy";
    AddressOfConstant = 22, c"cudaErrorAddressOfConstant", c"address of constant";
    TextureFetchFailed = 23, c"cudaErrorTextureFetchFailed", c"fetch from texture failed";
    TextureNotBound = 24, c"cudaErrorTextureNotBound", c"cannot fetch from a texture that is not bound";
    SynchronizationError = 25, c"cudaErrorSynchronizationError", c"incorrect use of __syncthreads()";
    InvalidFilterSetting = 26, c"cudaErrorInvalidFilterSetting", c"linear filtering not supported for non-float type";
    InvalidNormSetting = 27, c"cudaErrorInvalidNormSetting", c"read as normalized float not supported for 32-bit non float type";
    MixedDeviceExecution = 28, c"cudaErrorMixedDeviceExecution", c"device emulation mode and device execution mode cannot be mixed";
    NotYetImplemented = 31, c"cudaErrorNotYetImplemented", c"feature not yet implemented";
    MemoryValueTooLarge = 32, c"cudaErrorMemoryValueTooLarge", c"memory size or pointer value too large to fit in 32 bit";
    StubLibrary = 34, c"cudaErrorStubLibrary", c"CUDA driver is a stub library";
    InsufficientDriver = 35, c"cudaErrorInsufficientDriver", c"CUDA driver version is insufficient for CUDA runtime version";
    CallRequiresNewerDriver = 36, c"cudaErrorCallRequiresNewerDriver", c"API call is not supported in the installed CUDA driver";
    InvalidSurface = 37, c"cudaErrorInvalidSurface", c"invalid surface reference";
    DuplicateVariableName = 43, c"cudaErrorDuplicateVariableName", c"duplicate global variable looked up by string name";
    DuplicateTextureName = 44, c"cudaErrorDuplicateTextureName", c"duplicate texture looked up by string name";
    DuplicateSurfaceName = 45, c"cudaErrorDuplicateSurfaceName", c"duplicate surface looked up by string name";
    DevicesUnavailable = 46, c"cudaErrorDevicesUnavailable", c"CUDA-capable device(s) is/are busy or unavailable";
    IncompatibleDriverContext = 49, c"cudaErrorIncompatibleDriverContext", c"incompatible driver context";
    MissingConfiguration = 52, c"cudaErrorMissingConfiguration", c"__global__ function call is not configured";
    PriorLaunchFailure = 53, c"cudaErrorPriorLaunchFailure", c"unspecified launch failure in prior launch";
    LaunchMaxDepthExceeded = 65, c"cudaErrorLaunchMaxDepthExceeded", c"launch would exceed maximum depth of nested launches";
    LaunchFileScopedTex = 66, c"cudaErrorLaunchFileScopedTex", c"launch failed because kernel uses unsupported, file-scoped textures (texture objects are supported)";
    LaunchFileScopedSurf = 67, c"cudaErrorLaunchFileScopedSurf", c"launch failed because kernel uses unsupported, file-scoped surfaces (surface objects are supported)";
    SyncDepthExceeded = 68, c"cudaErrorSyncDepthExceeded", c"cudaDeviceSynchronize failed because caller's grid depth exceeds cudaLimitDevRuntimeSyncDepth";
    LaunchPendingCountExceeded = 69, c"cudaErrorLaunchPendingCountExceeded", c"launch failed because launch would exceed cudaLimitDevRuntimePendingLaunchCount";
    InvalidDeviceFunction = 98, c"cudaErrorInvalidDeviceFunction", c"invalid device function";
    NoDevice = 100, c"cudaErrorNoDevice", c"no CUDA-capable device is detected";
    InvalidDevice = 101, c"cudaErrorInvalidDevice", c"invalid device ordinal";
    DeviceNotLicensed = 102, c"cudaErrorDeviceNotLicensed", c"device doesn't have valid Grid license";
    SoftwareValidityNotEstablished = 103, c"cudaErrorSoftwareValidityNotEstablished", c"integrity checks failed";
    StartupFailure = 127, c"cudaErrorStartupFailure", c"startup failure in cuda runtime";
    InvalidKernelImage = 200, c"cudaErrorInvalidKernelImage", c"device kernel image is invalid";
    DeviceUninitialized = 201, c"cudaErrorDeviceUninitialized", c"invalid device context";
    MapBufferObjectFailed = 205, c"cudaErrorMapBufferObjectFailed", c"mapping of buffer object failed";
    UnmapBufferObjectFailed = 206, c"cudaErrorUnmapBufferObjectFailed", c"unmapping of buffer object failed";
    ArrayIsMapped = 207, c"cudaErrorArrayIsMapped", c"array is mapped";
    AlreadyMapped = 208, c"cudaErrorAlreadyMapped", c"resource already mapped";
    NoKernelImageForDevice = 209, c"cudaErrorNoKernelImageForDevice", c"no kernel image is available for execution on the device";
    AlreadyAcquired = 210, c"cudaErrorAlreadyAcquired", c"resource already acquired";
    NotMapped = 211, c"cudaErrorNotMapped", c"resource not mapped";
    NotMappedAsArray = 212, c"cudaErrorNotMappedAsArray", c"resource not mapped as array";
    NotMappedAsPointer = 213, c"cudaErrorNotMappedAsPointer", c"resource not mapped as pointer";
    ECCUncorrectable = 214, c"cudaErrorECCUncorrectable", c"uncorrectable ECC error encountered";
    UnsupportedLimit = 215, c"cudaErrorUnsupportedLimit", c"limit is not supported on this architecture";
    DeviceAlreadyInUse = 216, c"cudaErrorDeviceAlreadyInUse", c"exclusive-thread device already in use by a different thread";
    PeerAccessUnsupported = 217, c"cudaErrorPeerAccessUnsupported", c"peer access is not supported between these two devices";
    InvalidPtx = 218, c"cudaErrorInvalidPtx", c"a PTX JIT compilation failed";
    InvalidGraphicsContext = 219, c"cudaErrorInvalidGraphicsContext", c"invalid OpenGL or DirectX context";
    NvlinkUncorrectable = 220, c"cudaErrorNvlinkUncorrectable", c"uncorrectable NVLink error detected during the execution";
    JitCompilerNotFound = 221, c"cudaErrorJitCompilerNotFound", c"PTX JIT compiler library not found";
    UnsupportedPtxVersion = 222, c"cudaErrorUnsupportedPtxVersion", c"the provided PTX was compiled with an unsupported toolchain.";
    JitCompilationDisabled = 223, c"cudaErrorJitCompilationDisabled", c"PTX JIT compilation was disabled";
    UnsupportedExecAffinity = 224, c"cudaErrorUnsupportedExecAffinity", c"the provided execution affinity is not supported";
    UnsupportedDevSideSync = 225, c"cudaErrorUnsupportedDevSideSync", c"the operation cannot be performed due to device-side synchronization being unsupported";
    Contained = 226, c"cudaErrorContained", c"contained error encountered";
    InvalidSource = 300, c"cudaErrorInvalidSource", c"device kernel source is invalid";
    FileNotFound = 301, c"cudaErrorFileNotFound", c"file not found";
    SharedObjectSymbolNotFound = 302, c"cudaErrorSharedObjectSymbolNotFound", c"shared object symbol not found";
    SharedObjectInitFailed = 303, c"cudaErrorSharedObjectInitFailed", c"shared object initialization failed";
    OperatingSystem = 304, c"cudaErrorOperatingSystem", c"OS call failed or operation not supported on this OS";
    InvalidResourceHandle = 400, c"cudaErrorInvalidResourceHandle", c"invalid resource handle";
    IllegalState = 401, c"cudaErrorIllegalState", c"the operation cannot be performed in the present state";
    LossyQuery = 402, c"cudaErrorLossyQuery", c"attempted introspection would be semantically lossy";
    SymbolNotFound = 500, c"cudaErrorSymbolNotFound", c"named symbol not found";
    NotReady = 600, c"cudaErrorNotReady", c"device not ready";
    IllegalAddress = 700, c"cudaErrorIllegalAddress", c"an illegal memory access was encountered";
    LaunchOutOfResources = 701, c"cudaErrorLaunchOutOfResources", c"too many resources requested for launch";
    LaunchTimeout = 702, c"cudaErrorLaunchTimeout", c"the launch timed out and was terminated";
    LaunchIncompatibleTexturing = 703, c"cudaErrorLaunchIncompatibleTexturing", c"launch uses incompatible texturing mode";
    PeerAccessAlreadyEnabled = 704, c"cudaErrorPeerAccessAlreadyEnabled", c"peer access is already enabled";
    PeerAccessNotEnabled = 705, c"cudaErrorPeerAccessNotEnabled", c"peer access has not been enabled";
    SetOnActiveProcess = 708, c"cudaErrorSetOnActiveProcess", c"cannot set while device is active in this process";
    ContextIsDestroyed = 709, c"cudaErrorContextIsDestroyed", c"context is destroyed";
    Assert = 710, c"cudaErrorAssert", c"device-side assert triggered";
    TooManyPeers = 711, c"cudaErrorTooManyPeers", c"peer mapping resources exhausted";
    HostMemoryAlreadyRegistered = 712, c"cudaErrorHostMemoryAlreadyRegistered", c"part or all of the requested memory range is already mapped";
    HostMemoryNotRegistered = 713, c"cudaErrorHostMemoryNotRegistered", c"pointer does not correspond to a registered memory region";
    HardwareStackError = 714, c"cudaErrorHardwareStackError", c"hardware stack error";
    IllegalInstruction = 715, c"cudaErrorIllegalInstruction", c"an illegal instruction was encountered";
    MisalignedAddress = 716, c"cudaErrorMisalignedAddress", c"misaligned address";
    InvalidAddressSpace = 717, c"cudaErrorInvalidAddressSpace", c"operation not supported on global/shared address space";
    InvalidPc = 718, c"cudaErrorInvalidPc", c"invalid program counter";
    LaunchFailure = 719, c"cudaErrorLaunchFailure", c"unspecified launch failure";
    CooperativeLaunchTooLarge = 720, c"cudaErrorCooperativeLaunchTooLarge", c"too many blocks in cooperative launch";
    TensorMemoryLeak = 721, c"cudaErrorTensorMemoryLeak", c"a tensor memory leak was detected";
    NotPermitted = 800, c"cudaErrorNotPermitted", c"operation not permitted";
    NotSupported = 801, c"cudaErrorNotSupported", c"operation not supported";
    SystemNotReady = 802, c"cudaErrorSystemNotReady", c"system not yet initialized";
    SystemDriverMismatch = 803, c"cudaErrorSystemDriverMismatch", c"system has unsupported display driver / cuda driver combination";
    CompatNotSupportedOnDevice = 804, c"cudaErrorCompatNotSupportedOnDevice", c"forward compatibility was attempted on non supported HW";
    MpsConnectionFailed = 805, c"cudaErrorMpsConnectionFailed", c"MPS client failed to connect to the MPS control daemon or the MPS server";
    MpsRpcFailure = 806, c"cudaErrorMpsRpcFailure", c"MPS server failed to service the connection request due to an unexpected reason";
    MpsServerNotReady = 807, c"cudaErrorMpsServerNotReady", c"MPS server is not ready to accept new connection requests";
    MpsMaxClientsReached = 808, c"cudaErrorMpsMaxClientsReached", c"the number of MPS clients has reached the max allowed limit";
    MpsMaxConnectionsReached = 809, c"cudaErrorMpsMaxConnectionsReached", c"the number of MPS device connections has reached the max allowed limit";
    MpsClientTerminated = 810, c"cudaErrorMpsClientTerminated", c"the MPS client has been terminated by the server";
    CdpNotSupported = 811, c"cudaErrorCdpNotSupported", c"CUDA Dynamic Parallelism is not supported in the current execution environment";
    CdpVersionMismatch = 812, c"cudaErrorCdpVersionMismatch", c"unsupported interaction between different versions of CUDA Dynamic Parallelism";
    StreamCaptureUnsupported = 900, c"cudaErrorStreamCaptureUnsupported", c"operation not permitted when stream is capturing";
    StreamCaptureInvalidated = 901, c"cudaErrorStreamCaptureInvalidated", c"operation failed due to a previous error during capture";
    StreamCaptureMerge = 902, c"cudaErrorStreamCaptureMerge", c"operation would result in a merge of separate capture sequences";
    StreamCaptureUnmatched = 903, c"cudaErrorStreamCaptureUnmatched", c"capture was not ended in the same stream as it began";
    StreamCaptureUnjoined = 904, c"cudaErrorStreamCaptureUnjoined", c"capturing stream has unjoined work";
    StreamCaptureIsolation = 905, c"cudaErrorStreamCaptureIsolation", c"dependency created on uncaptured work in another stream";
    StreamCaptureImplicit = 906, c"cudaErrorStreamCaptureImplicit", c"operation would make the legacy stream depend on a capturing blocking stream";
    CapturedEvent = 907, c"cudaErrorCapturedEvent", c"operation not permitted on an event last recorded in a capturing stream";
    StreamCaptureWrongThread = 908, c"cudaErrorStreamCaptureWrongThread", c"attempt to terminate a thread-local capture sequence from another thread";
    Timeout = 909, c"cudaErrorTimeout", c"wait operation timed out";
    GraphExecUpdateFailure = 910, c"cudaErrorGraphExecUpdateFailure", c"the graph update was not performed because it included changes which violated constraints specific to instantiated graph update";
    ExternalDevice = 911, c"cudaErrorExternalDevice", c"an async error has occured in external entity outside of CUDA";
    InvalidClusterSize = 912, c"cudaErrorInvalidClusterSize", c"a kernel launch error has occurred due to cluster misconfiguration";
    FunctionNotLoaded = 913, c"cudaErrorFunctionNotLoaded", c"the function handle is not loaded when calling an API that requires it";
    InvalidResourceType = 914, c"cudaErrorInvalidResourceType", c"one or more resources passed in are not valid resource types for the operation";
    InvalidResourceConfiguration = 915, c"cudaErrorInvalidResourceConfiguration", c"one or more resources are insufficient or non-applicable for the operation";
    Unknown = 999, c"cudaErrorUnknown", c"unknown error";
    ApiFailureBase = 10000, c"cudaErrorApiFailureBase", c"api failure base";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_ascend_so_that_the_search_finds_each() {
        assert!(CODES.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(text(700), c"an illegal memory access was encountered");
        assert_eq!(name(2), c"cudaErrorMemoryAllocation");
        assert_eq!(text(12345), c"unrecognized error code");
    }
}

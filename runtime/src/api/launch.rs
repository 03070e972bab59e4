//! Execution Control: kernel launches and host functions.

use std::ffi::c_void;
use std::sync::atomic::Ordering;

use anywarp_artifact::Kernel;

use super::{DefaultStream, Dim3, require};
use crate::device::Shape;
use crate::error::{Error, Result};
use crate::graph::{HostCall, Work};
use crate::registry::{self, Function};
use crate::state;

/// Limits of a device of compute capability 8.0 (CUDA C++ Programming Guide, "Technical Specifications").
pub(crate) const MAX_THREADS: u32 = 1024;
/// Shared memory that a block can have by asking, in bytes.
pub(crate) const MAX_SHARED_OPTIN: u32 = 227 << 10;
pub(crate) const MAX_BLOCK: [u32; 3] = [1024, 1024, 64];
pub(crate) const MAX_GRID: [u32; 3] = [i32::MAX as u32, 65535, 65535];

streamed! {
    fn cudaLaunchKernel / cudaLaunchKernel_ptsz [default](
        stub: *const c_void,
        grid: Dim3,
        block: Dim3,
        arguments: *mut *mut c_void,
        shared: usize,
        stream: usize,
    ) {
        // SAFETY: the arguments are as many and as large as the kernel's parameters: CUDA's contract.
        unsafe { launch(default, stub, [grid, block], arguments, shared, stream, false) }
    }

    fn cudaLaunchKernelExC / cudaLaunchKernelExC_ptsz [default](
        config: *const LaunchConfig,
        stub: *const c_void,
        arguments: *mut *mut c_void,
    ) {
        // SAFETY: the caller's structure with `count` attributes, and arguments as for `cudaLaunchKernel`.
        unsafe {
            let config = config.as_ref().ok_or(Error::InvalidValue)?;
            require(config.count == 0 || !config.attributes.is_null())?;
            let mut together = false;
            for position in 0..config.count as usize {
                together |= (*config.attributes.add(position)).is_cooperative()?;
            }
            launch(default, stub, [config.grid, config.block], arguments, config.shared, config.stream, together)
        }
    }

    /// All blocks run at once, so there may be at most as many as workers.
    fn cudaLaunchCooperativeKernel / cudaLaunchCooperativeKernel_ptsz [default](
        stub: *const c_void,
        grid: Dim3,
        block: Dim3,
        arguments: *mut *mut c_void,
        shared: usize,
        stream: usize,
    ) {
        // SAFETY: as for `cudaLaunchKernel`.
        unsafe { launch(default, stub, [grid, block], arguments, shared, stream, true) }
    }

    fn cudaLaunchHostFunc / cudaLaunchHostFunc_ptsz [default](
        stream: usize,
        function: Option<unsafe extern "C" fn(*mut c_void)>,
        data: *mut c_void,
    ) {
        let (runtime, stream) = default.resolve(stream)?;
        let function = function.ok_or(Error::InvalidValue)?;
        let call = HostCall::Function { function, data: data as usize };
        runtime.graph.submit(stream, Work::Host(call)).map(drop)
    }
}

/// `cudaLaunchConfig_t`.
#[repr(C)]
pub struct LaunchConfig {
    pub grid: Dim3,
    pub block: Dim3,
    pub shared: usize,
    pub stream: usize,
    pub attributes: *const LaunchAttribute,
    pub count: u32,
}

/// `cudaLaunchAttribute`; the value is a union of 64 bytes.
#[repr(C)]
pub struct LaunchAttribute {
    pub id: i32,
    pub padding: [u8; 4],
    pub value: [u32; 16],
}

impl LaunchAttribute {
    /// Whether the attribute asks for a cooperative launch.
    ///
    /// # Errors
    /// `cudaErrorNotSupported` for what else would change the launch; hints are accepted.
    fn is_cooperative(&self) -> Result<bool> {
        match (self.id, self.value) {
            (2, [wanted, ..]) => Ok(wanted != 0),
            // Nothing, access policy, synchronisation policy, cluster scheduling, serialisation that may overlap,
            // priority, memory domains, carve-out.
            (0 | 1 | 3 | 5 | 6 | 8 | 9 | 10 | 14, _) => Ok(false),
            // Clusters of one block.
            (4 | 11, [0 | 1, 0 | 1, 0 | 1, ..]) => Ok(false),
            (4 | 7 | 11 | 12 | 13, _) => Err(Error::NotSupported),
            _ => Err(Error::InvalidValue),
        }
    }
}

/// # Safety
/// `arguments` points to as many pointers as the kernel has parameters, each to as many bytes as that one has.
unsafe fn launch(
    default: DefaultStream,
    stub: *const c_void,
    [grid, block]: [Dim3; 2],
    arguments: *mut *mut c_void,
    shared: usize,
    stream: usize,
    together: bool,
) -> Result {
    let (runtime, stream) = default.resolve(stream)?;
    let function = registry::function(stub as usize)?;
    let index = function.index()?;
    let kernel = function.kernel()?;
    check_shape(kernel, grid, block)?;
    require(shared <= shared_limit(&function, kernel) as usize)?;
    if runtime.ordinal != state::current() {
        return Err(Error::InvalidResourceHandle); // A stream of another device.
    }
    let loaded = function.module.loaded(runtime)?;
    // SAFETY: the caller's promise.
    let parameters = unsafe { pack(kernel, arguments) }?;
    let shape = Shape { grid: grid.array(), block: block.array(), shared: shared as u32, together };
    let work = runtime.device.prepare(&loaded, index, &shape, &parameters)?;
    runtime.graph.submit(stream, work).map(drop)
}

/// # Errors
/// `cudaErrorInvalidConfiguration`, as CUDA for shapes that no device of this capability runs;
/// `cudaErrorLaunchOutOfResources` beyond the kernel's `__launch_bounds__`.
fn check_shape(kernel: &Kernel, grid: Dim3, block: Dim3) -> Result {
    let within = |size: [u32; 3], limit: [u32; 3]| {
        size.iter().zip(limit).all(|(&size, limit)| (1..=limit).contains(&size))
    };
    let threads = block.count();
    // Blocks are numbered with 32 bits; more than these would run for hours even if they were empty.
    if !within(block.array(), MAX_BLOCK)
        || !within(grid.array(), MAX_GRID)
        || threads > u64::from(MAX_THREADS)
        || grid.count() > u64::from(u32::MAX)
    {
        return Err(Error::InvalidConfiguration);
    }
    if threads > u64::from(kernel.max_threads_per_block) {
        return Err(Error::LaunchOutOfResources);
    }
    Ok(())
}

/// Dynamic shared memory that the program asked for the kernel, or what there is without, in bytes.
pub(super) fn shared_attribute(function: &Function, kernel: &Kernel) -> u32 {
    match function.max_dynamic_shared.load(Ordering::Relaxed) {
        registry::NOT_SET => registry::DEFAULT_SHARED_BYTES.saturating_sub(kernel.static_shared_bytes),
        bytes => bytes,
    }
}

/// Dynamic shared memory that a launch of the kernel may ask for, in bytes: asking for little takes nothing away.
fn shared_limit(function: &Function, kernel: &Kernel) -> u32 {
    let unasked = registry::DEFAULT_SHARED_BYTES.saturating_sub(kernel.static_shared_bytes);
    shared_attribute(function, kernel).max(unasked)
}

/// # Safety
/// As [`launch`].
unsafe fn pack(kernel: &Kernel, arguments: *mut *mut c_void) -> Result<Vec<u8>> {
    let mut packed = vec![0; kernel.parameter_bytes as usize];
    if kernel.parameters.is_empty() {
        return Ok(packed);
    }
    require(!arguments.is_null())?;
    for (position, parameter) in kernel.parameters.iter().enumerate() {
        // SAFETY: the caller's promise.
        let argument = unsafe { *arguments.add(position) };
        let field = packed
            .get_mut(parameter.offset as usize..)
            .and_then(|rest| rest.get_mut(..parameter.bytes as usize));
        let field = field.ok_or(Error::InvalidKernelImage)?;
        require(!argument.is_null())?;
        // SAFETY: the caller's promise.
        unsafe { std::ptr::copy_nonoverlapping(argument.cast::<u8>(), field.as_mut_ptr(), field.len()) };
    }
    Ok(packed)
}

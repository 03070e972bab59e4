//! Execution Control and Occupancy: what a kernel needs and how many blocks run at once.

use std::collections::BTreeSet;
use std::ffi::{CStr, CString, c_char, c_void};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

use super::launch::{MAX_THREADS, shared_attribute};
use super::{give, require};
use crate::error::{Error, Result};
use crate::registry;
use crate::state::usable;

/// `cudaFuncAttributes`.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct FuncAttributes {
    pub shared_size_bytes: usize,
    pub const_size_bytes: usize,
    pub local_size_bytes: usize,
    pub max_threads_per_block: i32,
    pub num_regs: i32,
    pub ptx_version: i32,
    pub binary_version: i32,
    pub cache_mode_ca: i32,
    pub max_dynamic_shared_size_bytes: i32,
    pub preferred_shmem_carveout: i32,
    pub cluster_dim_must_be_set: i32,
    pub required_cluster: [i32; 3],
    pub cluster_scheduling_policy_preference: i32,
    pub non_portable_cluster_size_allowed: i32,
    pub reserved: [i32; 16],
}

/// A kernel that is asked for its name or its parameters: these two functions take kernel handles beside stubs, and so call
/// an address that is neither a bad handle (CUDA 13.0 on an H200; the Runtime API's page is silent).
fn described(stub: *const c_void) -> Result<Arc<registry::Function>> {
    registry::function(stub as usize).map_err(|_| Error::InvalidResourceHandle)
}

/// A wasm kernel has no registers to count. Programs divide by this number, so it is a usual one.
const NOMINAL_REGISTERS: i32 = 32;
/// Compute capability 8.0, that of the wasm device, as `ptxVersion` and `binaryVersion` spell it.
const ARCHITECTURE: i32 = 80;

/// What a kernel was compiled for: CUB compares it with the architectures that its host code was.
fn virtual_architecture(kernel: &anywarp_artifact::Kernel) -> i32 {
    if kernel.architecture == 0 { ARCHITECTURE } else { kernel.architecture as i32 }
}

cuda! {
    fn cudaFuncGetAttributes(attributes: *mut FuncAttributes, stub: *const c_void) {
        usable()?;
        let function = registry::function(stub as usize)?;
        let kernel = function.kernel()?;
        let value = FuncAttributes {
            shared_size_bytes: kernel.static_shared_bytes as usize,
            local_size_bytes: kernel.local_bytes as usize,
            max_threads_per_block: kernel.max_threads_per_block.min(MAX_THREADS) as i32,
            num_regs: NOMINAL_REGISTERS,
            ptx_version: virtual_architecture(kernel),
            binary_version: virtual_architecture(kernel).max(ARCHITECTURE),
            max_dynamic_shared_size_bytes: shared_attribute(&function, kernel) as i32,
            preferred_shmem_carveout: function.carveout.load(Ordering::Relaxed),
            ..FuncAttributes::default()
        };
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(attributes, value) }
    }

    /// The mangled name.
    fn cudaFuncGetName(name: *mut *const c_char, stub: *const c_void) {
        /// The program keeps the pointer.
        static NAMES: Mutex<BTreeSet<&'static CStr>> = Mutex::new(BTreeSet::new());
        usable()?;
        let function = described(stub)?;
        let text = CString::new(&*function.kernel()?.name).map_err(|_| Error::InvalidKernelImage)?;
        let mut names = NAMES.lock().expect("not poisoned");
        let kept = names.get(&*text).copied().unwrap_or_else(|| Box::leak(text.into_boxed_c_str()));
        names.insert(kept);
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(name, kept.as_ptr()) }
    }

    /// Place and size in bytes of a parameter.
    fn cudaFuncGetParamInfo(stub: *const c_void, index: usize, offset: *mut usize, bytes: *mut usize) {
        usable()?;
        let function = described(stub)?;
        let parameter = function.kernel()?.parameters.get(index).ok_or(Error::InvalidValue)?;
        // SAFETY: the caller's variables; null is checked, or allowed for the size.
        unsafe {
            give(offset, parameter.offset as usize)?;
            if bytes.is_null() { Ok(()) } else { give(bytes, parameter.bytes as usize) }
        }
    }

    fn cudaFuncSetAttribute(stub: *const c_void, attribute: i32, value: i32) {
        let device = usable()?.device;
        let function = registry::function(stub as usize)?;
        let kernel = function.kernel()?;
        match attribute {
            8 => {
                let limit = device.shared_bytes().saturating_sub(kernel.static_shared_bytes);
                let bytes = u32::try_from(value).ok().filter(|&bytes| bytes <= limit).ok_or(Error::InvalidValue)?;
                function.max_dynamic_shared.store(bytes, Ordering::Relaxed);
            }
            9 => {
                require((-1..=100).contains(&value))?;
                function.carveout.store(value, Ordering::Relaxed);
            }
            // Clusters do not exist.
            10..=15 => return Err(Error::NotSupported),
            _ => return Err(Error::InvalidValue),
        }
        Ok(())
    }

    /// A hint for caches that a CPU does not have.
    fn cudaFuncSetCacheConfig(stub: *const c_void, config: i32) {
        usable()?;
        require((0..=3).contains(&config))?;
        registry::function(stub as usize).map(drop)
    }

    /// A hint for banks that a CPU does not have.
    fn cudaFuncSetSharedMemConfig(stub: *const c_void, config: i32) {
        usable()?;
        require((0..=2).contains(&config))?;
        registry::function(stub as usize).map(drop)
    }

    fn cudaOccupancyMaxActiveBlocksPerMultiprocessor(
        blocks: *mut i32, stub: *const c_void, threads: i32, shared: usize,
    ) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(blocks, resident(stub, threads, shared)?) }
    }

    fn cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
        blocks: *mut i32, stub: *const c_void, threads: i32, shared: usize, flags: u32,
    ) {
        require(flags <= 1)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(blocks, resident(stub, threads, shared)?) }
    }

    fn cudaOccupancyAvailableDynamicSMemPerBlock(bytes: *mut usize, stub: *const c_void, blocks: i32, threads: i32) {
        require(blocks > 0 && threads > 0)?;
        let function = registry::function(stub as usize)?;
        let share = usable()?.device.shared_bytes() / blocks as u32;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(bytes, share.saturating_sub(function.kernel()?.static_shared_bytes) as usize) }
    }
}

/// Blocks of the kernel that one worker runs at once: one, if the device can run them at all.
fn resident(stub: *const c_void, threads: i32, shared: usize) -> Result<i32> {
    let device = usable()?.device;
    let function = registry::function(stub as usize)?;
    let kernel = function.kernel()?;
    let threads = u32::try_from(threads).ok().filter(|&threads| threads != 0).ok_or(Error::InvalidValue)?;
    let fits = threads <= kernel.max_threads_per_block.min(MAX_THREADS)
        && shared + kernel.static_shared_bytes as usize <= device.shared_bytes() as usize;
    Ok(i32::from(fits))
}

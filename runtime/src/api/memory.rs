//! Memory Management: allocation, information about pointers and memory.

use std::ffi::c_void;

use super::{DefaultStream, give, require};
use crate::advice;
use crate::device::{Allocation, Purpose, Registrant};
use crate::error::{Error, Result};
use crate::graph::Work;
use crate::pool;
use crate::state::{self, Runtime, usable};

/// Rows of pitched allocations begin at multiples of this, in bytes.
pub(crate) const PITCH: usize = 512;

/// `cudaPitchedPtr`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct PitchedPtr {
    pub ptr: *mut c_void,
    pub pitch: usize,
    pub xsize: usize,
    pub ysize: usize,
}

/// `cudaExtent`: width in bytes unless arrays are involved.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct CudaExtent {
    pub width: usize,
    pub height: usize,
    pub depth: usize,
}

/// `cudaPointerAttributes`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct PointerAttributes {
    kind: i32,
    device: i32,
    device_pointer: *mut c_void,
    host_pointer: *mut c_void,
}

/// `cudaMemAttachGlobal`, `cudaMemAttachHost`.
const ATTACH_GLOBAL: u32 = 1;
const ATTACH_HOST: u32 = 2;

/// Allocates device memory; the address, or null for 0 bytes as CUDA gives.
pub(super) fn allocate(runtime: &'static Runtime, bytes: usize, purpose: Purpose) -> Result<*mut c_void> {
    if bytes == 0 {
        return Ok(std::ptr::null_mut());
    }
    runtime.device.allocate(bytes, purpose).map(|address| address as *mut c_void)
}

/// Allocates from a pool of the device.
pub(super) fn allocate_from(runtime: &'static Runtime, pool: usize, bytes: usize) -> Result<*mut c_void> {
    pool::reserve(pool, bytes as u64)?;
    let result = allocate(runtime, bytes, Purpose::Device);
    let address = result.ok().map(|pointer| pointer as usize).filter(|&address| address != 0);
    pool::took(pool, bytes as u64, address);
    result
}

/// The live allocation of any device that begins at the address.
pub(super) fn allocation_at(address: usize) -> Option<(&'static Runtime, Allocation)> {
    containing(address).filter(|(_, allocation)| allocation.offset_of(address) == 0)
}

/// The live allocation of any device that contains the address of the device or the host.
pub(super) fn containing(address: usize) -> Option<(&'static Runtime, Allocation)> {
    state::running().find_map(|runtime| Some((runtime, runtime.device.find(address)?)))
}

fn pitched(runtime: &'static Runtime, width: usize, rows: usize) -> Result<(*mut c_void, usize)> {
    let pitch = width.checked_next_multiple_of(PITCH).ok_or(Error::MemoryAllocation)?;
    let bytes = pitch.checked_mul(rows).ok_or(Error::MemoryAllocation)?;
    Ok((allocate(runtime, bytes, Purpose::Device)?, pitch))
}

cuda! {
    fn cudaMalloc(pointer: *mut *mut c_void, bytes: usize) {
        let runtime = usable()?;
        require(!pointer.is_null())?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, allocate(runtime, bytes, Purpose::Device)?) }
    }

    /// Waits for all work, as CUDA does in effect, so that pending operations never lose their memory.
    fn cudaFree(pointer: *mut c_void) {
        usable()?;
        if pointer.is_null() {
            return Ok(());
        }
        let (runtime, allocation) = allocation_at(pointer as usize).ok_or(Error::InvalidValue)?;
        require(matches!(allocation.purpose, Purpose::Device | Purpose::Managed))?;
        runtime.graph.wait_device()?;
        pool::released(allocation.address);
        advice::forget(allocation.address, allocation.bytes);
        runtime.device.free(allocation.address).map(drop).ok_or(Error::InvalidValue)
    }

    fn cudaMallocManaged(pointer: *mut *mut c_void, bytes: usize, flags: u32) {
        let runtime = usable()?;
        require(!pointer.is_null() && bytes != 0 && (flags == ATTACH_GLOBAL || flags == ATTACH_HOST))?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, allocate(runtime, bytes, Purpose::Managed)?) }
    }

    fn cudaMallocPitch(pointer: *mut *mut c_void, pitch: *mut usize, width: usize, height: usize) {
        let runtime = usable()?;
        require(!pointer.is_null() && !pitch.is_null())?;
        let (start, bytes) = pitched(runtime, width, height)?;
        // SAFETY: not null; the caller's variables.
        unsafe {
            give(pointer, start)?;
            give(pitch, bytes)
        }
    }

    fn cudaMalloc3D(pointer: *mut PitchedPtr, extent: CudaExtent) {
        let runtime = usable()?;
        require(!pointer.is_null())?;
        let rows = extent.height.checked_mul(extent.depth).ok_or(Error::MemoryAllocation)?;
        let (ptr, pitch) = pitched(runtime, extent.width, rows)?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, PitchedPtr { ptr, pitch, xsize: extent.width, ysize: extent.height }) }
    }

    fn cudaMemGetInfo(free: *mut usize, total: *mut usize) {
        let (free_bytes, total_bytes) = usable()?.device.info();
        // SAFETY: null is checked.
        unsafe {
            give(free, free_bytes)?;
            give(total, total_bytes)
        }
    }

    fn cudaPointerGetAttributes(attributes: *mut PointerAttributes, pointer: *const c_void) {
        usable()?;
        // SAFETY: null is checked.
        unsafe { give(attributes, describe(pointer as usize)) }
    }
}

streamed! {
    fn cudaMallocAsync / cudaMallocAsync_ptsz [default](pointer: *mut *mut c_void, bytes: usize, stream: usize) {
        let (runtime, stream) = default.resolve(stream)?;
        require(!pointer.is_null() && runtime.graph.has_stream(stream))?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, allocate_from(runtime, pool::chosen(runtime.ordinal), bytes)?) }
    }

    fn cudaFreeAsync / cudaFreeAsync_ptsz [default](pointer: *mut c_void, stream: usize) {
        usable()?;
        if pointer.is_null() {
            return Ok(());
        }
        free_in_order(pointer as usize, default, stream)
    }
}

/// The stream may belong to another device than the memory, which then is freed at once when its turn has come.
fn free_in_order(address: usize, default: DefaultStream, stream: usize) -> Result {
    let (owner, allocation) = allocation_at(address).ok_or(Error::InvalidValue)?;
    require(allocation.purpose == Purpose::Device)?;
    let (runtime, stream) = default.resolve(stream)?;
    pool::released(allocation.address);
    if runtime.ordinal == owner.ordinal {
        return runtime.graph.submit(stream, Work::Release(allocation.address)).map(drop);
    }
    runtime.graph.wait_turn(stream)?;
    owner.device.free(allocation.address);
    Ok(())
}

/// CUDA's description of a pointer; memory unknown to CUDA is `cudaMemoryTypeUnregistered` on device -2.
fn describe(address: usize) -> PointerAttributes {
    let here = address as *mut c_void;
    let none = std::ptr::null_mut();
    let unknown = PointerAttributes { kind: 0, device: -2, device_pointer: none, host_pointer: here };
    let Some((runtime, allocation)) = containing(address) else { return unknown };
    let offset = allocation.offset_of(address);
    let device_pointer = (allocation.address + offset) as *mut c_void;
    let host = allocation.host.map_or(none, |host| (host + offset) as *mut c_void);
    let (kind, host_pointer) = match allocation.purpose {
        Purpose::Registered { by: Registrant::ManagedVariables, .. } => {
            // The host's address is the device's, too, as far as the program can tell.
            return PointerAttributes {
                kind: 3,
                device: runtime.ordinal,
                device_pointer: host,
                host_pointer: host,
            };
        }
        Purpose::Host { .. } | Purpose::Registered { .. } => (1, host),
        Purpose::Managed => (3, host),
        Purpose::Device | Purpose::Kernel | Purpose::Variables => (2, none),
        Purpose::Internal => return unknown,
    };
    PointerAttributes { kind, device: runtime.ordinal, device_pointer, host_pointer }
}

//! Memory Management: allocation, information about pointers and memory.

use std::ffi::c_void;

use super::{DefaultStream, give, require};
use crate::error::{Error, Result};
use crate::graph::Work;
use crate::state::{Runtime, usable};
use crate::wasm::heap::{Allocation, Purpose};

/// Rows of pitched allocations begin at multiples of this, in bytes.
pub(super) const PITCH: usize = 512;

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
    let offset = runtime.device.heap.allocate(bytes as u64, purpose).ok_or(Error::MemoryAllocation)?;
    Ok(runtime.device.region.host(offset).cast())
}

/// The live allocation that begins at the address.
pub(super) fn allocation_at(runtime: &Runtime, address: usize) -> Option<Allocation> {
    let offset = runtime.device.region.offset_of(address)?;
    runtime.device.heap.find(offset).filter(|allocation| allocation.offset == offset)
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
        let runtime = usable()?;
        if pointer.is_null() {
            return Ok(());
        }
        let allocation = allocation_at(runtime, pointer as usize).ok_or(Error::InvalidValue)?;
        require(matches!(allocation.purpose, Purpose::Device | Purpose::Managed))?;
        runtime.graph.wait_device()?;
        runtime.device.heap.free(allocation.offset).map(drop).ok_or(Error::InvalidValue)
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
        let (free_bytes, total_bytes) = usable()?.device.heap.info();
        // SAFETY: null is checked.
        unsafe {
            give(free, free_bytes as usize)?;
            give(total, total_bytes as usize)
        }
    }

    fn cudaPointerGetAttributes(attributes: *mut PointerAttributes, pointer: *const c_void) {
        let runtime = usable()?;
        // SAFETY: null is checked.
        unsafe { give(attributes, describe(runtime, pointer as usize)) }
    }
}

streamed! {
    fn cudaMallocAsync / cudaMallocAsync_ptsz [default](pointer: *mut *mut c_void, bytes: usize, stream: usize) {
        let runtime = usable()?;
        require(!pointer.is_null() && runtime.graph.has_stream(default.resolve(stream, runtime)))?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, allocate(runtime, bytes, Purpose::Device)?) }
    }

    fn cudaFreeAsync / cudaFreeAsync_ptsz [default](pointer: *mut c_void, stream: usize) {
        let runtime = usable()?;
        if pointer.is_null() {
            return Ok(());
        }
        free_in_order(runtime, pointer as usize, default, stream)
    }
}

fn free_in_order(runtime: &'static Runtime, address: usize, default: DefaultStream, stream: usize) -> Result {
    let allocation = allocation_at(runtime, address).ok_or(Error::InvalidValue)?;
    require(allocation.purpose == Purpose::Device)?;
    let stream = default.resolve(stream, runtime);
    runtime.graph.submit(stream, Work::Release(allocation.offset)).map(drop)
}

/// CUDA's description of a pointer; memory unknown to CUDA is `cudaMemoryTypeUnregistered` on device -2.
fn describe(runtime: &Runtime, address: usize) -> PointerAttributes {
    let device = runtime.device;
    let here = address as *mut c_void;
    let unknown =
        PointerAttributes { kind: 0, device: -2, device_pointer: std::ptr::null_mut(), host_pointer: here };
    let Some(offset) = device.region.offset_of(address) else {
        return device.heap.find_registered(address).map_or(unknown, |allocation| {
            let Purpose::Registered { host, .. } = allocation.purpose else { return unknown };
            let alias = device.region.host(allocation.offset) as usize + (address - host);
            PointerAttributes { kind: 1, device: 0, device_pointer: alias as *mut c_void, host_pointer: here }
        });
    };
    let Some(allocation) = device.heap.find(offset) else { return unknown };
    let (kind, host_pointer) = match allocation.purpose {
        Purpose::Host { .. } => (1, here),
        Purpose::Managed => (3, here),
        Purpose::Registered { host, .. } => {
            (1, (host + (offset - allocation.offset) as usize) as *mut c_void)
        }
        Purpose::Device | Purpose::Kernel | Purpose::Variables => (2, std::ptr::null_mut()),
        Purpose::Internal => return unknown,
    };
    PointerAttributes { kind, device: 0, device_pointer: here, host_pointer }
}

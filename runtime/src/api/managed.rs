//! Memory Management: advice about managed memory. Host and device share their memory, so that advice and prefetches
//! have nothing to do beyond checking their arguments.

use std::ffi::c_void;

use super::memory::containing;
use super::require;
use crate::device::Purpose;
use crate::error::{Error, Result};
use crate::graph::Work;
use crate::state::{check_device, usable};

/// `cudaCpuDeviceId`.
const CPU: i32 = -1;

/// `cudaMemLocation`: kind (1 device, 2 host, 3 and 4 NUMA nodes of the host) and number.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct MemLocation {
    pub(super) kind: i32,
    pub(super) id: i32,
}

fn check_range(pointer: *const c_void, bytes: usize) -> Result {
    let (_, allocation) = containing(pointer as usize).ok_or(Error::InvalidValue)?;
    let managed = matches!(allocation.purpose, Purpose::Managed) || allocation.is_managed_variables();
    require(managed && bytes != 0 && bytes <= allocation.bytes_from(pointer as usize))
}

fn check_place(device: i32) -> Result {
    if device == CPU { Ok(()) } else { check_device(device) }
}

fn check_location(location: MemLocation) -> Result {
    match (location.kind, location.id) {
        (1, device) => check_device(device),
        (2..=4, _) => Ok(()),
        _ => Err(Error::InvalidValue),
    }
}

cuda! {
    fn cudaMemAdvise(pointer: *const c_void, bytes: usize, advice: i32, device: i32) {
        usable()?;
        check_range(pointer, bytes)?;
        require((1..=6).contains(&advice))?;
        check_place(device)
    }

    fn cudaMemAdvise_v2(pointer: *const c_void, bytes: usize, advice: i32, location: MemLocation) {
        usable()?;
        check_range(pointer, bytes)?;
        require((1..=6).contains(&advice))?;
        check_location(location)
    }
}

streamed! {
    fn cudaMemPrefetchAsync / cudaMemPrefetchAsync_ptsz [default](
        pointer: *const c_void, bytes: usize, device: i32, stream: usize,
    ) {
        let (runtime, stream) = default.resolve(stream)?;
        check_range(pointer, bytes)?;
        check_place(device)?;
        runtime.graph.submit(stream, Work::Marker).map(drop)
    }

    fn cudaMemPrefetchAsync_v2 / cudaMemPrefetchAsync_v2_ptsz [default](
        pointer: *const c_void, bytes: usize, location: MemLocation, flags: u32, stream: usize,
    ) {
        let (runtime, stream) = default.resolve(stream)?;
        check_range(pointer, bytes)?;
        check_location(location)?;
        require(flags == 0)?;
        runtime.graph.submit(stream, Work::Marker).map(drop)
    }

    /// Attaching memory to a stream only forbids accesses; nothing becomes possible.
    fn cudaStreamAttachMemAsync / cudaStreamAttachMemAsync_ptsz [default](
        stream: usize, pointer: *mut c_void, bytes: usize, flags: u32,
    ) {
        let (runtime, stream) = default.resolve(stream)?;
        check_range(pointer, bytes.max(1))?;
        require(matches!(flags, 1 | 2 | 4))?;
        runtime.graph.submit(stream, Work::Marker).map(drop)
    }
}

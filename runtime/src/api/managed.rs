//! Memory Management: advice about managed memory. Host and device share their memory, so that advice and prefetches
//! have nothing to do beyond checking their arguments.

use std::ffi::c_void;

use super::require;
use crate::error::{Error, Result};
use crate::graph::Work;
use crate::state::{Runtime, usable};
use crate::wasm::heap::Purpose;

/// `cudaCpuDeviceId`.
const CPU: i32 = -1;

/// `cudaMemLocation`: kind (1 device, 2 host, 3 and 4 NUMA nodes of the host) and number.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct MemLocation {
    kind: i32,
    id: i32,
}

fn check_range(runtime: &Runtime, pointer: *const c_void, bytes: usize) -> Result {
    let device = runtime.device;
    let offset = device.region.offset_of(pointer as usize).ok_or(Error::InvalidValue)?;
    let allocation = device.heap.find(offset).ok_or(Error::InvalidValue)?;
    let managed = allocation.purpose == Purpose::Managed || allocation.purpose == Purpose::Variables;
    require(managed && bytes != 0 && bytes as u64 <= allocation.offset + allocation.bytes - offset)
}

fn check_place(device: i32) -> Result {
    if device == 0 || device == CPU { Ok(()) } else { Err(Error::InvalidDevice) }
}

fn check_location(location: MemLocation) -> Result {
    match (location.kind, location.id) {
        (1, 0) | (2..=4, _) => Ok(()),
        (1, _) => Err(Error::InvalidDevice),
        _ => Err(Error::InvalidValue),
    }
}

cuda! {
    fn cudaMemAdvise(pointer: *const c_void, bytes: usize, advice: i32, device: i32) {
        check_range(usable()?, pointer, bytes)?;
        require((1..=6).contains(&advice))?;
        check_place(device)
    }

    fn cudaMemAdvise_v2(pointer: *const c_void, bytes: usize, advice: i32, location: MemLocation) {
        check_range(usable()?, pointer, bytes)?;
        require((1..=6).contains(&advice))?;
        check_location(location)
    }
}

streamed! {
    fn cudaMemPrefetchAsync / cudaMemPrefetchAsync_ptsz [default](
        pointer: *const c_void, bytes: usize, device: i32, stream: usize,
    ) {
        let runtime = usable()?;
        check_range(runtime, pointer, bytes)?;
        check_place(device)?;
        runtime.graph.submit(default.resolve(stream, runtime), Work::Marker).map(drop)
    }

    fn cudaMemPrefetchAsync_v2 / cudaMemPrefetchAsync_v2_ptsz [default](
        pointer: *const c_void, bytes: usize, location: MemLocation, flags: u32, stream: usize,
    ) {
        let runtime = usable()?;
        check_range(runtime, pointer, bytes)?;
        check_location(location)?;
        require(flags == 0)?;
        runtime.graph.submit(default.resolve(stream, runtime), Work::Marker).map(drop)
    }

    /// Attaching memory to a stream only forbids accesses; nothing becomes possible.
    fn cudaStreamAttachMemAsync / cudaStreamAttachMemAsync_ptsz [default](
        stream: usize, pointer: *mut c_void, bytes: usize, flags: u32,
    ) {
        let runtime = usable()?;
        check_range(runtime, pointer, bytes.max(1))?;
        require(matches!(flags, 1 | 2 | 4))?;
        runtime.graph.submit(default.resolve(stream, runtime), Work::Marker).map(drop)
    }
}

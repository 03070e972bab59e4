//! Memory Management: copies and fills.

use std::ffi::c_void;

use super::gpu_copy;
use super::memory::{CudaExtent, PitchedPtr};
use super::{DefaultStream, require};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::graph::{StreamId, Work};
use crate::state::{self, Runtime, check_device};
use crate::transfer::{Extent, Plane, Transfer};
use crate::vulkan::Gpu;

/// Transfers up to this size run at once when nothing precedes them, and are staged when the source is pageable.
/// CUDA stages the same amount.
const SMALL: usize = 64 << 10;

/// `cudaPos`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Pos {
    x: usize,
    y: usize,
    z: usize,
}

/// `cudaMemcpy3DParms`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Memcpy3DParms {
    src_array: *mut c_void,
    src_pos: Pos,
    src_ptr: PitchedPtr,
    dst_array: *mut c_void,
    dst_pos: Pos,
    dst_ptr: PitchedPtr,
    extent: CudaExtent,
    kind: i32,
}

/// `cudaMemcpy3DPeerParms`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Memcpy3DPeerParms {
    src_array: *mut c_void,
    src_pos: Pos,
    src_ptr: PitchedPtr,
    src_device: i32,
    dst_array: *mut c_void,
    dst_pos: Pos,
    dst_ptr: PitchedPtr,
    dst_device: i32,
    extent: CudaExtent,
}

/// `cudaMemcpyKind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    HostToHost,
    HostToDevice,
    DeviceToHost,
    DeviceToDevice,
    Default,
}

impl Kind {
    pub(super) fn of(kind: i32) -> Result<Self> {
        Ok(match kind {
            0 => Self::HostToHost,
            1 => Self::HostToDevice,
            2 => Self::DeviceToHost,
            3 => Self::DeviceToDevice,
            4 => Self::Default,
            _ => return Err(Error::InvalidMemcpyDirection),
        })
    }
}

/// Whether the call returns before the bytes have moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// On the default stream, waiting for it where CUDA does.
    Blocking(DefaultStream),
    Stream(DefaultStream, usize),
}

impl Mode {
    /// The stream and the runtime of its device.
    pub(super) fn stream(self) -> Result<(&'static Runtime, StreamId)> {
        match self {
            Self::Blocking(default) => default.resolve(0),
            Self::Stream(default, handle) => default.resolve(handle),
        }
    }
}

/// Who knows a range of memory.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// Ordinary host memory.
    Pageable,
    /// Memory of the wasm device, which the host reaches too.
    Shared,
    /// Memory of a GPU, or host memory that was allocated or registered for it.
    Gpu(&'static Runtime, &'static Gpu),
}

impl Place {
    fn is_known(self) -> bool {
        !matches!(self, Self::Pageable)
    }
}

/// # Errors
/// `cudaErrorInvalidValue` for a range of device memory that is not within one allocation.
fn place(start: usize, bytes: usize) -> Result<Place> {
    require(start != 0)?;
    start.checked_add(bytes).ok_or(Error::InvalidValue)?;
    for runtime in state::running() {
        if let Some(allocation) = runtime.device.find(start) {
            require(bytes <= allocation.bytes_from(start))?;
            return Ok(match runtime.device {
                Device::Wasm(_) => Place::Shared,
                Device::Vulkan(gpu) => Place::Gpu(runtime, gpu),
            });
        }
        require(!runtime.device.covers(start))?;
    }
    Ok(Place::Pageable)
}

/// Copies rows between any two places.
pub(super) fn copy(to: Plane, from: Plane, extent: Extent, kind: Kind, mode: Mode) -> Result {
    let (runtime, stream) = mode.stream()?;
    if extent.bytes() == 0 {
        return if runtime.graph.has_stream(stream) { Ok(()) } else { Err(Error::InvalidResourceHandle) };
    }
    let target = place(to.start, extent.span(&to))?;
    let source = place(from.start, extent.span(&from))?;
    match kind {
        Kind::HostToDevice => require(target.is_known())?,
        Kind::DeviceToHost => require(source.is_known())?,
        Kind::DeviceToDevice => require(target.is_known() && source.is_known())?,
        Kind::HostToHost | Kind::Default => {}
    }
    let blocking = matches!(mode, Mode::Blocking(_)) && kind != Kind::DeviceToDevice;
    if let Some(ends) = gpu_copy::ends(target, source) {
        return gpu_copy::copy(ends, (to, from, extent), (runtime, stream), blocking);
    }
    let idle = runtime.graph.is_idle(stream)?;
    let small = extent.bytes() <= SMALL;
    let pageable = !target.is_known() || !source.is_known();
    let now = Transfer::Copy { to, from, extent, _staged: None };
    if idle && (small || pageable) || blocking || !target.is_known() {
        return copy_now(runtime, stream, &now);
    }
    if source.is_known() {
        return runtime.graph.submit(stream, Work::Transfer(now)).map(drop);
    }
    if !small {
        return copy_now(runtime, stream, &now);
    }
    // SAFETY: the caller's word for host memory.
    let bytes = unsafe { stage(from, extent) };
    let start = bytes.as_ptr() as usize;
    let from = Plane { start, pitch: extent.width, slice: extent.width * extent.height };
    let transfer = Transfer::Copy { to, from, extent, _staged: Some(bytes) };
    runtime.graph.submit(stream, Work::Transfer(transfer)).map(drop)
}

/// Fills rows of device memory; asynchronous with respect to the host, as CUDA's.
fn fill(to: Plane, value: i32, extent: Extent, mode: Mode) -> Result {
    let (runtime, stream) = mode.stream()?;
    if extent.bytes() == 0 {
        return Ok(());
    }
    let target = place(to.start, extent.span(&to))?;
    require(target.is_known())?;
    if let Place::Gpu(owner, gpu) = target {
        return gpu_copy::fill((owner, gpu), (to, value as u8, extent), (runtime, stream));
    }
    let transfer = Transfer::Fill { to, value: value as u8, extent };
    let small = extent.bytes() <= SMALL || matches!(mode, Mode::Blocking(_));
    if small && runtime.graph.is_idle(stream)? {
        return copy_now(runtime, stream, &transfer);
    }
    runtime.graph.submit(stream, Work::Transfer(transfer)).map(drop)
}

/// Moves the bytes on the calling thread when it is the stream's turn.
fn copy_now(runtime: &'static Runtime, stream: StreamId, transfer: &Transfer) -> Result {
    runtime.graph.wait_turn(stream)?;
    // SAFETY: device ranges were checked; host memory is the caller's word.
    unsafe { transfer.run() };
    Ok(())
}

/// Packs the rows into one buffer.
///
/// # Safety
/// Every byte of the plane must be readable.
unsafe fn stage(from: Plane, extent: Extent) -> Box<[u8]> {
    let mut bytes = vec![0; extent.bytes()].into_boxed_slice();
    let to = Plane {
        start: bytes.as_mut_ptr() as usize,
        pitch: extent.width,
        slice: extent.width * extent.height,
    };
    // SAFETY: the caller's promise, and a buffer of exactly these bytes.
    unsafe { Transfer::Copy { to, from, extent, _staged: None }.run() };
    bytes
}

/// A plane of `rows` rows of at most `pitch` bytes.
fn plane(start: *const c_void, pitch: usize, rows: usize) -> Plane {
    Plane { start: start as usize, pitch, slice: pitch.saturating_mul(rows) }
}

fn copy_2d(
    (to, to_pitch): (*mut c_void, usize),
    (from, from_pitch): (*const c_void, usize),
    width: usize,
    height: usize,
    kind: i32,
    mode: Mode,
) -> Result {
    if width > to_pitch || width > from_pitch {
        return Err(Error::InvalidPitchValue);
    }
    let extent = Extent { width, height, depth: 1 };
    copy(plane(to, to_pitch, height), plane(from, from_pitch, height), extent, Kind::of(kind)?, mode)
}

/// One side of a three-dimensional copy between pitched memory.
fn box_of(pointer: PitchedPtr, position: Pos, width: usize) -> Result<Plane> {
    if position.x.saturating_add(width) > pointer.pitch {
        return Err(Error::InvalidPitchValue);
    }
    let slice = pointer.pitch.saturating_mul(pointer.ysize);
    let offset = position
        .z
        .saturating_mul(slice)
        .saturating_add(position.y.saturating_mul(pointer.pitch))
        .saturating_add(position.x);
    require(!pointer.ptr.is_null())?;
    let start = (pointer.ptr as usize).checked_add(offset).ok_or(Error::InvalidValue)?;
    Ok(Plane { start, pitch: pointer.pitch, slice })
}

/// # Safety
/// The parameters must be readable.
unsafe fn copy_3d(parameters: *const Memcpy3DParms, mode: Mode) -> Result {
    // SAFETY: the caller's promise; null is checked.
    let parameters = unsafe { parameters.as_ref() }.ok_or(Error::InvalidValue)?;
    if !parameters.src_array.is_null() || !parameters.dst_array.is_null() {
        return Err(Error::NotSupported); // CUDA arrays do not exist yet.
    }
    let CudaExtent { width, height, depth } = parameters.extent;
    let to = box_of(parameters.dst_ptr, parameters.dst_pos, width)?;
    let from = box_of(parameters.src_ptr, parameters.src_pos, width)?;
    copy(to, from, Extent { width, height, depth }, Kind::of(parameters.kind)?, mode)
}

/// # Safety
/// The parameters must be readable.
unsafe fn copy_3d_peer(parameters: *const Memcpy3DPeerParms, mode: Mode) -> Result {
    // SAFETY: the caller's promise; null is checked.
    let peer = unsafe { parameters.as_ref() }.ok_or(Error::InvalidValue)?;
    check_device(peer.src_device)?;
    check_device(peer.dst_device)?;
    let same = Memcpy3DParms {
        src_array: peer.src_array,
        src_pos: peer.src_pos,
        src_ptr: peer.src_ptr,
        dst_array: peer.dst_array,
        dst_pos: peer.dst_pos,
        dst_ptr: peer.dst_ptr,
        extent: peer.extent,
        kind: 4,
    };
    // SAFETY: a local value.
    unsafe { copy_3d(&raw const same, mode) }
}

fn line(to: *mut c_void, from: *const c_void, bytes: usize, kind: i32, mode: Mode) -> Result {
    copy(Plane::line(to as usize), Plane::line(from as usize), Extent::line(bytes), Kind::of(kind)?, mode)
}

fn peer(
    to: *mut c_void,
    to_device: i32,
    from: *const c_void,
    from_device: i32,
    bytes: usize,
    mode: Mode,
) -> Result {
    check_device(to_device)?;
    check_device(from_device)?;
    line(to, from, bytes, 4, mode)
}

fn fill_2d(to: *mut c_void, pitch: usize, value: i32, width: usize, height: usize, mode: Mode) -> Result {
    if width > pitch && height > 1 {
        return Err(Error::InvalidPitchValue);
    }
    fill(plane(to, pitch, height), value, Extent { width, height, depth: 1 }, mode)
}

fn fill_3d(to: PitchedPtr, value: i32, extent: CudaExtent, mode: Mode) -> Result {
    let CudaExtent { width, height, depth } = extent;
    fill(plane(to.ptr, to.pitch, to.ysize), value, Extent { width, height, depth }, mode)
}

streamed! {
    fn cudaMemcpy / cudaMemcpy_ptds [default](to: *mut c_void, from: *const c_void, bytes: usize, kind: i32) {
        line(to, from, bytes, kind, Mode::Blocking(default))
    }

    fn cudaMemcpyAsync / cudaMemcpyAsync_ptsz [default](
        to: *mut c_void, from: *const c_void, bytes: usize, kind: i32, stream: usize,
    ) {
        line(to, from, bytes, kind, Mode::Stream(default, stream))
    }

    fn cudaMemcpyPeer / cudaMemcpyPeer_ptds [default](
        to: *mut c_void, to_device: i32, from: *const c_void, from_device: i32, bytes: usize,
    ) {
        peer(to, to_device, from, from_device, bytes, Mode::Blocking(default))
    }

    fn cudaMemcpyPeerAsync / cudaMemcpyPeerAsync_ptsz [default](
        to: *mut c_void, to_device: i32, from: *const c_void, from_device: i32, bytes: usize, stream: usize,
    ) {
        peer(to, to_device, from, from_device, bytes, Mode::Stream(default, stream))
    }

    fn cudaMemcpy2D / cudaMemcpy2D_ptds [default](
        to: *mut c_void, to_pitch: usize, from: *const c_void, from_pitch: usize, width: usize, height: usize, kind: i32,
    ) {
        copy_2d((to, to_pitch), (from, from_pitch), width, height, kind, Mode::Blocking(default))
    }

    fn cudaMemcpy2DAsync / cudaMemcpy2DAsync_ptsz [default](
        to: *mut c_void, to_pitch: usize, from: *const c_void, from_pitch: usize, width: usize, height: usize, kind: i32,
        stream: usize,
    ) {
        copy_2d((to, to_pitch), (from, from_pitch), width, height, kind, Mode::Stream(default, stream))
    }

    fn cudaMemcpy3D / cudaMemcpy3D_ptds [default](parameters: *const Memcpy3DParms) {
        // SAFETY: the caller's structure.
        unsafe { copy_3d(parameters, Mode::Blocking(default)) }
    }

    fn cudaMemcpy3DAsync / cudaMemcpy3DAsync_ptsz [default](parameters: *const Memcpy3DParms, stream: usize) {
        // SAFETY: the caller's structure.
        unsafe { copy_3d(parameters, Mode::Stream(default, stream)) }
    }

    fn cudaMemcpy3DPeer / cudaMemcpy3DPeer_ptds [default](parameters: *const Memcpy3DPeerParms) {
        // SAFETY: the caller's structure.
        unsafe { copy_3d_peer(parameters, Mode::Blocking(default)) }
    }

    fn cudaMemcpy3DPeerAsync / cudaMemcpy3DPeerAsync_ptsz [default](parameters: *const Memcpy3DPeerParms, stream: usize) {
        // SAFETY: the caller's structure.
        unsafe { copy_3d_peer(parameters, Mode::Stream(default, stream)) }
    }

    fn cudaMemset / cudaMemset_ptds [default](to: *mut c_void, value: i32, bytes: usize) {
        fill(Plane::line(to as usize), value, Extent::line(bytes), Mode::Blocking(default))
    }

    fn cudaMemsetAsync / cudaMemsetAsync_ptsz [default](to: *mut c_void, value: i32, bytes: usize, stream: usize) {
        fill(Plane::line(to as usize), value, Extent::line(bytes), Mode::Stream(default, stream))
    }

    fn cudaMemset2D / cudaMemset2D_ptds [default](to: *mut c_void, pitch: usize, value: i32, width: usize, height: usize) {
        fill_2d(to, pitch, value, width, height, Mode::Blocking(default))
    }

    fn cudaMemset2DAsync / cudaMemset2DAsync_ptsz [default](
        to: *mut c_void, pitch: usize, value: i32, width: usize, height: usize, stream: usize,
    ) {
        fill_2d(to, pitch, value, width, height, Mode::Stream(default, stream))
    }

    fn cudaMemset3D / cudaMemset3D_ptds [default](to: PitchedPtr, value: i32, extent: CudaExtent) {
        fill_3d(to, value, extent, Mode::Blocking(default))
    }

    fn cudaMemset3DAsync / cudaMemset3DAsync_ptsz [default](to: PitchedPtr, value: i32, extent: CudaExtent, stream: usize) {
        fill_3d(to, value, extent, Mode::Stream(default, stream))
    }
}

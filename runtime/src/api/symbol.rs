//! Memory Management: variables of device code, named by their host shadows.

use std::ffi::c_void;

use super::copy::{Kind, Mode, copy};
use super::give;
use crate::error::{Error, Result};
use crate::registry;
use crate::state::{Runtime, usable};
use crate::transfer::{Extent, Plane};

/// Device address and bytes of the variable behind a shadow.
fn locate(runtime: &'static Runtime, shadow: *const c_void) -> Result<(usize, usize)> {
    registry::symbol(shadow as usize)?.place(runtime)
}

/// The part `offset..offset + bytes` of the variable on the stream's device.
fn part(shadow: *const c_void, offset: usize, bytes: usize, mode: Mode) -> Result<Plane> {
    let (start, size) = locate(mode.stream()?.0, shadow)?;
    match offset.checked_add(bytes) {
        Some(end) if end <= size => Ok(Plane::line(start + offset)),
        _ => Err(Error::InvalidValue),
    }
}

fn to_symbol(
    shadow: *const c_void,
    from: *const c_void,
    bytes: usize,
    offset: usize,
    kind: i32,
    mode: Mode,
) -> Result {
    let kind = Kind::of(kind)?;
    if matches!(kind, Kind::DeviceToHost | Kind::HostToHost) {
        return Err(Error::InvalidMemcpyDirection);
    }
    copy(part(shadow, offset, bytes, mode)?, Plane::line(from as usize), Extent::line(bytes), kind, mode)
}

fn from_symbol(
    to: *mut c_void,
    shadow: *const c_void,
    bytes: usize,
    offset: usize,
    kind: i32,
    mode: Mode,
) -> Result {
    let kind = Kind::of(kind)?;
    if matches!(kind, Kind::HostToDevice | Kind::HostToHost) {
        return Err(Error::InvalidMemcpyDirection);
    }
    copy(Plane::line(to as usize), part(shadow, offset, bytes, mode)?, Extent::line(bytes), kind, mode)
}

cuda! {
    fn cudaGetSymbolAddress(pointer: *mut *mut c_void, shadow: *const c_void) {
        let (start, _) = locate(usable()?, shadow)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(pointer, start as *mut c_void) }
    }

    fn cudaGetSymbolSize(bytes: *mut usize, shadow: *const c_void) {
        let (_, size) = locate(usable()?, shadow)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(bytes, size) }
    }
}

streamed! {
    fn cudaMemcpyToSymbol / cudaMemcpyToSymbol_ptds [default](
        shadow: *const c_void, from: *const c_void, bytes: usize, offset: usize, kind: i32,
    ) {
        to_symbol(shadow, from, bytes, offset, kind, Mode::Blocking(default))
    }

    fn cudaMemcpyToSymbolAsync / cudaMemcpyToSymbolAsync_ptsz [default](
        shadow: *const c_void, from: *const c_void, bytes: usize, offset: usize, kind: i32, stream: usize,
    ) {
        to_symbol(shadow, from, bytes, offset, kind, Mode::Stream(default, stream))
    }

    fn cudaMemcpyFromSymbol / cudaMemcpyFromSymbol_ptds [default](
        to: *mut c_void, shadow: *const c_void, bytes: usize, offset: usize, kind: i32,
    ) {
        from_symbol(to, shadow, bytes, offset, kind, Mode::Blocking(default))
    }

    fn cudaMemcpyFromSymbolAsync / cudaMemcpyFromSymbolAsync_ptsz [default](
        to: *mut c_void, shadow: *const c_void, bytes: usize, offset: usize, kind: i32, stream: usize,
    ) {
        from_symbol(to, shadow, bytes, offset, kind, Mode::Stream(default, stream))
    }
}

//! Memory Management: many copies in one call.

use std::ffi::c_void;

use super::copy::{Kind, Mode, copy};
use super::managed::MemLocation;
use super::{DefaultStream, give, require};
use crate::error::{Error, Result};
use crate::graph::LEGACY;
use crate::transfer::{Extent, Plane};

/// `cudaMemcpyAttributes`; the locations and flags are hints.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct CopyAttributes {
    /// 1 stream order, 2 during the call, 3 any.
    order: i32,
    from: MemLocation,
    to: MemLocation,
    flags: u32,
}

/// `cudaMemcpySrcAccessOrderDuringApiCall`.
const DURING_CALL: i32 = 2;

/// `failIdx` for an error that no single copy made.
const NONE: usize = usize::MAX;

/// Whether some source must have been read when the call returns.
///
/// # Errors
/// `cudaErrorInvalidValue` unless the attributes begin with the first copy and come in ascending order.
fn reads_now(attributes: &[CopyAttributes], firsts: &[usize], count: usize) -> Result<bool> {
    require(firsts.first() == Some(&0) && firsts.is_sorted_by(|a, b| a < b))?;
    require(firsts.iter().all(|&first| first < count))?;
    require(attributes.iter().all(|each| (1..=3).contains(&each.order)))?;
    Ok(attributes.iter().any(|each| each.order == DURING_CALL))
}

struct Batch<'a> {
    to: &'a [*mut c_void],
    from: &'a [*const c_void],
    bytes: &'a [usize],
}

/// # Errors
/// Those of the copies, and the copy's number.
fn run(
    batch: &Batch<'_>,
    now: bool,
    default: DefaultStream,
    handle: usize,
) -> std::result::Result<(), (usize, Error)> {
    let (runtime, stream) = default.resolve(handle).map_err(|error| (NONE, error))?;
    if stream == LEGACY {
        return Err((NONE, Error::InvalidValue));
    }
    for (index, &bytes) in batch.bytes.iter().enumerate() {
        let [to, from] = [batch.to[index] as usize, batch.from[index] as usize].map(Plane::line);
        let mode = Mode::Stream(default, handle);
        copy(to, from, Extent::line(bytes), Kind::Default, mode).map_err(|error| (index, error))?;
    }
    if now { runtime.graph.wait_stream(stream).map_err(|error| (NONE, error)) } else { Ok(()) }
}

streamed! {
    fn cudaMemcpyBatchAsync / cudaMemcpyBatchAsync_ptsz [default](
        to: *const *mut c_void, from: *const *const c_void, bytes: *const usize, count: usize,
        attributes: *const CopyAttributes, firsts: *const usize, attribute_count: usize, failed: *mut usize, stream: usize,
    ) {
        let pointers = !to.is_null() && !from.is_null() && !bytes.is_null();
        require(pointers && !attributes.is_null() && !firsts.is_null() && count != 0)?;
        // SAFETY: the caller's arrays of these lengths; null is checked.
        let (batch, attributes, firsts) = unsafe {
            use std::slice::from_raw_parts as slice;
            let batch = Batch { to: slice(to, count), from: slice(from, count), bytes: slice(bytes, count) };
            (batch, slice(attributes, attribute_count), slice(firsts, attribute_count))
        };
        let done = reads_now(attributes, firsts, count)
            .map_err(|error| (NONE, error))
            .and_then(|now| run(&batch, now, default, stream));
        done.map_err(|(index, error)| {
            // SAFETY: the caller's variable, or null for one who does not ask.
            let _ = unsafe { give(failed, index) };
            error
        })
    }
}

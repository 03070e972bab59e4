//! Stream capture, which is refused.
//!
//! Programs that ignore the refusal must not run work at once that they meant for a graph: until the capture ends, the
//! stream is as CUDA leaves one whose capture went wrong, and takes no work.

use std::ffi::c_void;

use super::table::{GRAPHS, explain};
use super::{give, require};
use crate::error::Error;
use crate::graph::LEGACY;

/// `cudaStreamCaptureStatusNone`, `cudaStreamCaptureStatusInvalidated`.
const NOT_CAPTURING: i32 = 0;
const INVALIDATED: i32 = 2;

streamed! {
    fn cudaStreamBeginCapture / cudaStreamBeginCapture_ptsz [default](stream: usize, mode: i32) {
        let (runtime, stream) = default.resolve(stream)?;
        require((0..=2).contains(&mode))?;
        if stream == LEGACY {
            return Err(Error::StreamCaptureUnsupported);
        }
        runtime.graph.refuse_capture(stream, true)?;
        explain("cudaStreamBeginCapture", GRAPHS);
        Err(Error::NotSupported)
    }

    fn cudaStreamEndCapture / cudaStreamEndCapture_ptsz [default](stream: usize, graph: *mut *mut c_void) {
        let (runtime, stream) = default.resolve(stream)?;
        if !runtime.graph.refuse_capture(stream, false)? {
            return Err(Error::IllegalState);
        }
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(graph, std::ptr::null_mut()) }?;
        Err(Error::StreamCaptureInvalidated)
    }

    fn cudaStreamIsCapturing / cudaStreamIsCapturing_ptsz [default](stream: usize, status: *mut i32) {
        let (runtime, stream) = default.resolve(stream)?;
        let refused = runtime.graph.is_capture_refused(stream)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(status, if refused { INVALIDATED } else { NOT_CAPTURING }) }
    }
}

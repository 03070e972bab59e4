//! Stream Management.

use std::ffi::c_void;

use super::{give, require};
use crate::error::{Error, Result};
use crate::graph::{HostCall, LEGACY, StreamId, Work};
use crate::state::{self, Runtime, usable};

/// Highest and lowest priority.
pub(super) const GREATEST_PRIORITY: i32 = -5;
pub(super) const LEAST_PRIORITY: i32 = 0;

/// # Safety
/// The pointer must be null or writable.
unsafe fn create(stream: *mut usize, flags: u32, priority: i32) -> Result {
    let runtime = usable()?;
    require(!stream.is_null() && flags <= 1)?;
    let priority = priority.clamp(GREATEST_PRIORITY, LEAST_PRIORITY);
    // SAFETY: the caller's promise.
    unsafe { give(stream, runtime.graph.create_stream(flags, priority).0) }
}

cuda! {
    fn cudaStreamCreate(stream: *mut usize) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { create(stream, 0, 0) }
    }

    fn cudaStreamCreateWithFlags(stream: *mut usize, flags: u32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { create(stream, flags, 0) }
    }

    fn cudaStreamCreateWithPriority(stream: *mut usize, flags: u32, priority: i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { create(stream, flags, priority) }
    }

    fn cudaStreamDestroy(stream: usize) {
        let id = StreamId(stream);
        if stream <= 2 {
            return Err(Error::InvalidResourceHandle);
        }
        state::of_stream(id)?.graph.destroy_stream(id)
    }

    fn cudaDeviceGetStreamPriorityRange(least: *mut i32, greatest: *mut i32) {
        usable()?;
        for (pointer, value) in [(least, LEAST_PRIORITY), (greatest, GREATEST_PRIORITY)] {
            if !pointer.is_null() {
                // SAFETY: the caller's variable.
                unsafe { pointer.write(value) };
            }
        }
        Ok(())
    }
}

streamed! {
    fn cudaStreamSynchronize / cudaStreamSynchronize_ptsz [default](stream: usize) {
        let (runtime, stream) = default.resolve(stream)?;
        runtime.graph.wait_stream(stream)
    }

    fn cudaStreamQuery / cudaStreamQuery_ptsz [default](stream: usize) {
        let (runtime, stream) = default.resolve(stream)?;
        runtime.graph.query_stream(stream)
    }

    fn cudaStreamWaitEvent / cudaStreamWaitEvent_ptsz [default](stream: usize, event: usize, flags: u32) {
        let (runtime, stream) = default.resolve(stream)?;
        require(flags <= 1)?;
        let recorder = state::of_handle(event)?;
        if recorder.ordinal == runtime.ordinal {
            return runtime.graph.wait_event(stream, event);
        }
        // Operations of one device do not wait for another device's: this thread does.
        match recorder.graph.event_record(event)? {
            Some(op) => recorder.graph.wait(&op),
            None => Ok(()),
        }
    }

    fn cudaStreamAddCallback / cudaStreamAddCallback_ptsz [default](
        stream: usize,
        function: Option<unsafe extern "C" fn(*mut c_void, i32, *mut c_void)>,
        data: *mut c_void,
        flags: u32,
    ) {
        let handle = stream;
        let (runtime, stream) = default.resolve(stream)?;
        require(flags == 0)?;
        let function = function.ok_or(Error::InvalidValue)?;
        let call = HostCall::Callback { function, stream: handle, data: data as usize };
        runtime.graph.submit(stream, Work::Host(call)).map(drop)
    }

    fn cudaStreamGetFlags / cudaStreamGetFlags_ptsz [default](stream: usize, flags: *mut u32) {
        let (runtime, stream) = default.resolve(stream)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(flags, traits(runtime, stream)?.0) }
    }

    fn cudaStreamGetPriority / cudaStreamGetPriority_ptsz [default](stream: usize, priority: *mut i32) {
        let (runtime, stream) = default.resolve(stream)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(priority, traits(runtime, stream)?.1) }
    }

    fn cudaStreamGetId / cudaStreamGetId_ptsz [default](stream: usize, id: *mut u64) {
        let (runtime, stream) = default.resolve(stream)?;
        traits(runtime, stream)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(id, stream.0 as u64) }
    }

    fn cudaStreamGetDevice / cudaStreamGetDevice_ptsz [default](stream: usize, device: *mut i32) {
        let (runtime, stream) = default.resolve(stream)?;
        traits(runtime, stream)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(device, runtime.ordinal) }
    }
}

fn traits(runtime: &'static Runtime, stream: StreamId) -> Result<(u32, i32)> {
    if stream == LEGACY { Ok((0, 0)) } else { runtime.graph.stream_traits(stream) }
}

//! Event Management.

use super::{give, require};
use crate::error::{Error, Result};
use crate::state::{of_handle, usable};

/// All of `cudaEventBlockingSync`, `cudaEventDisableTiming`, `cudaEventInterprocess`.
const KNOWN_FLAGS: u32 = 7;
/// `cudaEventInterprocess`.
const INTERPROCESS: u32 = 4;

/// # Safety
/// The pointer must be null or writable.
unsafe fn create(event: *mut usize, flags: u32) -> Result {
    let runtime = usable()?;
    require(!event.is_null() && flags & !KNOWN_FLAGS == 0)?;
    if flags & INTERPROCESS != 0 {
        return Err(Error::NotSupported);
    }
    // SAFETY: the caller's promise.
    unsafe { give(event, runtime.graph.create_event(flags)) }
}

cuda! {
    fn cudaEventCreate(event: *mut usize) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { create(event, 0) }
    }

    fn cudaEventCreateWithFlags(event: *mut usize, flags: u32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { create(event, flags) }
    }

    fn cudaEventDestroy(event: usize) {
        of_handle(event)?.graph.destroy_event(event)
    }

    fn cudaEventQuery(event: usize) {
        let runtime = of_handle(event)?;
        match runtime.graph.event_record(event)? {
            Some(op) if !op.is_done() => Err(Error::NotReady),
            _ => Ok(()),
        }
    }

    fn cudaEventSynchronize(event: usize) {
        let runtime = of_handle(event)?;
        match runtime.graph.event_record(event)? {
            Some(op) => runtime.graph.wait_all(&[op]),
            None => Ok(()),
        }
    }

    /// Milliseconds between two recorded events.
    fn cudaEventElapsedTime(milliseconds: *mut f32, start: usize, end: usize) {
        let runtime = of_handle(start)?;
        if of_handle(end)?.ordinal != runtime.ordinal {
            return Err(Error::InvalidResourceHandle);
        }
        let (start, end) = (runtime.graph.event_time(start)?, runtime.graph.event_time(end)?);
        let nanoseconds = end as f64 - start as f64;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(milliseconds, (nanoseconds / 1e6) as f32) }
    }

    fn cudaEventElapsedTime_v2(milliseconds: *mut f32, start: usize, end: usize) {
        // SAFETY: the same contract.
        match unsafe { cudaEventElapsedTime(milliseconds, start, end) } {
            0 => Ok(()),
            code => Err(Error(code)),
        }
    }
}

streamed! {
    fn cudaEventRecord / cudaEventRecord_ptsz [default](event: usize, stream: usize) {
        let (runtime, stream) = default.resolve(stream)?;
        runtime.graph.record_event(event, stream)
    }

    fn cudaEventRecordWithFlags / cudaEventRecordWithFlags_ptsz [default](event: usize, stream: usize, flags: u32) {
        let (runtime, stream) = default.resolve(stream)?;
        require(flags <= 1)?;
        runtime.graph.record_event(event, stream)
    }
}

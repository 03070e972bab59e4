//! Device Management.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::give;
use crate::error::{Error, Result};
use crate::state::{self, Runtime, check_device, runtime, usable};

/// CUDA 12.8, as `CUDART_VERSION` writes it.
const VERSION: i32 = 12080;

/// After a fault, how long kernels that still run may take to end by themselves, and then to be stopped.
const GRACE: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(5);

cuda! {
    fn cudaGetDeviceCount(count: *mut i32) {
        let found = state::device_count();
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(count, found) }?;
        if found == 0 { Err(Error::NoDevice) } else { Ok(()) }
    }

    fn cudaSetDevice(device: i32) {
        state::set_current(device)
    }

    fn cudaGetDevice(device: *mut i32) {
        check_device(0)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(device, state::current()) }
    }

    fn cudaDeviceSynchronize() {
        runtime()?.graph.wait_device()
    }

    /// Waits for what runs, then destroys streams, events and allocations and starts a new context.
    fn cudaDeviceReset() {
        match state::existing(state::current()) {
            Some(_) => reset(runtime()?),
            None => check_device(state::current()),
        }
    }

    fn cudaDriverGetVersion(version: *mut i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(version, if state::device_count() == 0 { 0 } else { VERSION }) }
    }

    fn cudaRuntimeGetVersion(version: *mut i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(version, VERSION) }
    }

    fn cudaThreadSynchronize() {
        runtime()?.graph.wait_device()
    }

    fn cudaThreadExit() {
        match state::existing(state::current()) {
            Some(_) => reset(runtime()?),
            None => check_device(state::current()),
        }
    }

    fn cudaProfilerStart() {
        usable().map(drop)
    }

    fn cudaProfilerStop() {
        usable().map(drop)
    }
}

fn reset(runtime: &'static Runtime) -> Result {
    let fault = runtime.graph.wait_device();
    if fault.is_err() && !runtime.graph.quiesce(GRACE) {
        let stopped = runtime.device.stop_kernels(|| runtime.graph.quiesce(PATIENCE));
        if !stopped {
            return fault; // A kernel that spins without touching memory cannot be stopped.
        }
    }
    runtime.graph.forget_handles();
    crate::pool::reset(runtime.ordinal);
    runtime.resets.fetch_add(1, Ordering::Relaxed);
    runtime.graph.clear_fault();
    runtime.device.release_everything();
    runtime.device.restart()?;
    crate::managed::restart(runtime)
}

//! The end of the process: drivers and layers crash when their libraries end while a thread is inside them.
//!
//! Whoever calls Vulkan outside the start and the end of the process holds a [`Call`]. The exit handler waits until
//! there is none and keeps new ones out, for ever.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use super::Gpu;
use crate::error::{Error, Result};

/// How long the end of the process waits for work that the program has not waited for.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the exit handler looks whether the last call has returned.
const LOOK_EVERY: Duration = Duration::from_micros(100);

static ENDING: AtomicBool = AtomicBool::new(false);
static CALLS: RwLock<()> = RwLock::new(());

/// Keeps Vulkan's libraries from ending while it lives.
pub(crate) struct Call {
    _guard: RwLockReadGuard<'static, ()>,
}

/// Begins calls of Vulkan. May be nested.
///
/// # Errors
/// `cudaErrorCudartUnloading` once the process ends: destructors of global objects run after the driver's.
pub(crate) fn call() -> Result<Call> {
    if ENDING.load(Ordering::SeqCst) {
        return Err(Error::CudartUnloading);
    }
    CALLS.try_read().map(|guard| Call { _guard: guard }).map_err(|_| Error::CudartUnloading)
}

impl Gpu {
    /// At the end of the process: keeps compiled pipelines, and lets short work end and no other begin.
    pub(crate) fn settle_at_exit(&'static self) {
        static GPUS: Mutex<Vec<&'static Gpu>> = Mutex::new(Vec::new());
        extern "C" fn settle() {
            ENDING.store(true, Ordering::SeqCst);
            let gpus = GPUS.lock().map(|gpus| gpus.clone()).unwrap_or_default();
            for gpu in gpus {
                gpu.store_pipelines(Duration::ZERO);
                gpu.drain(PATIENCE);
            }
            keep_out(Instant::now() + PATIENCE);
        }
        let mut gpus = GPUS.lock().expect("not poisoned");
        if gpus.is_empty() {
            // SAFETY: the handler reads statics only. Registered after the driver's own handlers, it runs before them.
            unsafe { libc::atexit(settle) };
        }
        gpus.push(self);
    }
}

/// Waits for the last call and lets none begin after it; a kernel that does not end is left alone after a while.
fn keep_out(end: Instant) {
    while Instant::now() < end {
        if let Ok(guard) = CALLS.try_write() {
            std::mem::forget(guard);
            return;
        }
        std::thread::sleep(LOOK_EVERY);
    }
}

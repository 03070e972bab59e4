//! The one process-wide state: the device and its operations, created at the first call that needs them.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::device::{Device, say};
use crate::error::{Error, Result};
use crate::graph::{self, Graph};

/// Device and operations. Lives until the process ends, because workers are never joined.
pub(crate) struct Runtime {
    pub(crate) device: &'static Device,
    pub(crate) graph: Graph,
    /// Number of resets, so that threads notice that their handles are gone.
    pub(crate) resets: AtomicUsize,
}

static RUNTIME: OnceLock<Result<&'static Runtime>> = OnceLock::new();
/// Set in a child of `fork` whose parent had created the runtime: its workers do not exist here.
static FORKED: AtomicBool = AtomicBool::new(false);

/// The runtime, created on first use.
///
/// # Errors
/// `cudaErrorNoDevice` when the environment hides the device, `cudaErrorInitializationError` when it cannot be created
/// or this is a forked child, `cudaErrorNotPermitted` inside a host function of a stream.
pub(crate) fn runtime() -> Result<&'static Runtime> {
    graph::calls_allowed()?;
    if FORKED.load(Ordering::Relaxed) {
        return Err(Error::InitializationError);
    }
    *RUNTIME.get_or_init(create)
}

/// The runtime, if its context is usable.
///
/// # Errors
/// Those of [`runtime`], and the fault that ended the context.
pub(crate) fn usable() -> Result<&'static Runtime> {
    let runtime = runtime()?;
    runtime.graph.check()?;
    Ok(runtime)
}

/// The runtime, if some call has already created it.
pub(crate) fn existing() -> Option<&'static Runtime> {
    RUNTIME.get().and_then(|runtime| runtime.as_ref().ok().copied())
}

fn create() -> Result<&'static Runtime> {
    if device_count() == 0 {
        return Err(Error::NoDevice);
    }
    let device: &'static Device = Box::leak(Box::new(Device::create()?));
    extern "C" fn in_child() {
        FORKED.store(true, Ordering::Relaxed);
    }
    // SAFETY: the handler only stores to an atomic. If it cannot be registered, a forked child hangs instead of failing.
    unsafe { libc::pthread_atfork(None, None, Some(in_child)) };
    Ok(Box::leak(Box::new(Runtime { device, graph: Graph::new(device), resets: AtomicUsize::new(0) })))
}

/// Devices that `CUDA_VISIBLE_DEVICES` and `ANYWARP_DEVICES` leave visible: 0 or 1.
pub(crate) fn device_count() -> i32 {
    static COUNT: OnceLock<i32> = OnceLock::new();
    *COUNT.get_or_init(|| {
        let variable = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let visible = variable("CUDA_VISIBLE_DEVICES").is_none_or(|list| names_device_0(&list));
        i32::from(visible && variable("ANYWARP_DEVICES").is_none_or(|list| names_wasm(&list)))
    })
}

/// CUDA: devices up to the first number that does not exist are visible; device 0 is the only one.
fn names_device_0(list: &str) -> bool {
    list.split(',').next().is_some_and(|first| first.trim() == "0")
}

fn names_wasm(list: &str) -> bool {
    let kinds: Vec<&str> = list.split(',').map(str::trim).filter(|kind| !kind.is_empty()).collect();
    for kind in &kinds {
        if *kind != "wasm" {
            say(&format!("anywarp: ANYWARP_DEVICES names \"{kind}\"; this runtime has: wasm\n"));
        }
    }
    kinds.contains(&"wasm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_entry_decides_what_is_visible() {
        assert!(names_device_0("0") && names_device_0(" 0 ,1"));
        assert!(!names_device_0("") && !names_device_0("-1") && !names_device_0("1,0"));
        assert!(names_wasm("wasm") && !names_wasm(""));
    }
}

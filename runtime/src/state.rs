//! The process-wide state: a runtime for each device, created at the first call that needs it, and each thread's
//! current device.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::graph::{self, Graph, StreamId};
use crate::select::{self, Devices, Found};

/// A device and its operations. Lives until the process ends, because workers are never joined.
pub(crate) struct Runtime {
    /// CUDA's number of the device.
    pub(crate) ordinal: i32,
    pub(crate) device: &'static Device,
    pub(crate) graph: Graph,
    /// Number of resets, so that threads notice that their handles are gone.
    pub(crate) resets: AtomicUsize,
}

/// A device that a program can choose.
struct Slot {
    found: Found,
    runtime: OnceLock<Result<&'static Runtime>>,
}

/// The devices, and why there are no more.
struct Slots {
    list: Vec<Slot>,
    reasons: Vec<String>,
}

static SLOTS: OnceLock<Slots> = OnceLock::new();
/// Set in a child of `fork` whose parent had created a runtime: its workers do not exist here.
static FORKED: AtomicBool = AtomicBool::new(false);

thread_local! {
    static CURRENT: Cell<i32> = const { Cell::new(0) };
}

fn slots() -> &'static Slots {
    SLOTS.get_or_init(|| {
        let Devices { list, reasons } = select::devices();
        let list = list.into_iter().map(|found| Slot { found, runtime: OnceLock::new() }).collect();
        Slots { list, reasons }
    })
}

/// Why there are no more devices, a line each.
pub(crate) fn reasons() -> &'static [String] {
    &slots().reasons
}

/// Number of devices that the program can choose from.
pub(crate) fn device_count() -> i32 {
    slots().list.len() as i32
}

/// This thread's device.
pub(crate) fn current() -> i32 {
    CURRENT.get()
}

/// # Errors
/// `cudaErrorNoDevice` when there is none, `cudaErrorInvalidDevice` for a number that is no device's.
pub(crate) fn check_device(device: i32) -> Result {
    match device_count() {
        0 => Err(Error::NoDevice),
        count if (0..count).contains(&device) => Ok(()),
        _ => Err(Error::InvalidDevice),
    }
}

/// `cudaSetDevice`.
///
/// # Errors
/// Those of [`check_device`].
pub(crate) fn set_current(device: i32) -> Result {
    check_device(device)?;
    CURRENT.set(device);
    Ok(())
}

/// The runtime of this thread's device.
///
/// # Errors
/// Those of [`at`].
pub(crate) fn runtime() -> Result<&'static Runtime> {
    at(current())
}

/// The runtime of a device, created on first use.
///
/// # Errors
/// Those of [`check_device`], `cudaErrorInitializationError` when it cannot be created or this is a forked child,
/// `cudaErrorNotPermitted` inside a host function of a stream.
pub(crate) fn at(device: i32) -> Result<&'static Runtime> {
    graph::calls_allowed()?;
    if FORKED.load(Ordering::Relaxed) {
        return Err(Error::InitializationError);
    }
    check_device(device)?;
    let slot = &slots().list[device as usize];
    *slot.runtime.get_or_init(|| create(device, &slot.found))
}

/// The runtime of this thread's device, if its context is usable.
///
/// # Errors
/// Those of [`at`], and the fault that ended the context.
pub(crate) fn usable() -> Result<&'static Runtime> {
    let runtime = runtime()?;
    runtime.graph.check()?;
    Ok(runtime)
}

/// The runtime that made the stream or event, or this thread's for handles that nobody made; if it is usable.
///
/// # Errors
/// Those of [`usable`].
pub(crate) fn of_handle(handle: usize) -> Result<&'static Runtime> {
    let owner = graph::device_of(handle).filter(|&device| existing(device).is_some());
    let runtime = at(owner.unwrap_or_else(current))?;
    runtime.graph.check()?;
    Ok(runtime)
}

/// [`of_handle`] for a handle that must be a stream's or event's own.
pub(crate) fn of_stream(stream: StreamId) -> Result<&'static Runtime> {
    of_handle(stream.0)
}

/// The device's runtime, if some call has already created it.
pub(crate) fn existing(device: i32) -> Option<&'static Runtime> {
    let slot = SLOTS.get()?.list.get(usize::try_from(device).ok()?)?;
    slot.runtime.get()?.ok()
}

/// All runtimes that exist, this thread's first.
pub(crate) fn running() -> impl Iterator<Item = &'static Runtime> {
    let count = SLOTS.get().map_or(0, |slots| slots.list.len()) as i32;
    let others = (0..count).filter(|&device| device != current());
    std::iter::once(current()).chain(others).filter_map(existing)
}

fn create(ordinal: i32, found: &Found) -> Result<&'static Runtime> {
    let device: &'static Device = Box::leak(Box::new(found.create()?));
    extern "C" fn in_child() {
        FORKED.store(true, Ordering::Relaxed);
    }
    static HANDLER: OnceLock<()> = OnceLock::new();
    HANDLER.get_or_init(|| {
        // SAFETY: the handler only stores to an atomic. If it cannot be registered, a forked child hangs instead of failing.
        unsafe { libc::pthread_atfork(None, None, Some(in_child)) };
    });
    // Before anything else takes addresses that they need. An error is reported when a kernel of theirs is launched.
    let _ = crate::managed::share(device, ordinal);
    let graph = Graph::new(device, ordinal);
    Ok(Box::leak(Box::new(Runtime { ordinal, device, graph, resets: AtomicUsize::new(0) })))
}

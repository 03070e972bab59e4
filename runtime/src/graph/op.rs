//! One operation of a stream and its place in the graph of dependencies.

use std::ffi::c_void;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use super::StreamId;
use crate::transfer::Transfer;
use crate::vulkan::{Operation, Point};
use crate::wasm::worker::Launch;

/// What an operation does.
pub(crate) enum Work {
    /// What the device itself runs, in the order of its queues.
    Device(Operation),
    /// A kernel whose blocks the pool runs.
    Kernel(Launch),
    Transfer(Transfer),
    /// `cudaFreeAsync`: frees the allocation at this address.
    Release(usize),
    Host(HostCall),
    /// Nothing: an event record, or a point that others wait for.
    Marker,
}

/// A function of the program that runs in stream order, on a thread of its own.
pub(crate) enum HostCall {
    /// `cudaLaunchHostFunc`.
    Function { function: unsafe extern "C" fn(*mut c_void), data: usize },
    /// `cudaStreamAddCallback`: also called after an error, with its code.
    Callback { function: unsafe extern "C" fn(*mut c_void, i32, *mut c_void), stream: usize, data: usize },
}

/// An operation.
pub(crate) struct Op {
    pub(crate) work: Work,
    pub(crate) stream: StreamId,
    done: AtomicBool,
    /// Nanoseconds of the runtime's or the device's clock at which the operation ended; 0 is not known yet.
    ended: AtomicU64,
    links: Mutex<Links>,
}

/// The part of an operation that changes; only touched while the graph is locked.
#[derive(Default)]
pub(super) struct Links {
    /// Dependencies that are not done.
    pub(super) unmet: usize,
    pub(super) dependents: Vec<Arc<Op>>,
    /// Dependencies on operations of other streams, for those who look for work that they wait for.
    pub(super) elsewhere: Vec<Arc<Op>>,
    /// Threads that run blocks of this kernel.
    pub(super) runners: usize,
    /// Whether the operation is in a list of ready work.
    pub(super) listed: bool,
    /// Dependencies that are neither done nor submitted to the device.
    pub(super) unsubmitted: usize,
    /// Whether the device will complete the operation.
    pub(super) submitted: bool,
    /// What the operation waits for on the device; once submitted, where it is itself.
    pub(super) points: Vec<Point>,
}

impl Op {
    pub(super) fn new(work: Work, stream: StreamId) -> Self {
        Self {
            work,
            stream,
            done: AtomicBool::new(false),
            ended: AtomicU64::new(0),
            links: Mutex::new(Links::default()),
        }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }

    /// Nanoseconds of the runtime's clock, or the device's if that wrote the time; meaningful once done.
    pub(crate) fn ended(&self) -> u64 {
        self.ended.load(Ordering::Relaxed)
    }

    /// Notes when the operation ended by the device's own clock, if it looked.
    pub(super) fn set_time(&self, time: Option<u64>) {
        self.ended.store(time.unwrap_or(0), Ordering::Relaxed);
    }

    pub(super) fn mark_done(&self, now: u64) {
        if self.ended.load(Ordering::Relaxed) == 0 {
            self.ended.store(now, Ordering::Relaxed);
        }
        self.done.store(true, Ordering::Release);
    }

    /// The links are a leaf lock that is never held over a call, so this never waits for long.
    pub(super) fn links(&self) -> MutexGuard<'_, Links> {
        self.links.lock().expect("not poisoned")
    }
}

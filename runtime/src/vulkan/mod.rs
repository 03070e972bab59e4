//! The devices that run SPIR-V images through Vulkan.
//!
//! Work is submitted, not executed: a stream belongs to a queue, each queue counts its submissions with a timeline
//! semaphore, and dependencies between queues are waits for such counts. Within a queue every submission begins with a
//! barrier behind all earlier ones. The graph of operations decides what may be submitted and learns here what is done.

mod block;
mod fault;
mod features;
mod instance;
mod launch;
mod load;
mod logical;
mod memory;
mod physical;
mod pipeline;
mod properties;
mod queue;
mod rounding;
mod select;
mod time;
mod transfer;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::device::explain;
use crate::error::{Error, Result};

pub(crate) use load::Loaded;
pub(crate) use physical::Physical;
pub(crate) use queue::{Operation, Point};
pub(crate) use select::{Class, Search, search};
pub(crate) use transfer::Copier;

/// How long the end of the process waits for work that the program has not waited for.
const EXIT_PATIENCE: Duration = Duration::from_secs(1);

/// Set when the process ends.
static ENDING: AtomicBool = AtomicBool::new(false);

/// # Errors
/// `cudaErrorCudartUnloading` once the process ends: destructors of global objects run after the driver's.
fn alive() -> Result {
    if ENDING.load(Ordering::SeqCst) { Err(Error::CudartUnloading) } else { Ok(()) }
}

/// A Vulkan device.
pub(crate) struct Gpu {
    pub(crate) physical: Physical,
    logical: logical::Logical,
    memory: memory::Memory,
    queues: Vec<queue::Queue>,
    pipelines: pipeline::Pipelines,
    times: time::Times,
    images: Mutex<Vec<Arc<Loaded>>>,
    /// Whether a fault of this context was reported; the faults that follow from it are not.
    reported: AtomicBool,
}

impl Gpu {
    /// # Errors
    /// `cudaErrorInitializationError` with the reason on stderr.
    pub(crate) fn create(physical: &Physical) -> Result<Self> {
        let failed = |error: &dyn std::fmt::Display| explain(&format!("cannot use {}", physical.name), error);
        let instance = instance::instance().map_err(|error| failed(&error))?;
        let logical = logical::Logical::create(instance, physical).map_err(|error| failed(&error))?;
        let queues = (0..logical.queues).map(|index| queue::Queue::create(&logical, index));
        let queues = queues.collect::<std::result::Result<Vec<_>, _>>().map_err(|error| failed(&error))?;
        let pipelines = pipeline::Pipelines::create(&logical, physical).map_err(|error| failed(&error))?;
        let times = time::Times::create(&logical, physical).map_err(|error| failed(&error))?;
        Ok(Self {
            physical: physical.clone(),
            logical,
            memory: memory::Memory::default(),
            queues,
            pipelines,
            times,
            images: Mutex::new(Vec::new()),
            reported: AtomicBool::new(false),
        })
    }

    /// At the end of the process: keeps compiled pipelines, and lets short work end and no other begin, because drivers
    /// may crash when their libraries end under running work.
    pub(crate) fn settle_at_exit(&'static self) {
        static GPUS: Mutex<Vec<&'static Gpu>> = Mutex::new(Vec::new());
        extern "C" fn settle() {
            ENDING.store(true, Ordering::SeqCst);
            let gpus = GPUS.lock().map(|gpus| gpus.clone()).unwrap_or_default();
            for gpu in gpus {
                gpu.store_pipelines(Duration::ZERO);
                gpu.drain(EXIT_PATIENCE);
            }
        }
        let mut gpus = GPUS.lock().expect("not poisoned");
        if gpus.is_empty() {
            // SAFETY: the handler reads statics only. Registered after the driver's own handlers, it runs before them.
            unsafe { libc::atexit(settle) };
        }
        gpus.push(self);
    }

    /// Number of queues that streams are spread over.
    pub(crate) fn queue_count(&self) -> usize {
        self.queues.len()
    }

    /// Whether the device's memory is used by addresses like this one although nothing is allocated there.
    pub(crate) fn covers(&self, _address: usize) -> bool {
        false // Addresses of freed memory go back to the host.
    }
}

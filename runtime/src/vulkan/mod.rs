//! The devices that run SPIR-V images through Vulkan.
//!
//! Work is submitted, not executed: a stream belongs to a queue, each queue counts its submissions with a timeline
//! semaphore, and dependencies between queues are waits for such counts. Within a queue every submission begins with a
//! barrier behind all earlier ones. The graph of operations decides what may be submitted and learns here what is done.

mod block;
mod copy_kernel;
mod ending;
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
mod services;
mod time;
mod transfer;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use crate::device::explain;
use crate::error::Result;

pub(crate) use ending::call;
pub(crate) use load::Loaded;
pub(crate) use physical::Physical;
pub(crate) use queue::{Operation, Point};
pub(crate) use select::{Class, Search, search};
pub(crate) use transfer::Copier;

/// A Vulkan device.
pub(crate) struct Gpu {
    pub(crate) physical: Physical,
    logical: logical::Logical,
    memory: memory::Memory,
    queues: Vec<queue::Queue>,
    pipelines: pipeline::Pipelines,
    times: time::Times,
    copies: copy_kernel::CopyKernel,
    images: Mutex<Vec<Arc<Loaded>>>,
    /// Address of the heap of kernels, once one was needed.
    heap: Mutex<Option<usize>>,
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
            copies: copy_kernel::CopyKernel::default(),
            images: Mutex::new(Vec::new()),
            heap: Mutex::new(None),
            reported: AtomicBool::new(false),
        })
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

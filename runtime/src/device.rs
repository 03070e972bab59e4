//! A device, whichever kind it is: memory by address, images, launches.

use std::io::Write as _;
use std::sync::Arc;

use anywarp_artifact::Artifact;

use crate::api::properties::DeviceProp;
use crate::error::{Error, Result};
use crate::graph::Work;
use crate::wasm;
use crate::wasm::worker::Launch;

/// Alignment of every allocation, in bytes, as `cudaMalloc` promises.
pub(crate) const ALIGNMENT: u64 = 256;

/// Why a range is allocated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// `cudaMalloc` and its relatives.
    Device,
    /// `cudaMallocManaged`.
    Managed,
    /// `cudaMallocHost`, `cudaHostAlloc` with its flags.
    Host { flags: u32 },
    /// `cudaHostRegister`: device alias of host memory at this address.
    Registered { host: usize, flags: u32 },
    /// `malloc` in a kernel.
    Kernel,
    /// Variables of an image.
    Variables,
    /// The runtime's own.
    Internal,
}

/// A live allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allocation {
    /// Device address.
    pub(crate) address: usize,
    /// Bytes that were asked for.
    pub(crate) bytes: usize,
    pub(crate) purpose: Purpose,
}

impl Allocation {
    /// Bytes from `address`, which lies inside, to the end.
    pub(crate) fn bytes_from(&self, address: usize) -> usize {
        (self.address + self.bytes).saturating_sub(address)
    }
}

/// Size and kind of a launch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) grid: [u32; 3],
    pub(crate) block: [u32; 3],
    /// Bytes of dynamic shared memory.
    pub(crate) shared: u32,
    /// Whether all blocks must run at once (a cooperative launch).
    pub(crate) together: bool,
}

impl Shape {
    /// Blocks of the grid.
    pub(crate) fn blocks(&self) -> u64 {
        self.grid.iter().map(|&extent| u64::from(extent)).product()
    }
}

/// A device with its memory and images.
pub(crate) enum Device {
    Wasm(wasm::device::Device),
}

/// An artifact's image on a device.
#[derive(Clone)]
pub(crate) enum Loaded {
    Wasm(Arc<wasm::engine::Loaded>),
}

impl Device {
    /// Threads of the pool that serves the device.
    pub(crate) fn workers(&self) -> usize {
        match self {
            Self::Wasm(device) => device.workers,
        }
    }

    /// Allocates zeroed or recycled memory at a multiple of [`ALIGNMENT`]; `bytes` is not 0.
    ///
    /// # Errors
    /// `cudaErrorMemoryAllocation`; `cudaErrorNotSupported` for a purpose that the device cannot serve.
    pub(crate) fn allocate(&self, bytes: usize, purpose: Purpose) -> Result<usize> {
        match self {
            Self::Wasm(device) => device.allocate(bytes, purpose),
        }
    }

    /// Frees the allocation that begins at the device address, if there is one.
    pub(crate) fn free(&self, address: usize) -> Option<Allocation> {
        match self {
            Self::Wasm(device) => device.free(address),
        }
    }

    /// Whether addresses like this one belong to the device, allocated or not.
    pub(crate) fn covers(&self, address: usize) -> bool {
        match self {
            Self::Wasm(device) => device.region.offset_of(address).is_some(),
        }
    }

    /// The live allocation that contains the device address.
    pub(crate) fn find(&self, address: usize) -> Option<Allocation> {
        match self {
            Self::Wasm(device) => device.find(address),
        }
    }

    /// The registration of host memory that contains the host address.
    pub(crate) fn find_registered(&self, address: usize) -> Option<Allocation> {
        match self {
            Self::Wasm(device) => device.find_registered(address),
        }
    }

    /// Free and total bytes of memory.
    pub(crate) fn info(&self) -> (usize, usize) {
        match self {
            Self::Wasm(device) => device.info(),
        }
    }

    /// Makes host memory reachable for kernels (`cudaHostRegister`).
    ///
    /// # Errors
    /// `cudaErrorHostMemoryAlreadyRegistered`, `cudaErrorMemoryAllocation`, `cudaErrorNotSupported`, or what the system says.
    pub(crate) fn register(&self, start: usize, bytes: usize, flags: u32) -> Result {
        match self {
            Self::Wasm(device) => device.register(start, bytes, flags),
        }
    }

    /// Undoes [`Self::register`]; nothing may use the memory.
    pub(crate) fn unregister(&self, allocation: &Allocation) -> Result {
        match self {
            Self::Wasm(device) => device.unregister(allocation),
        }
    }

    /// Frees the program's allocations and gives registered memory back to it; nothing may run.
    pub(crate) fn release_everything(&self) {
        match self {
            Self::Wasm(device) => device.release_everything(),
        }
    }

    /// Prepares an artifact's image and its variables.
    ///
    /// # Errors
    /// `cudaErrorNoKernelImageForDevice`, `cudaErrorInvalidKernelImage`, `cudaErrorMemoryAllocation`; the reason is on stderr.
    pub(crate) fn load(&self, artifact: &Arc<Artifact>) -> Result<Loaded> {
        match self {
            Self::Wasm(device) => device.load(artifact).map(Loaded::Wasm),
        }
    }

    /// Device address and bytes of a variable of an image that this device has loaded.
    pub(crate) fn variable(&self, loaded: &Loaded, name: &str) -> Option<(usize, usize)> {
        match (self, loaded) {
            (Self::Wasm(device), Loaded::Wasm(loaded)) => device.variable(loaded, name),
        }
    }

    /// The operation that launches a kernel; `parameters` are packed as its artifact says.
    ///
    /// # Errors
    /// `cudaErrorMemoryAllocation`, `cudaErrorCooperativeLaunchTooLarge`, or what keeps the device from running it.
    pub(crate) fn prepare(
        &self,
        loaded: &Loaded,
        kernel: usize,
        shape: &Shape,
        parameters: &[u8],
    ) -> Result<Work> {
        match (self, loaded) {
            (Self::Wasm(device), Loaded::Wasm(loaded)) => {
                device.prepare(loaded, kernel, shape, parameters).map(Work::Kernel)
            }
        }
    }

    /// Gives back what the operation held; called once, when it is done or will never be submitted.
    pub(crate) fn retire(&self, work: &Work) {
        match (self, work) {
            (Self::Wasm(device), Work::Kernel(launch)) => device.free_record(launch),
            (Self::Wasm(_), _) => {}
        }
    }

    /// Runs blocks of a launch until none is left, beginning with the claimed ones.
    ///
    /// # Errors
    /// The CUDA code of the fault, which is also reported on stderr.
    pub(crate) fn run(&self, launch: &Launch, claimed: Option<(u32, u32)>) -> Result {
        match self {
            Self::Wasm(device) => device.run(launch, claimed),
        }
    }

    /// Stops kernels that do not end by themselves; `stopped` waits for them.
    pub(crate) fn stop_kernels(&self, stopped: impl FnOnce() -> bool) -> bool {
        match self {
            Self::Wasm(device) => device.stop_kernels(stopped),
        }
    }

    /// Starts anew after a reset: the next fault is reported, variables have their initial values.
    ///
    /// # Errors
    /// What [`Self::load`] gives.
    pub(crate) fn restart(&self) -> Result {
        match self {
            Self::Wasm(device) => {
                device.forget_reports();
                device.reset_variables()
            }
        }
    }

    pub(crate) fn properties(&self) -> DeviceProp {
        match self {
            Self::Wasm(device) => device.properties(),
        }
    }
}

/// Writes to stderr; a closed stderr is not an error of the program.
pub(crate) fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Says why the device cannot be used.
pub(crate) fn explain(what: &str, error: &dyn std::fmt::Display) -> Error {
    say(&format!("anywarp: {what}: {error:#}\n"));
    Error::InitializationError
}

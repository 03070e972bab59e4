//! A device, whichever kind it is: memory by address, images, launches.

use std::io::Write as _;
use std::sync::Arc;

use anywarp_artifact::Artifact;

use crate::api::launch::MAX_SHARED_OPTIN;
use crate::api::properties::DeviceProp;
use crate::error::{Error, Result};
use crate::graph::Work;
use crate::vulkan::{self, Gpu};
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
    /// Device alias of host memory at this address.
    Registered { host: usize, by: Registrant },
    /// `malloc` in a kernel.
    Kernel,
    /// Variables of an image.
    Variables,
    /// The runtime's own.
    Internal,
}

/// Who shares host memory with the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Registrant {
    /// `cudaHostRegister` with its flags.
    Program { flags: u32 },
    /// The runtime, for the pages of `__managed__` variables.
    ManagedVariables,
}

/// A live allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allocation {
    /// Device address.
    pub(crate) address: usize,
    /// Host address, if the host reaches the memory.
    pub(crate) host: Option<usize>,
    /// Bytes that were asked for.
    pub(crate) bytes: usize,
    pub(crate) purpose: Purpose,
}

impl Allocation {
    /// Whether the memory is that of `__managed__` variables.
    pub(crate) fn is_managed_variables(&self) -> bool {
        matches!(self.purpose, Purpose::Registered { by: Registrant::ManagedVariables, .. })
    }

    /// Whether this address of the device or the host lies inside.
    pub(crate) fn contains(&self, address: usize) -> bool {
        let inside = |start: usize| address.checked_sub(start).is_some_and(|offset| offset < self.bytes);
        inside(self.address) || self.host.is_some_and(inside)
    }

    /// Distance of an address that lies inside from the first byte.
    pub(crate) fn offset_of(&self, address: usize) -> usize {
        let inside = |start: usize| address.checked_sub(start).filter(|&offset| offset < self.bytes);
        inside(self.address).or_else(|| self.host.and_then(inside)).unwrap_or(0)
    }

    /// Bytes from an address that lies inside to the end.
    pub(crate) fn bytes_from(&self, address: usize) -> usize {
        self.bytes - self.offset_of(address)
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
    Vulkan(&'static Gpu),
}

/// An artifact's image on a device.
#[derive(Clone)]
pub(crate) enum Loaded {
    Wasm(Arc<wasm::engine::Loaded>),
    Vulkan(Arc<vulkan::Loaded>),
}

impl Device {
    /// Threads of the pool that serves the device.
    pub(crate) fn workers(&self) -> usize {
        match self {
            Self::Wasm(device) => device.workers,
            // Only copies between two places of the host.
            Self::Vulkan(_) => 1,
        }
    }

    /// Allocates zeroed or recycled memory at a multiple of [`ALIGNMENT`]; `bytes` is not 0.
    ///
    /// # Errors
    /// `cudaErrorMemoryAllocation`; `cudaErrorNotSupported` for a purpose that the device cannot serve.
    pub(crate) fn allocate(&self, bytes: usize, purpose: Purpose) -> Result<usize> {
        match self {
            Self::Wasm(device) => device.allocate(bytes, purpose),
            Self::Vulkan(gpu) => gpu.allocate(bytes, purpose),
        }
    }

    /// Frees the allocation that begins at this address of the device or the host.
    pub(crate) fn free(&self, address: usize) -> Option<Allocation> {
        match self {
            Self::Wasm(device) => device.free(address),
            Self::Vulkan(gpu) => gpu.free(address),
        }
    }

    /// Whether addresses like this one belong to the device, allocated or not.
    pub(crate) fn covers(&self, address: usize) -> bool {
        match self {
            Self::Wasm(device) => device.region.offset_of(address).is_some(),
            Self::Vulkan(gpu) => gpu.covers(address),
        }
    }

    /// The live allocation that contains the address of the device or the host.
    pub(crate) fn find(&self, address: usize) -> Option<Allocation> {
        match self {
            Self::Wasm(device) => device.find(address),
            Self::Vulkan(gpu) => gpu.find(address),
        }
    }

    /// Free and total bytes of memory.
    pub(crate) fn info(&self) -> (usize, usize) {
        match self {
            Self::Wasm(device) => device.info(),
            Self::Vulkan(gpu) => gpu.info(),
        }
    }

    /// Makes host memory reachable for kernels.
    ///
    /// # Errors
    /// `cudaErrorHostMemoryAlreadyRegistered`, `cudaErrorMemoryAllocation`, `cudaErrorNotSupported`, or what the system says.
    pub(crate) fn register(&self, start: usize, bytes: usize, by: Registrant) -> Result {
        match self {
            Self::Wasm(device) => device.register(start, bytes, by),
            Self::Vulkan(gpu) => gpu.register(start, bytes, by),
        }
    }

    /// Undoes [`Self::register`]; nothing may use the memory.
    pub(crate) fn unregister(&self, allocation: &Allocation) -> Result {
        match self {
            Self::Wasm(device) => device.unregister(allocation),
            Self::Vulkan(gpu) => gpu.free(allocation.address).map(drop).ok_or(Error::HostMemoryNotRegistered),
        }
    }

    /// Frees the program's allocations and gives registered memory back to it; nothing may run.
    pub(crate) fn release_everything(&self) {
        match self {
            Self::Wasm(device) => device.release_everything(),
            Self::Vulkan(gpu) => gpu.release_everything(),
        }
    }

    /// Prepares an artifact's image and its variables.
    ///
    /// # Errors
    /// `cudaErrorNoKernelImageForDevice`, `cudaErrorInvalidKernelImage`, `cudaErrorMemoryAllocation`; the reason is on stderr.
    pub(crate) fn load(&self, artifact: &Arc<Artifact>) -> Result<Loaded> {
        match self {
            Self::Wasm(device) => device.load(artifact).map(Loaded::Wasm),
            Self::Vulkan(gpu) => gpu.load(artifact).map(Loaded::Vulkan),
        }
    }

    /// Device address and bytes of a variable of an image that this device has loaded.
    pub(crate) fn variable(&self, loaded: &Loaded, name: &str) -> Option<(usize, usize)> {
        match (self, loaded) {
            (Self::Wasm(device), Loaded::Wasm(loaded)) => device.variable(loaded, name),
            (Self::Vulkan(gpu), Loaded::Vulkan(loaded)) => gpu.variable(loaded, name),
            _ => None,
        }
    }

    /// Stores an address in a variable of an image while no kernel runs.
    ///
    /// # Errors
    /// Those of a copy to the device.
    pub(crate) fn store_address(&self, variable: usize, address: usize) -> Result {
        match self {
            Self::Wasm(device) => device.store_address(variable, address),
            Self::Vulkan(gpu) => gpu.store_address(variable, address),
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
            (Self::Vulkan(gpu), Loaded::Vulkan(loaded)) => {
                gpu.prepare(loaded, kernel, shape, parameters).map(Work::Device)
            }
            _ => Err(Error::InvalidKernelImage), // An image is kept under its device's number.
        }
    }

    /// Gives back what the operation held; called once, when it is done or will never be submitted.
    pub(crate) fn retire(&self, work: &Work) {
        match (self, work) {
            (Self::Wasm(device), Work::Kernel(launch)) => device.free_record(launch),
            (Self::Vulkan(gpu), Work::Device(operation)) => gpu.retire(operation),
            _ => {}
        }
    }

    /// Runs blocks of a launch until none is left, beginning with the claimed ones.
    ///
    /// # Errors
    /// The CUDA code of the fault, which is also reported on stderr.
    pub(crate) fn run(&self, launch: &Launch, claimed: Option<(u32, u32)>) -> Result {
        match self {
            Self::Wasm(device) => device.run(launch, claimed),
            Self::Vulkan(_) => Err(Error::InvalidKernelImage),
        }
    }

    /// Stops kernels that do not end by themselves; `stopped` waits for them.
    pub(crate) fn stop_kernels(&self, stopped: impl FnOnce() -> bool) -> bool {
        match self {
            Self::Wasm(device) => device.stop_kernels(stopped),
            Self::Vulkan(_) => stopped(),
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
            Self::Vulkan(gpu) => {
                gpu.forget_reports();
                gpu.reset_variables()
            }
        }
    }

    /// Shared memory that a block can have by asking, in bytes.
    pub(crate) fn shared_bytes(&self) -> u32 {
        match self {
            Self::Wasm(_) => MAX_SHARED_OPTIN,
            Self::Vulkan(gpu) => gpu.shared_bytes(),
        }
    }

    pub(crate) fn properties(&self) -> DeviceProp {
        match self {
            Self::Wasm(device) => device.properties(),
            Self::Vulkan(gpu) => gpu.properties(),
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

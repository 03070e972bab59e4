//! What the devices are, for people and tools that do not speak the CUDA API (`anywarp devices`).

use crate::device::Device;
use crate::error::Error;
use crate::state;

/// One device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// What kind of code it runs, and for a GPU its name.
    pub kind: String,
    /// What runs at the same time, with its unit.
    pub lanes: String,
    /// Device memory that programs can allocate, in bytes.
    pub memory_bytes: u64,
    /// What its code may use.
    pub features: String,
}

/// The devices that a program started now would see, in the order of their numbers.
///
/// # Errors
/// The name of the CUDA error with which the first call of such a program would fail; the reason is on stderr.
pub fn devices() -> Result<Vec<Description>, String> {
    (0..state::device_count())
        .map(describe)
        .collect::<Result<_, Error>>()
        .map_err(|error| format!("{error:?}"))
}

/// Why there are no more devices, a line each.
pub fn reasons() -> &'static [String] {
    state::reasons()
}

fn describe(device: i32) -> Result<Description, Error> {
    let device = state::at(device)?.device;
    let memory_bytes = device.info().1 as u64;
    Ok(match device {
        Device::Wasm(device) => Description {
            kind: "wasm32".into(),
            lanes: format!("{} workers", device.workers),
            memory_bytes,
            features: "simd128, shared memory, atomics".into(),
        },
        Device::Vulkan(gpu) => Description {
            kind: format!("vulkan {}", gpu.physical.name),
            lanes: format!("{} queues", gpu.queue_count()),
            memory_bytes,
            features: gpu.physical.summary(),
        },
    })
}

//! Which devices a program sees, and in which order.
//!
//! `ANYWARP_DEVICES` is a list of kinds, best first: `vulkan` (GPUs), `vulkan:cpu` (software devices such as lavapipe),
//! `wasm`. Without it that is `wasm`, until every program of `tests/run` gives CUDA's results on GPUs. `CUDA_VISIBLE_DEVICES` then picks from the devices of these kinds by number,
//! as CUDA does.

use crate::device::{Device, say};
use crate::error::Result;
use crate::vulkan::{self, Gpu, Physical};
use crate::wasm;

const DEFAULT: &str = "wasm";

/// A device that can be created.
#[derive(Clone)]
pub(crate) enum Found {
    Wasm,
    Vulkan(Box<Physical>),
}

impl Found {
    /// # Errors
    /// `cudaErrorInitializationError`; the reason is on stderr.
    pub(crate) fn create(&self) -> Result<Device> {
        match self {
            Self::Wasm => wasm::device::Device::create().map(Device::Wasm),
            Self::Vulkan(physical) => {
                let gpu: &'static Gpu = Box::leak(Box::new(Gpu::create(physical)?));
                gpu.settle_at_exit();
                Ok(Device::Vulkan(gpu))
            }
        }
    }
}

/// The devices in the order of their numbers.
#[derive(Default)]
pub(crate) struct Devices {
    pub(crate) list: Vec<Found>,
    /// Why there are no more Vulkan devices, a line each.
    pub(crate) reasons: Vec<String>,
}

/// The devices that the environment leaves visible.
pub(crate) fn devices() -> Devices {
    let variable = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let kinds = variable("ANYWARP_DEVICES");
    let mut devices = Devices::default();
    for kind in kinds.as_deref().unwrap_or(DEFAULT).split(',').map(str::trim).filter(|kind| !kind.is_empty())
    {
        match kind {
            "wasm" => devices.list.push(Found::Wasm),
            "vulkan" => devices.add(vulkan::search(vulkan::Class::Gpu)),
            "vulkan:cpu" => devices.add(vulkan::search(vulkan::Class::Cpu)),
            _ => {
                let known = "vulkan, vulkan:cpu, wasm";
                say(&format!(
                    "anywarp: ANYWARP_DEVICES names \"{kind}\"; the kinds of devices are: {known}\n"
                ));
            }
        }
    }
    // A program that was given a Vulkan device and finds none should learn why.
    if kinds.is_some() && devices.list.is_empty() {
        devices.reasons.iter().for_each(|reason| say(&format!("anywarp: {reason}\n")));
    }
    if let Some(visible) = variable("CUDA_VISIBLE_DEVICES") {
        let list = &devices.list;
        devices.list = numbers(&visible, list.len()).into_iter().map(|number| list[number].clone()).collect();
    }
    devices
}

impl Devices {
    fn add(&mut self, found: vulkan::Search) {
        self.list.extend(found.devices.into_iter().map(|device| Found::Vulkan(Box::new(device))));
        self.reasons.extend(found.reasons);
    }
}

/// CUDA: the numbers up to the first one that is no device's or was named before.
fn numbers(text: &str, count: usize) -> Vec<usize> {
    let mut numbers = Vec::new();
    for word in text.split(',') {
        match word.trim().parse() {
            Ok(number) if number < count && !numbers.contains(&number) => numbers.push(number),
            _ => break,
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_devices_are_those_before_the_first_mistake() {
        assert_eq!(numbers("0", 1), [0]);
        assert_eq!(numbers(" 2 ,0,9,1", 3), [2, 0]);
        assert_eq!(numbers("1,1", 2), [1]);
        assert!(numbers("", 1).is_empty() && numbers("-1,0", 1).is_empty());
    }
}

//! Which devices a program sees, and in which order.
//!
//! `ANYWARP_DEVICES` is a list of kinds, best first; `CUDA_VISIBLE_DEVICES` then picks from the devices of these kinds
//! by number, as CUDA does.

use crate::device::{Device, say};
use crate::error::Result;
use crate::wasm;

/// A device that can be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Wasm,
}

impl Found {
    /// # Errors
    /// `cudaErrorInitializationError`; the reason is on stderr.
    pub(crate) fn create(&self) -> Result<Device> {
        match self {
            Self::Wasm => wasm::device::Device::create().map(Device::Wasm),
        }
    }
}

/// The devices in the order of their numbers.
pub(crate) struct Devices {
    pub(crate) list: Vec<Found>,
}

/// The devices that the environment leaves visible.
pub(crate) fn devices() -> Devices {
    let variable = |name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let kinds = variable("ANYWARP_DEVICES");
    let mut list = Vec::new();
    for kind in kinds.as_deref().unwrap_or(DEFAULT).split(',').map(str::trim).filter(|kind| !kind.is_empty())
    {
        match kind {
            "wasm" => list.push(Found::Wasm),
            _ => say(&format!("anywarp: ANYWARP_DEVICES names \"{kind}\"; this runtime has: wasm\n")),
        }
    }
    if let Some(visible) = variable("CUDA_VISIBLE_DEVICES") {
        list = numbers(&visible, list.len()).into_iter().map(|number| list[number].clone()).collect();
    }
    Devices { list }
}

const DEFAULT: &str = "wasm";

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

//! What went wrong on the device: CUDA's code, and one report on stderr.

use std::sync::atomic::Ordering;

use anywarp_artifact::wasm::Failure;
use ash::vk;

use super::Gpu;
use super::launch::Dispatch;
use crate::device::say;
use crate::error::{Error, Result};

impl Gpu {
    /// The CUDA code of a Vulkan error. The loss of the device is reported with what the driver says about it.
    pub(super) fn failed(&self, error: vk::Result) -> Error {
        match error {
            vk::Result::ERROR_OUT_OF_DEVICE_MEMORY
            | vk::Result::ERROR_OUT_OF_HOST_MEMORY
            | vk::Result::ERROR_TOO_MANY_OBJECTS
            | vk::Result::ERROR_MEMORY_MAP_FAILED => Error::MemoryAllocation,
            vk::Result::ERROR_FORMAT_NOT_SUPPORTED
            | vk::Result::ERROR_FEATURE_NOT_PRESENT
            | vk::Result::ERROR_INVALID_EXTERNAL_HANDLE
            | vk::Result::ERROR_EXTENSION_NOT_PRESENT => Error::NotSupported,
            vk::Result::ERROR_DEVICE_LOST => {
                let (code, text) = self.lost();
                self.report(&text);
                code
            }
            other => {
                self.report(&format!("{}: {other}", self.physical.name));
                Error::Unknown
            }
        }
    }

    /// One line for a context: what follows from a fault is not reported again.
    pub(super) fn report(&self, text: &str) {
        if !self.reported.swap(true, Ordering::Relaxed) {
            say(&format!("anywarp: {text}\n"));
        }
    }

    /// Lets the next fault be reported (`cudaDeviceReset`).
    pub(crate) fn forget_reports(&self) {
        self.reported.store(false, Ordering::Relaxed);
    }

    /// Code and text of a lost device, from `VK_EXT_device_fault` where it exists.
    fn lost(&self) -> (Error, String) {
        let text = format!("{}: the device was lost", self.physical.name);
        let Some(query) = self.logical.fault_info else { return (Error::LaunchFailure, text) };
        let mut counts = vk::DeviceFaultCountsEXT::default();
        let device = self.logical.raw.handle();
        // SAFETY: the first call asks for the number of entries.
        if unsafe { query(device, &raw mut counts, std::ptr::null_mut()) }.as_raw() < 0 {
            return (Error::LaunchFailure, text);
        }
        let mut addresses =
            vec![vk::DeviceFaultAddressInfoEXT::default(); counts.address_info_count as usize];
        let mut vendor = vec![vk::DeviceFaultVendorInfoEXT::default(); counts.vendor_info_count as usize];
        counts.vendor_binary_size = 0;
        let mut info = vk::DeviceFaultInfoEXT {
            p_address_infos: addresses.as_mut_ptr(),
            p_vendor_infos: vendor.as_mut_ptr(),
            ..vk::DeviceFaultInfoEXT::default()
        };
        // SAFETY: the arrays have as many entries as the counts say.
        if unsafe { query(device, &raw mut counts, &raw mut info) }.as_raw() < 0 {
            return (Error::LaunchFailure, text);
        }
        let mut text = text;
        let described = info.description_as_c_str().map(|words| words.to_string_lossy());
        text.extend(described.ok().filter(|words| !words.is_empty()).map(|words| format!(": {words}")));
        let mut code = Error::LaunchFailure;
        for address in &addresses {
            let what = access(address.address_type);
            if what.is_some() {
                code = Error::IllegalAddress;
            }
            let what = what.unwrap_or("instruction");
            text += &format!("\n  {what} at {:#x}", address.reported_address);
        }
        (code, text)
    }

    /// # Errors
    /// `cudaErrorAssert` and `cudaErrorLaunchFailure` if the kernel gave up.
    pub(super) fn check_fault(&self, dispatch: &Dispatch) -> Result {
        let assertions = self.take_output(dispatch);
        if !assertions.is_empty() {
            if !self.reported.swap(true, Ordering::Relaxed) {
                say(&assertions);
            }
            return Err(Error::Assert);
        }
        // SAFETY: the word belongs to the launch, which is done; the memory is coherent.
        let reason = unsafe { (dispatch.scratch.host as *const u32).read_volatile() };
        if reason == 0 {
            return Ok(());
        }
        let name = dispatch.kernel_name();
        let what = match reason {
            reason if reason == Failure::Trap as u32 => "the kernel executed a trap".to_owned(),
            reason if reason == Failure::Deadlock as u32 => {
                "deadlock: threads of the block wait for each other for ever".to_owned()
            }
            reason => format!("the kernel failed with reason {reason}"),
        };
        self.report(&format!("kernel {name} failed: {what}"));
        Err(Error::LaunchFailure)
    }
}

/// What a faulting access was; `None` if the address is an instruction's.
fn access(kind: vk::DeviceFaultAddressTypeEXT) -> Option<&'static str> {
    match kind {
        vk::DeviceFaultAddressTypeEXT::READ_INVALID => Some("invalid read"),
        vk::DeviceFaultAddressTypeEXT::WRITE_INVALID => Some("invalid write"),
        vk::DeviceFaultAddressTypeEXT::EXECUTE_INVALID => Some("invalid execution"),
        _ => None,
    }
}

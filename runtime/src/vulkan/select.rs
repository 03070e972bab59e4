//! Which physical devices exist, best first.

use ash::vk;

use super::instance::instance;
use super::physical::Physical;

/// Whether GPUs or software renderers are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Gpu,
    Cpu,
}

/// What was found, and why not more.
#[derive(Default)]
pub(crate) struct Search {
    pub(crate) devices: Vec<Physical>,
    /// One line for each thing that keeps a device from being used.
    pub(crate) reasons: Vec<String>,
}

/// The devices of a class: discrete GPUs, then integrated, then virtual ones.
pub(crate) fn search(class: Class) -> Search {
    let mut search = Search::default();
    // Loading drivers takes tens of milliseconds, which machines without a GPU need not pay.
    if class == Class::Gpu && !has_gpu_node() {
        let nodes = "/dev/dri/renderD*, /dev/nvidia0, /dev/kgsl-3d0, /dev/mali0 or /dev/dxg";
        search.reasons.push(format!("no GPU: the system has none of {nodes}"));
        return search;
    }
    let found = instance().map_err(str::to_owned).and_then(|instance| {
        // SAFETY: a live instance.
        let devices = unsafe { instance.raw.enumerate_physical_devices() };
        devices.map_err(|error| format!("Vulkan lists no devices: {error}"))
    });
    match found {
        Ok(devices) => devices.into_iter().for_each(|device| consider(device, class, &mut search)),
        Err(reason) => search.reasons.push(reason),
    }
    search.devices.sort_by_key(|device| rank(device.kind()));
    if search.devices.is_empty() && search.reasons.is_empty() {
        search.reasons.push(match class {
            Class::Gpu => {
                "Vulkan lists no GPU; ANYWARP_DEVICES=vulkan:cpu takes a software device".to_owned()
            }
            Class::Cpu => "Vulkan lists no software device".to_owned(),
        });
    }
    search
}

fn consider(device: vk::PhysicalDevice, class: Class, search: &mut Search) {
    let Ok(instance) = instance() else { return };
    let device = Physical::query(instance, device);
    if (device.kind() == vk::PhysicalDeviceType::CPU) != (class == Class::Cpu) {
        return;
    }
    match device.obstacle() {
        None => search.devices.push(device),
        Some(what) => search.reasons.push(format!("{} {what}", device.name)),
    }
}

fn rank(kind: vk::PhysicalDeviceType) -> u32 {
    match kind {
        vk::PhysicalDeviceType::DISCRETE_GPU => 0,
        vk::PhysicalDeviceType::INTEGRATED_GPU => 1,
        vk::PhysicalDeviceType::VIRTUAL_GPU => 2,
        _ => 3,
    }
}

/// Whether the system has any device file of a GPU. Only Linux has such files: elsewhere the loader decides.
fn has_gpu_node() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let exists = |path: &str| std::path::Path::new(path).exists();
    let render_node = || {
        let entries = std::fs::read_dir("/dev/dri").ok()?;
        entries.flatten().find(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
    };
    // Only NVIDIA's numbered nodes are GPUs; containers may begin at any number.
    let nvidia = || (0..32).any(|number| exists(&format!("/dev/nvidia{number}")));
    exists("/dev/dxg")
        || exists("/dev/kgsl-3d0")
        || exists("/dev/mali0")
        || nvidia()
        || render_node().is_some()
}

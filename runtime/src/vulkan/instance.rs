//! The process's one Vulkan instance, if there is a loader; nothing links against it.

use std::sync::OnceLock;

use ash::vk;

/// A loaded Vulkan library and its instance; both live until the process ends.
pub(super) struct Instance {
    _entry: ash::Entry,
    pub(super) raw: ash::Instance,
}

/// The instance, created on first use.
///
/// # Errors
/// Why there is none, for people.
pub(super) fn instance() -> Result<&'static Instance, &'static str> {
    static INSTANCE: OnceLock<Result<Instance, String>> = OnceLock::new();
    INSTANCE.get_or_init(create).as_ref().map_err(String::as_str)
}

fn create() -> Result<Instance, String> {
    // SAFETY: loading runs the initialisers of the system's Vulkan library, which has no preconditions.
    let entry = unsafe { ash::Entry::load() }.map_err(|error| format!("no Vulkan loader: {error}"))?;
    // SAFETY: the entry points were just loaded.
    let version =
        unsafe { entry.try_enumerate_instance_version() }.ok().flatten().unwrap_or(vk::API_VERSION_1_0);
    if version < vk::API_VERSION_1_3 {
        return Err("the Vulkan loader is older than 1.3".to_owned());
    }
    let application = vk::ApplicationInfo::default()
        .application_name(c"anywarp")
        .engine_name(c"anywarp")
        .api_version(vk::API_VERSION_1_3);
    let create = vk::InstanceCreateInfo::default().application_info(&application);
    // SAFETY: the structures outlive the call.
    let raw = unsafe { entry.create_instance(&create, None) }
        .map_err(|error| format!("Vulkan cannot be used: {error}"))?;
    Ok(Instance { _entry: entry, raw })
}

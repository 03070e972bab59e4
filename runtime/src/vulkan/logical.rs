//! Creating the Vulkan device, and the functions of extensions that it offers.

use ash::vk;

use super::features::Enabled;
use super::instance::Instance;
use super::physical::Physical;

/// Queues that streams are spread over, at most.
const MAX_QUEUES: u32 = 8;

/// A Vulkan device. Lives until the process ends.
pub(super) struct Logical {
    pub(super) raw: ash::Device,
    pub(super) family: u32,
    pub(super) queues: u32,
    pub(super) map_memory: Option<vk::PFN_vkMapMemory2KHR>,
    pub(super) host_pointer_properties: Option<vk::PFN_vkGetMemoryHostPointerPropertiesEXT>,
    pub(super) fault_info: Option<vk::PFN_vkGetDeviceFaultInfoEXT>,
}

impl Logical {
    /// # Errors
    /// Vulkan's.
    pub(super) fn create(instance: &Instance, physical: &Physical) -> Result<Self, vk::Result> {
        let family = physical.family().ok_or(vk::Result::ERROR_FEATURE_NOT_PRESENT)?;
        let queues = physical.families[family as usize].queue_count.min(MAX_QUEUES);
        let priorities = vec![1.0; queues as usize];
        let queue =
            [vk::DeviceQueueCreateInfo::default().queue_family_index(family).queue_priorities(&priorities)];
        let placed = physical.placed_map_alignment.is_some();
        let imports = physical.import_alignment.is_some();
        let reconverges = physical.features.maximal_reconvergence;
        let clock = physical.features.subgroup_clock;
        let (adds_singles, adds_doubles) = physical.features.adds_floats;
        let adds_floats = adds_singles || adds_doubles;
        let optional = [
            (placed, vk::KHR_MAP_MEMORY2_NAME),
            (placed, vk::EXT_MAP_MEMORY_PLACED_NAME),
            (imports, vk::EXT_EXTERNAL_MEMORY_HOST_NAME),
            (physical.device_fault, vk::EXT_DEVICE_FAULT_NAME),
            (physical.memory_budget, vk::EXT_MEMORY_BUDGET_NAME),
            (reconverges, vk::KHR_SHADER_MAXIMAL_RECONVERGENCE_NAME),
            (clock, vk::KHR_SHADER_CLOCK_NAME),
            (adds_floats, vk::EXT_SHADER_ATOMIC_FLOAT_NAME),
        ];
        let extensions: Vec<_> =
            optional.iter().filter(|(wanted, _)| *wanted).map(|(_, name)| name.as_ptr()).collect();
        let mut enabled = Enabled::of(physical);
        let mut placing = vk::PhysicalDeviceMapMemoryPlacedFeaturesEXT::default()
            .memory_map_placed(true)
            .memory_map_range_placed(false);
        let mut reconverging = vk::PhysicalDeviceShaderMaximalReconvergenceFeaturesKHR::default()
            .shader_maximal_reconvergence(true);
        let mut clocks = vk::PhysicalDeviceShaderClockFeaturesKHR::default().shader_subgroup_clock(true);
        let mut float_atomics = vk::PhysicalDeviceShaderAtomicFloatFeaturesEXT::default()
            .shader_buffer_float32_atomic_add(adds_singles)
            .shader_buffer_float64_atomic_add(adds_doubles);
        let mut faults = vk::PhysicalDeviceFaultFeaturesEXT::default().device_fault(true);
        let mut create = vk::DeviceCreateInfo::default()
            .queue_create_infos(&queue)
            .enabled_extension_names(&extensions)
            .enabled_features(&enabled.core)
            .push_next(&mut enabled.v11)
            .push_next(&mut enabled.v12)
            .push_next(&mut enabled.v13);
        create = if placed { create.push_next(&mut placing) } else { create };
        create = if reconverges { create.push_next(&mut reconverging) } else { create };
        create = if clock { create.push_next(&mut clocks) } else { create };
        create = if adds_floats { create.push_next(&mut float_atomics) } else { create };
        create = if physical.device_fault { create.push_next(&mut faults) } else { create };
        // SAFETY: the structures outlive the call and ask only for what the device has.
        let raw = unsafe { instance.raw.create_device(physical.raw, &create, None) }?;
        // SAFETY: the names are those of the function types; a function is there if its extension is enabled.
        let address =
            |name: &std::ffi::CStr| unsafe { instance.raw.get_device_proc_addr(raw.handle(), name.as_ptr()) };
        // SAFETY: the addresses are those of functions of these types.
        let (map_memory, host_pointer_properties, fault_info) = unsafe {
            (
                address(c"vkMapMemory2KHR").filter(|_| placed).map(|f| std::mem::transmute(f)),
                address(c"vkGetMemoryHostPointerPropertiesEXT")
                    .filter(|_| imports)
                    .map(|f| std::mem::transmute(f)),
                address(c"vkGetDeviceFaultInfoEXT")
                    .filter(|_| physical.device_fault)
                    .map(|f| std::mem::transmute(f)),
            )
        };
        Ok(Self { raw, family, queues, map_memory, host_pointer_properties, fault_info })
    }
}

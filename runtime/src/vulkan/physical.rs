//! What a physical device says about itself, asked once.

use std::ffi::CStr;

use ash::vk;

use super::instance::{Instance, instance};

/// A physical device with the answers that the runtime needs.
#[derive(Clone)]
pub(crate) struct Physical {
    pub(super) raw: vk::PhysicalDevice,
    pub(crate) name: String,
    pub(super) properties: vk::PhysicalDeviceProperties,
    pub(super) uuid: [u8; 16],
    pub(super) subgroup_operations: vk::SubgroupFeatureFlags,
    pub(super) subgroup_sizes: (u32, u32),
    pub(super) subgroup_size_stages: vk::ShaderStageFlags,
    pub(super) subgroup_stages: vk::ShaderStageFlags,
    /// Largest buffer, in bytes.
    pub(super) max_buffer_bytes: u64,
    pub(super) floats: vk::PhysicalDeviceFloatControlsProperties<'static>,
    pub(super) features: Features,
    pub(super) memory: vk::PhysicalDeviceMemoryProperties,
    pub(super) pci: Option<(u32, u32, u32)>,
    /// Alignment of placed mappings, in bytes, if the device has them.
    pub(super) placed_map_alignment: Option<u64>,
    /// Alignment of imported host memory, in bytes, if the device can import it.
    pub(super) import_alignment: Option<u64>,
    pub(super) device_fault: bool,
    pub(super) memory_budget: bool,
    pub(super) families: Vec<vk::QueueFamilyProperties>,
}

/// The features that a device offers.
#[derive(Clone, Copy)]
pub(super) struct Features {
    pub(super) core: vk::PhysicalDeviceFeatures,
    pub(super) v11: vk::PhysicalDeviceVulkan11Features<'static>,
    pub(super) v12: vk::PhysicalDeviceVulkan12Features<'static>,
    pub(super) v13: vk::PhysicalDeviceVulkan13Features<'static>,
    placed_maps: bool,
    pub(super) maximal_reconvergence: bool,
    pub(super) subgroup_clock: bool,
    /// Atomic additions of floats of 32 and 64 bits in device memory.
    pub(super) adds_floats: (bool, bool),
}

impl Features {
    fn query(instance: &Instance, raw: vk::PhysicalDevice, has: &dyn Fn(&CStr) -> bool) -> Self {
        let mut v11 = vk::PhysicalDeviceVulkan11Features::default();
        let mut v12 = vk::PhysicalDeviceVulkan12Features::default();
        let mut v13 = vk::PhysicalDeviceVulkan13Features::default();
        let mut placing = vk::PhysicalDeviceMapMemoryPlacedFeaturesEXT::default();
        let mut reconverging = vk::PhysicalDeviceShaderMaximalReconvergenceFeaturesKHR::default();
        let mut clocks = vk::PhysicalDeviceShaderClockFeaturesKHR::default();
        let mut float_atomics = vk::PhysicalDeviceShaderAtomicFloatFeaturesEXT::default();
        let mut chain = vk::PhysicalDeviceFeatures2::default()
            .push_next(&mut v11)
            .push_next(&mut v12)
            .push_next(&mut v13);
        chain = if may_place(has) { chain.push_next(&mut placing) } else { chain };
        let may_reconverge = has(vk::KHR_SHADER_MAXIMAL_RECONVERGENCE_NAME);
        chain = if may_reconverge { chain.push_next(&mut reconverging) } else { chain };
        chain = if has(vk::KHR_SHADER_CLOCK_NAME) { chain.push_next(&mut clocks) } else { chain };
        let has_float_atomics = has(vk::EXT_SHADER_ATOMIC_FLOAT_NAME);
        chain = if has_float_atomics { chain.push_next(&mut float_atomics) } else { chain };
        // SAFETY: the chain holds structures of core 1.3, and of extensions that the device has.
        unsafe { instance.raw.get_physical_device_features2(raw, &mut chain) };
        let core = chain.features;
        let placed_maps = placing.memory_map_placed != 0;
        let maximal_reconvergence = reconverging.shader_maximal_reconvergence != 0;
        let subgroup_clock = clocks.shader_subgroup_clock != 0;
        let adds_floats = (
            float_atomics.shader_buffer_float32_atomic_add != 0,
            float_atomics.shader_buffer_float64_atomic_add != 0,
        );
        v11.p_next = std::ptr::null_mut();
        v12.p_next = std::ptr::null_mut();
        v13.p_next = std::ptr::null_mut();
        Self { core, v11, v12, v13, placed_maps, maximal_reconvergence, subgroup_clock, adds_floats }
    }
}

/// Whether memory may be mapped at a given address.
fn may_place(has: &dyn Fn(&CStr) -> bool) -> bool {
    has(vk::EXT_MAP_MEMORY_PLACED_NAME) && has(vk::KHR_MAP_MEMORY2_NAME)
}

// SAFETY: the structures hold plain answers; their chains were cut after the query.
unsafe impl Send for Physical {}
// SAFETY: as above.
unsafe impl Sync for Physical {}

impl Physical {
    pub(super) fn query(instance: &Instance, raw: vk::PhysicalDevice) -> Self {
        let vulkan = &instance.raw;
        // SAFETY: `raw` is a device of this instance.
        let extensions = unsafe { vulkan.enumerate_device_extension_properties(raw) }.unwrap_or_default();
        let has = |name: &CStr| extensions.iter().any(|each| each.extension_name_as_c_str() == Ok(name));
        let (has_pci, has_import) = (has(vk::EXT_PCI_BUS_INFO_NAME), has(vk::EXT_EXTERNAL_MEMORY_HOST_NAME));
        let may_place = may_place(&has);

        let mut pci = vk::PhysicalDevicePCIBusInfoPropertiesEXT::default();
        let mut import = vk::PhysicalDeviceExternalMemoryHostPropertiesEXT::default();
        let mut placed = vk::PhysicalDeviceMapMemoryPlacedPropertiesEXT::default();
        let mut properties11 = vk::PhysicalDeviceVulkan11Properties::default();
        let mut properties13 = vk::PhysicalDeviceVulkan13Properties::default();
        let mut floats = vk::PhysicalDeviceFloatControlsProperties::default();
        let mut chain = vk::PhysicalDeviceProperties2::default()
            .push_next(&mut properties11)
            .push_next(&mut properties13)
            .push_next(&mut floats);
        chain = if has_pci { chain.push_next(&mut pci) } else { chain };
        chain = if has_import { chain.push_next(&mut import) } else { chain };
        chain = if may_place { chain.push_next(&mut placed) } else { chain };
        // SAFETY: the chain holds structures of core 1.3 and of extensions that the device has. A device older than
        // 1.3 leaves what it does not know as it is, and is not used.
        unsafe { vulkan.get_physical_device_properties2(raw, &mut chain) };
        let properties = chain.properties;

        let features = Features::query(instance, raw, &has);
        floats.p_next = std::ptr::null_mut();

        // SAFETY: `raw` is a device of this instance.
        let (memory, families) = unsafe {
            (
                vulkan.get_physical_device_memory_properties(raw),
                vulkan.get_physical_device_queue_family_properties(raw),
            )
        };
        let name = properties.device_name_as_c_str().unwrap_or_default().to_string_lossy().into_owned();
        Self {
            raw,
            name,
            properties,
            uuid: properties11.device_uuid,
            subgroup_operations: properties11.subgroup_supported_operations,
            subgroup_stages: properties11.subgroup_supported_stages,
            subgroup_sizes: (properties13.min_subgroup_size, properties13.max_subgroup_size),
            subgroup_size_stages: properties13.required_subgroup_size_stages,
            max_buffer_bytes: properties13.max_buffer_size,
            floats,
            features,
            memory,
            pci: has_pci.then_some((pci.pci_domain, pci.pci_bus, pci.pci_device)),
            placed_map_alignment: features.placed_maps.then_some(placed.min_placed_memory_map_alignment),
            import_alignment: has_import.then_some(import.min_imported_host_pointer_alignment),
            device_fault: has(vk::EXT_DEVICE_FAULT_NAME),
            memory_budget: has(vk::EXT_MEMORY_BUDGET_NAME),
            families,
        }
    }

    /// Version, driver and what kernels may find missing, for people.
    pub(crate) fn summary(&self) -> String {
        let version = self.properties.api_version;
        let (major, minor) = (vk::api_version_major(version), vk::api_version_minor(version));
        let (least, most) = self.subgroup_sizes;
        let shared = self.properties.limits.max_compute_shared_memory_size >> 10;
        let mut text = format!("Vulkan {major}.{minor}, subgroups of {least}");
        if most != least {
            text += &format!(" to {most}");
        }
        text += &format!(", {shared} KiB shared memory");
        let missing = super::features::missing(self);
        if !missing.is_empty() {
            text += &format!(", without {}", missing.join(", "));
        }
        text
    }

    pub(super) fn kind(&self) -> vk::PhysicalDeviceType {
        self.properties.device_type
    }

    /// Whether the program runs on this machine's CPU after all.
    pub(super) fn is_software(&self) -> bool {
        self.kind() == vk::PhysicalDeviceType::CPU
    }

    /// What keeps the device from being used at all.
    pub(super) fn obstacle(&self) -> Option<String> {
        let version = self.properties.api_version;
        if version < vk::API_VERSION_1_3 {
            let (major, minor) = (vk::api_version_major(version), vk::api_version_minor(version));
            return Some(format!("speaks Vulkan {major}.{minor}; 1.3 is needed"));
        }
        // Mandatory in 1.3, but drivers for old hardware exist that say otherwise.
        let needed = [
            (self.features.v12.buffer_device_address, "bufferDeviceAddress"),
            (self.features.v12.timeline_semaphore, "timelineSemaphore"),
            (self.features.v12.host_query_reset, "hostQueryReset"),
            (self.features.v12.vulkan_memory_model, "vulkanMemoryModel"),
            (self.features.v13.synchronization2, "synchronization2"),
            (self.features.v13.maintenance4, "maintenance4"),
            // Pointers are 64 bits wide.
            (self.features.core.shader_int64, "shaderInt64"),
        ];
        if let Some((_, name)) = needed.iter().find(|(has, _)| *has == 0) {
            return Some(format!("lacks {name}"));
        }
        self.family().is_none().then(|| "has no queue for compute".to_owned())
    }

    /// The queue family that runs everything: computes, writes timestamps if any does, has no graphics, where a launch
    /// costs an H200 4 µs more and blocks start more slowly, and has the most queues.
    pub(super) fn family(&self) -> Option<u32> {
        let families = self.families.iter().enumerate();
        families
            .filter(|(_, family)| family.queue_flags.contains(vk::QueueFlags::COMPUTE))
            .max_by_key(|(_, family)| {
                let draws = family.queue_flags.contains(vk::QueueFlags::GRAPHICS);
                (family.timestamp_valid_bits != 0, !draws, family.queue_count)
            })
            .map(|(index, _)| index as u32)
    }

    /// Index and bytes of the largest heap of the device's own memory.
    pub(super) fn main_heap(&self) -> (usize, u64) {
        let heaps = &self.memory.memory_heaps[..self.memory.memory_heap_count as usize];
        let own = heaps
            .iter()
            .enumerate()
            .filter(|(_, heap)| heap.flags.contains(vk::MemoryHeapFlags::DEVICE_LOCAL));
        own.max_by_key(|(_, heap)| heap.size).map_or((0, 0), |(index, heap)| (index, heap.size))
    }

    /// Bytes that the process may use of a heap now, and has used, if the driver tells.
    pub(super) fn budget(&self, heap: usize) -> Option<(u64, u64)> {
        if !self.memory_budget {
            return None;
        }
        let instance = instance().ok()?;
        let mut budget = vk::PhysicalDeviceMemoryBudgetPropertiesEXT::default();
        let mut chain = vk::PhysicalDeviceMemoryProperties2::default().push_next(&mut budget);
        // SAFETY: the device has the extension.
        unsafe { instance.raw.get_physical_device_memory_properties2(self.raw, &mut chain) };
        Some((budget.heap_budget[heap], budget.heap_usage[heap]))
    }

    /// Bytes that an allocation of this type of memory may have at most. Vulkan forbids to ask for more than the heap has,
    /// and not every driver refuses.
    pub(super) fn room(&self, memory_type: u32) -> u64 {
        let heap = self.memory.memory_types[memory_type as usize].heap_index as usize;
        let bytes = self.memory.memory_heaps[heap].size;
        self.budget(heap).map_or(bytes, |(budget, usage)| budget.min(bytes).saturating_sub(usage))
    }
}

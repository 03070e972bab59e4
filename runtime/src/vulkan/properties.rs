//! `cudaDeviceProp` of a Vulkan device: what Vulkan tells; for what it does not tell, values that programs can use.

use std::ffi::c_char;

use ash::vk;

use super::Gpu;
use crate::api::launch::MAX_GRID;
use crate::api::memory::PITCH;
use crate::api::properties::DeviceProp;
use crate::registry::DEFAULT_SHARED_BYTES;

/// Multiprocessors of a GPU: Vulkan does not tell, and programs size their grids with it. Enough for large devices.
const NOMINAL_MULTIPROCESSORS: i32 = 64;
/// Registers of a multiprocessor, which programs divide by what a kernel needs.
const NOMINAL_REGISTERS: i32 = 65536;
/// Kilohertz of `%clock64`, for programs that divide by it.
const NOMINAL_CLOCK: i32 = 1_000_000;

impl Gpu {
    /// Shared memory of a block, in bytes.
    pub(crate) fn shared_bytes(&self) -> u32 {
        self.physical.properties.limits.max_compute_shared_memory_size
    }

    pub(crate) fn properties(&self) -> DeviceProp {
        // SAFETY: every field is a number or an array of numbers, for which 0 is valid.
        let mut prop: DeviceProp = unsafe { std::mem::zeroed() };
        let limits = &self.physical.properties.limits;
        let clamp = |value: u32| i32::try_from(value).unwrap_or(i32::MAX);
        for (to, from) in prop.name.iter_mut().zip(self.physical.name.bytes().take(255)) {
            *to = from as c_char;
        }
        prop.uuid = self.physical.uuid;
        prop.total_global_mem = self.info().1;
        let shared = self.shared_bytes();
        prop.shared_mem_per_block = shared.min(DEFAULT_SHARED_BYTES) as usize;
        prop.shared_mem_per_block_optin = shared as usize;
        prop.shared_mem_per_multiprocessor = shared as usize;
        prop.regs_per_block = NOMINAL_REGISTERS;
        prop.regs_per_multiprocessor = NOMINAL_REGISTERS;
        prop.warp_size = 32;
        prop.mem_pitch = i32::MAX as usize;
        let threads = limits.max_compute_work_group_invocations.min(1024);
        prop.max_threads_per_block = threads as i32;
        let sizes = limits.max_compute_work_group_size;
        prop.max_threads_dim = [sizes[0].min(1024), sizes[1].min(1024), sizes[2].min(64)].map(clamp);
        // Larger grids than the device's are split.
        prop.max_grid_size = MAX_GRID.map(clamp);
        prop.clock_rate = NOMINAL_CLOCK;
        prop.total_const_mem = 65536;
        (prop.major, prop.minor) = (8, 0);
        prop.texture_alignment = PITCH;
        prop.texture_pitch_alignment = 32;
        prop.surface_alignment = PITCH;
        prop.device_overlap = 1;
        prop.multi_processor_count = match self.physical.is_software() {
            true => std::thread::available_parallelism().map_or(1, |count| count.get() as i32),
            false => NOMINAL_MULTIPROCESSORS,
        };
        prop.integrated = i32::from(self.physical.kind() != vk::PhysicalDeviceType::DISCRETE_GPU);
        prop.can_map_host_memory = 1;
        prop.concurrent_kernels = i32::from(self.queue_count() > 1);
        prop.async_engine_count = 1;
        prop.unified_addressing = 1;
        prop.memory_pools_supported = 1;
        prop.max_threads_per_multi_processor = threads as i32;
        prop.max_blocks_per_multi_processor = 1;
        prop.global_l1_cache_supported = 1;
        prop.local_l1_cache_supported = 1;
        let same_address = self.physical.placed_map_alignment.is_some() || self.physical.is_software();
        prop.managed_memory = i32::from(same_address);
        prop.concurrent_managed_access = i32::from(same_address);
        prop.direct_managed_mem_access_from_host = i32::from(same_address);
        prop.single_to_double_precision_perf_ratio = 32;
        prop.host_register_supported = i32::from(self.physical.import_alignment.is_some());
        if let Some((domain, bus, device)) = self.physical.pci {
            (prop.pci_domain_id, prop.pci_bus_id, prop.pci_device_id) =
                (clamp(domain), clamp(bus), clamp(device));
        }
        prop
    }
}

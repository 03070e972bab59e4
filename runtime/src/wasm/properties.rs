//! The properties of the wasm device.

use std::ffi::c_char;

use super::device::Device;
use crate::api::launch::{MAX_BLOCK, MAX_GRID, MAX_SHARED_OPTIN, MAX_THREADS};
use crate::api::memory::PITCH;
use crate::api::properties::DeviceProp;
use crate::clock;
use crate::registry::DEFAULT_SHARED_BYTES;

impl Device {
    /// A multiprocessor is a worker, which runs one block at a time; so a grid of `multiProcessorCount` blocks is
    /// resident at once, and the occupancy functions say 1.
    pub(crate) fn properties(&self) -> DeviceProp {
        // SAFETY: every field is a number or an array of numbers, for which 0 is valid.
        let mut prop: DeviceProp = unsafe { std::mem::zeroed() };
        let cpu = Cpu::read();
        let name = format!("anywarp wasm32 ({})", cpu.model);
        for (to, from) in prop.name.iter_mut().zip(name.bytes().take(255)) {
            *to = from as c_char;
        }
        prop.uuid = *b"anywarp-wasm32-0";
        let cores = self.workers as i32;
        let (_, total) = self.info();
        prop.total_global_mem = total;
        prop.shared_mem_per_block = DEFAULT_SHARED_BYTES as usize;
        prop.shared_mem_per_block_optin = MAX_SHARED_OPTIN as usize;
        prop.shared_mem_per_multiprocessor = MAX_SHARED_OPTIN as usize;
        prop.regs_per_block = 65536;
        prop.regs_per_multiprocessor = 65536;
        prop.warp_size = 32;
        prop.mem_pitch = i32::MAX as usize;
        prop.max_threads_per_block = MAX_THREADS as i32;
        prop.max_threads_dim = MAX_BLOCK.map(|extent| extent as i32);
        prop.max_grid_size = MAX_GRID.map(|extent| extent as i32);
        prop.clock_rate = clock::kilohertz();
        prop.total_const_mem = 65536;
        (prop.major, prop.minor) = (8, 0);
        prop.texture_alignment = PITCH;
        prop.texture_pitch_alignment = 32;
        prop.surface_alignment = PITCH;
        prop.device_overlap = 1;
        prop.multi_processor_count = cores;
        prop.integrated = 1;
        prop.can_map_host_memory = 1;
        prop.concurrent_kernels = 1;
        prop.async_engine_count = 1;
        prop.unified_addressing = 1;
        prop.memory_pools_supported = 1;
        prop.l2_cache_size = cpu.cache_bytes;
        prop.max_threads_per_multi_processor = MAX_THREADS as i32;
        prop.max_blocks_per_multi_processor = 1;
        prop.stream_priorities_supported = 1;
        prop.global_l1_cache_supported = 1;
        prop.local_l1_cache_supported = 1;
        prop.managed_memory = 1;
        prop.concurrent_managed_access = 1;
        prop.direct_managed_mem_access_from_host = 1;
        prop.host_native_atomic_supported = 1;
        prop.single_to_double_precision_perf_ratio = 2;
        prop.cooperative_launch = 1;
        prop.host_register_supported = 1;
        prop
    }
}

/// What the system says about its CPU; 0 and the machine's name where it says nothing.
struct Cpu {
    model: String,
    cache_bytes: i32,
}

impl Cpu {
    fn read() -> Self {
        Self {
            model: clock::cpu_field("model name").unwrap_or_else(|| std::env::consts::ARCH.into()),
            cache_bytes: cache_bytes(),
        }
    }
}

/// Size of the last cache, in bytes.
fn cache_bytes() -> i32 {
    let read = |level| {
        let path = format!("/sys/devices/system/cpu/cpu0/cache/index{level}/size");
        let text = std::fs::read_to_string(path).ok()?;
        let kilobytes: i32 = text.trim().strip_suffix('K')?.parse().ok()?;
        kilobytes.checked_mul(1024)
    };
    [3, 2].into_iter().find_map(read).unwrap_or(0)
}

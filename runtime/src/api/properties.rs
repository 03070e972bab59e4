//! Device Management: properties and attributes of the device.

use std::ffi::c_char;

use super::give;
use crate::error::{Error, Result};
use crate::state::{at, check_device, device_count};

/// `cudaDeviceProp` of CUDA 12.8. What the device does not have (textures, surfaces, clusters, …) is 0.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct DeviceProp {
    pub name: [c_char; 256],
    pub uuid: [u8; 16],
    pub luid: [u8; 8],
    pub luid_device_node_mask: u32,
    pub total_global_mem: usize,
    pub shared_mem_per_block: usize,
    pub regs_per_block: i32,
    pub warp_size: i32,
    pub mem_pitch: usize,
    pub max_threads_per_block: i32,
    pub max_threads_dim: [i32; 3],
    pub max_grid_size: [i32; 3],
    pub clock_rate: i32,
    pub total_const_mem: usize,
    pub major: i32,
    pub minor: i32,
    pub texture_alignment: usize,
    pub texture_pitch_alignment: usize,
    pub device_overlap: i32,
    pub multi_processor_count: i32,
    pub kernel_exec_timeout_enabled: i32,
    pub integrated: i32,
    pub can_map_host_memory: i32,
    pub compute_mode: i32,
    /// `maxTexture1D` to `maxSurfaceCubemapLayered`.
    pub texture_limits: [i32; 40],
    pub surface_alignment: usize,
    pub concurrent_kernels: i32,
    pub ecc_enabled: i32,
    pub pci_bus_id: i32,
    pub pci_device_id: i32,
    pub pci_domain_id: i32,
    pub tcc_driver: i32,
    pub async_engine_count: i32,
    pub unified_addressing: i32,
    pub memory_clock_rate: i32,
    pub memory_bus_width: i32,
    pub l2_cache_size: i32,
    pub persisting_l2_cache_max_size: i32,
    pub max_threads_per_multi_processor: i32,
    pub stream_priorities_supported: i32,
    pub global_l1_cache_supported: i32,
    pub local_l1_cache_supported: i32,
    pub shared_mem_per_multiprocessor: usize,
    pub regs_per_multiprocessor: i32,
    pub managed_memory: i32,
    pub is_multi_gpu_board: i32,
    pub multi_gpu_board_group_id: i32,
    pub host_native_atomic_supported: i32,
    pub single_to_double_precision_perf_ratio: i32,
    pub pageable_memory_access: i32,
    pub concurrent_managed_access: i32,
    pub compute_preemption_supported: i32,
    pub can_use_host_pointer_for_registered_mem: i32,
    pub cooperative_launch: i32,
    pub cooperative_multi_device_launch: i32,
    pub shared_mem_per_block_optin: usize,
    pub pageable_memory_access_uses_host_page_tables: i32,
    pub direct_managed_mem_access_from_host: i32,
    pub max_blocks_per_multi_processor: i32,
    pub access_policy_max_window_size: i32,
    pub reserved_shared_mem_per_block: usize,
    pub host_register_supported: i32,
    pub sparse_cuda_array_supported: i32,
    pub host_register_read_only_supported: i32,
    pub timeline_semaphore_interop_supported: i32,
    pub memory_pools_supported: i32,
    pub gpu_direct_rdma_supported: i32,
    pub gpu_direct_rdma_flush_writes_options: u32,
    pub gpu_direct_rdma_writes_ordering: i32,
    pub memory_pool_supported_handle_types: u32,
    pub deferred_mapping_cuda_array_supported: i32,
    pub ipc_event_supported: i32,
    pub cluster_launch: i32,
    pub unified_function_pointers: i32,
    pub reserved: [i32; 63],
}

/// Size of the structure in CUDA 12.
const _: () = assert!(size_of::<DeviceProp>() == 1032);

/// The attribute with this `cudaDeviceAttr` number.
fn attribute(prop: &DeviceProp, number: i32) -> Result<i32> {
    let clamp = |bytes: usize| i32::try_from(bytes).unwrap_or(i32::MAX);
    Ok(match number {
        1 => prop.max_threads_per_block,
        2..=4 => prop.max_threads_dim[number as usize - 2],
        5..=7 => prop.max_grid_size[number as usize - 5],
        8 => clamp(prop.shared_mem_per_block),
        9 => clamp(prop.total_const_mem),
        10 => prop.warp_size,
        11 => clamp(prop.mem_pitch),
        12 => prop.regs_per_block,
        13 => prop.clock_rate,
        14 => clamp(prop.texture_alignment),
        15 => prop.device_overlap,
        16 => prop.multi_processor_count,
        17 => prop.kernel_exec_timeout_enabled,
        18 => prop.integrated,
        19 => prop.can_map_host_memory,
        20 => prop.compute_mode,
        30 => clamp(prop.surface_alignment),
        31 => prop.concurrent_kernels,
        32 => prop.ecc_enabled,
        33 => prop.pci_bus_id,
        34 => prop.pci_device_id,
        35 => prop.tcc_driver,
        36 => prop.memory_clock_rate,
        37 => prop.memory_bus_width,
        38 => prop.l2_cache_size,
        39 => prop.max_threads_per_multi_processor,
        40 => prop.async_engine_count,
        41 => prop.unified_addressing,
        50 => prop.pci_domain_id,
        51 => clamp(prop.texture_pitch_alignment),
        75 => prop.major,
        76 => prop.minor,
        78 => prop.stream_priorities_supported,
        79 => prop.global_l1_cache_supported,
        80 => prop.local_l1_cache_supported,
        81 => clamp(prop.shared_mem_per_multiprocessor),
        82 => prop.regs_per_multiprocessor,
        83 => prop.managed_memory,
        84 => prop.is_multi_gpu_board,
        85 => prop.multi_gpu_board_group_id,
        86 => prop.host_native_atomic_supported,
        87 => prop.single_to_double_precision_perf_ratio,
        88 => prop.pageable_memory_access,
        89 => prop.concurrent_managed_access,
        90 => prop.compute_preemption_supported,
        91 => prop.can_use_host_pointer_for_registered_mem,
        95 => prop.cooperative_launch,
        96 => prop.cooperative_multi_device_launch,
        97 => clamp(prop.shared_mem_per_block_optin),
        99 => prop.host_register_supported,
        100 => prop.pageable_memory_access_uses_host_page_tables,
        101 => prop.direct_managed_mem_access_from_host,
        106 => prop.max_blocks_per_multi_processor,
        111 => clamp(prop.reserved_shared_mem_per_block),
        115 => prop.memory_pools_supported,
        // Textures, surfaces, clusters, interoperation: not there.
        21..=29 | 42..=49 | 52..=74 | 77 | 92..=94 | 98 | 108..=109 | 112..=114 | 116..=143 => 0,
        _ => return Err(Error::InvalidValue),
    })
}

/// # Safety
/// The pointer must be null or writable.
unsafe fn fill(prop: *mut DeviceProp, device: i32) -> Result {
    // SAFETY: the caller's promise.
    unsafe { give(prop, at(device)?.device.properties()) }
}

cuda! {
    fn cudaGetDeviceProperties(prop: *mut DeviceProp, device: i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { fill(prop, device) }
    }

    fn cudaGetDeviceProperties_v2(prop: *mut DeviceProp, device: i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { fill(prop, device) }
    }

    fn cudaDeviceGetAttribute(value: *mut i32, number: i32, device: i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(value, attribute(&at(device)?.device.properties(), number)?) }
    }

    /// Device 0 is the best match for any wish: devices are numbered best first.
    fn cudaChooseDevice(device: *mut i32, _wish: *const DeviceProp) {
        check_device(0)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(device, 0) }
    }

    fn cudaDeviceGetPCIBusId(text: *mut c_char, length: i32, device: i32) {
        let address = bus_address(device)? + ".0\0";
        super::require(!text.is_null() && length >= address.len() as i32)?;
        // SAFETY: the caller's buffer of `length` bytes.
        unsafe { std::ptr::copy_nonoverlapping(address.as_ptr().cast(), text, address.len()) };
        Ok(())
    }

    fn cudaDeviceGetByPCIBusId(device: *mut i32, text: *const c_char) {
        super::require(!text.is_null())?;
        // SAFETY: a C string of the caller.
        let text = unsafe { std::ffi::CStr::from_ptr(text) }.to_string_lossy().to_lowercase();
        // "domain:bus:device.function", without the function, or without the domain.
        let wanted = text.strip_suffix(".0").unwrap_or(&text);
        let has_address = |&device: &i32| {
            bus_address(device).is_ok_and(|address| address == wanted || address["0000:".len()..] == *wanted)
        };
        check_device(0)?;
        let found = (0..device_count()).find(has_address).ok_or(Error::InvalidDevice)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(device, found) }
    }
}

/// "domain:bus:device" in hexadecimal digits.
fn bus_address(device: i32) -> Result<String> {
    let prop = at(device)?.device.properties();
    Ok(format!("{:04x}:{:02x}:{:02x}", prop.pci_domain_id, prop.pci_bus_id, prop.pci_device_id))
}

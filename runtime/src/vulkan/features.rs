//! What kernels may require, and how to ask a device for it.

use anywarp_artifact::spirv::Requirement;
use ash::vk;

use super::physical::{Features, Physical};
use super::rounding::Subnormals;

/// Whether the device meets the requirement, and what Vulkan calls it.
fn answer(device: &Physical, requirement: Requirement) -> (bool, &'static str) {
    let Features { core, v11, v12, v13, .. } = &device.features;
    let floats = &device.floats;
    let subgroup = |flag| {
        device.subgroup_stages.contains(vk::ShaderStageFlags::COMPUTE)
            && device.subgroup_operations.contains(flag)
    };
    // Modules name no widths for these two: a device that differs between widths counts as lacking them.
    let all = |f16: u32, f32: u32, f64: u32| {
        (f16 != 0 || v12.shader_float16 == 0) && f32 != 0 && (f64 != 0 || core.shader_float64 == 0)
    };
    match requirement {
        Requirement::Int8 => (v12.shader_int8 != 0, "shaderInt8"),
        Requirement::Int16 => (core.shader_int16 != 0, "shaderInt16"),
        Requirement::Int64 => (core.shader_int64 != 0, "shaderInt64"),
        Requirement::Float16 => (v12.shader_float16 != 0, "shaderFloat16"),
        Requirement::Float64 => (core.shader_float64 != 0, "shaderFloat64"),
        Requirement::Storage8 => (v12.storage_buffer8_bit_access != 0, "storageBuffer8BitAccess"),
        Requirement::Storage16 => (v11.storage_buffer16_bit_access != 0, "storageBuffer16BitAccess"),
        Requirement::BufferInt64Atomics => (v12.shader_buffer_int64_atomics != 0, "shaderBufferInt64Atomics"),
        Requirement::SharedInt64Atomics => (v12.shader_shared_int64_atomics != 0, "shaderSharedInt64Atomics"),
        Requirement::DeviceScope => {
            (v12.vulkan_memory_model_device_scope != 0, "vulkanMemoryModelDeviceScope")
        }
        Requirement::DenormPreserve16 => {
            (floats.shader_denorm_preserve_float16 != 0, "shaderDenormPreserveFloat16")
        }
        Requirement::DenormPreserve32 => {
            (floats.shader_denorm_preserve_float32 != 0, "shaderDenormPreserveFloat32")
        }
        Requirement::DenormPreserve64 => {
            (floats.shader_denorm_preserve_float64 != 0, "shaderDenormPreserveFloat64")
        }
        Requirement::SignedZeroInfNanPreserve => (
            all(
                floats.shader_signed_zero_inf_nan_preserve_float16,
                floats.shader_signed_zero_inf_nan_preserve_float32,
                floats.shader_signed_zero_inf_nan_preserve_float64,
            ),
            "shaderSignedZeroInfNanPreserve",
        ),
        Requirement::RoundingModeRte => (
            all(
                floats.shader_rounding_mode_rte_float16,
                floats.shader_rounding_mode_rte_float32,
                floats.shader_rounding_mode_rte_float64,
            ),
            "shaderRoundingModeRTE",
        ),
        Requirement::ExactDouble => (device.rounding().exact_double, "correctly rounded 64-bit division"),
        Requirement::Subgroup32 => (
            (device.subgroup_sizes.0..=device.subgroup_sizes.1).contains(&32)
                && device.subgroup_size_stages.contains(vk::ShaderStageFlags::COMPUTE)
                && v13.subgroup_size_control != 0
                && v13.compute_full_subgroups != 0,
            "subgroups of 32",
        ),
        Requirement::SubgroupVote => (subgroup(vk::SubgroupFeatureFlags::VOTE), "subgroup votes"),
        Requirement::SubgroupBallot => (subgroup(vk::SubgroupFeatureFlags::BALLOT), "subgroup ballots"),
        Requirement::SubgroupShuffle => (subgroup(vk::SubgroupFeatureFlags::SHUFFLE), "subgroup shuffles"),
        Requirement::SubgroupArithmetic => {
            (subgroup(vk::SubgroupFeatureFlags::ARITHMETIC), "subgroup arithmetic")
        }
        Requirement::MaximalReconvergence => {
            (device.features.maximal_reconvergence, "shaderMaximalReconvergence")
        }
        Requirement::SubgroupClock => (device.features.subgroup_clock, "shaderSubgroupClock"),
        Requirement::BufferFloat32AtomicAdd => {
            (device.features.adds_floats.0, "shaderBufferFloat32AtomicAdd")
        }
        Requirement::BufferFloat64AtomicAdd => {
            (device.features.adds_floats.1, "shaderBufferFloat64AtomicAdd")
        }
    }
}

/// Everything that a kernel could require.
const ALL: [Requirement; 25] = [
    Requirement::Int8,
    Requirement::Int16,
    Requirement::Int64,
    Requirement::Float16,
    Requirement::Float64,
    Requirement::Storage8,
    Requirement::Storage16,
    Requirement::BufferInt64Atomics,
    Requirement::SharedInt64Atomics,
    Requirement::DeviceScope,
    Requirement::DenormPreserve16,
    Requirement::DenormPreserve32,
    Requirement::DenormPreserve64,
    Requirement::SignedZeroInfNanPreserve,
    Requirement::RoundingModeRte,
    Requirement::ExactDouble,
    Requirement::Subgroup32,
    Requirement::SubgroupVote,
    Requirement::SubgroupBallot,
    Requirement::SubgroupShuffle,
    Requirement::SubgroupArithmetic,
    Requirement::MaximalReconvergence,
    Requirement::SubgroupClock,
    Requirement::BufferFloat32AtomicAdd,
    Requirement::BufferFloat64AtomicAdd,
];

/// The names of what the device lacks.
pub(super) fn missing(device: &Physical) -> Vec<&'static str> {
    let answers = ALL.iter().map(|&requirement| answer(device, requirement));
    answers.filter(|(has, _)| !has).map(|(_, name)| name).collect()
}

/// How a device runs a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// The module's modes that preserve subnormal numbers must go.
    pub(super) without_denorms: bool,
    /// The pipeline is made with subgroups of 32.
    pub(super) subgroups_of_32: bool,
}

fn is_mode_of_subnormals(requirement: Requirement) -> bool {
    use Requirement::{DenormPreserve16, DenormPreserve32, DenormPreserve64};
    matches!(requirement, DenormPreserve16 | DenormPreserve32 | DenormPreserve64)
}

/// How the device runs a module with these requirements.
///
/// # Errors
/// The names of what the device lacks.
pub(super) fn fit(device: &Physical, requirements: &[Requirement]) -> Result<Fit, Vec<&'static str>> {
    let rounding = device.rounding();
    let mut fit = Fit::default();
    let mut missing = Vec::new();
    for &requirement in requirements {
        let (has, name) = answer(device, requirement);
        fit.subgroups_of_32 |= has && requirement == Requirement::Subgroup32;
        match (has, is_mode_of_subnormals(requirement), rounding.subnormals) {
            (true, ..) | (false, true, Subnormals::Kept) => {}
            (false, true, Subnormals::Any) => fit.without_denorms = true,
            _ => missing.push(name),
        }
    }
    if missing.is_empty() { Ok(fit) } else { Err(missing) }
}

/// The features to create the device with: what kernels may use and the device has.
pub(super) struct Enabled {
    pub(super) core: vk::PhysicalDeviceFeatures,
    pub(super) v11: vk::PhysicalDeviceVulkan11Features<'static>,
    pub(super) v12: vk::PhysicalDeviceVulkan12Features<'static>,
    pub(super) v13: vk::PhysicalDeviceVulkan13Features<'static>,
}

impl Enabled {
    pub(super) fn of(device: &Physical) -> Self {
        let Features { core, v11, v12, v13, .. } = &device.features;
        let is = |value: u32| value != 0;
        Self {
            core: vk::PhysicalDeviceFeatures::default()
                .shader_int64(is(core.shader_int64))
                .shader_int16(is(core.shader_int16))
                .shader_float64(is(core.shader_float64)),
            v11: vk::PhysicalDeviceVulkan11Features::default()
                .storage_buffer16_bit_access(is(v11.storage_buffer16_bit_access))
                .variable_pointers_storage_buffer(is(v11.variable_pointers_storage_buffer))
                .variable_pointers(is(v11.variable_pointers)),
            v12: vk::PhysicalDeviceVulkan12Features::default()
                .shader_int8(is(v12.shader_int8))
                .shader_float16(is(v12.shader_float16))
                .storage_buffer8_bit_access(is(v12.storage_buffer8_bit_access))
                .shader_buffer_int64_atomics(is(v12.shader_buffer_int64_atomics))
                .shader_shared_int64_atomics(is(v12.shader_shared_int64_atomics))
                .scalar_block_layout(is(v12.scalar_block_layout))
                .host_query_reset(is(v12.host_query_reset))
                .shader_subgroup_extended_types(is(v12.shader_subgroup_extended_types))
                .vulkan_memory_model(true)
                .vulkan_memory_model_device_scope(is(v12.vulkan_memory_model_device_scope))
                .buffer_device_address(true)
                .timeline_semaphore(true),
            v13: vk::PhysicalDeviceVulkan13Features::default()
                .synchronization2(true)
                .maintenance4(true)
                .subgroup_size_control(is(v13.subgroup_size_control))
                .compute_full_subgroups(is(v13.compute_full_subgroups)),
        }
    }
}

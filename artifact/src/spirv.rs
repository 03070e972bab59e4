//! The interface between a SPIR-V image and the runtime that runs it.
//!
//! [`crate::Image::code`] of target [`crate::Target::SpirV`] is a [`Unit`] in postcard's format: for each kernel of the
//! artifact one or more SPIR-V modules, in order of preference, or why there is none. A module has one entry point,
//! [`ENTRY_POINT`], no descriptors, and reaches all memory through 64-bit buffer device addresses. A pipeline for it
//! has a layout without descriptor sets and one push-constant range of [`launch::BYTES`] bytes for the compute stage.
//!
//! A launch is one `vkCmdDispatch` per part of the grid that the device's limits allow; [`launch`] is the record that
//! is pushed before each. Specialisation constants ([`specialize`]) fix the block's size and the dynamic shared memory, so
//! a pipeline belongs to one such choice.
//!
//! Pointers in device data are buffer device addresses. All buffers whose addresses a program can see must be
//! created with `VK_BUFFER_USAGE_SHADER_DEVICE_ADDRESS_BIT`, at multiples of 256. Addresses whose upper 32 bits are
//! 0x7fff_5001 or 0x7fff_5002 mean shared or private memory of the thread that made them; no device has such.

pub mod services;

use crate::{Data, Variable};
use serde::{Deserialize, Serialize};

/// Name of every module's entry point.
pub const ENTRY_POINT: &str = "main";

/// The device half of a unit for Vulkan devices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// In the order of [`crate::Artifact::kernels`].
    pub kernels: Vec<Kernel>,
    /// Variables that the host may name; offsets are in `data`, which is this image's own.
    pub variables: Vec<Variable>,
    /// Initial contents of all global variables. The device's representation of function number `n`
    /// ([`crate::RelocationTarget::Function`]) is the 64-bit number `n + 1`.
    pub data: Data,
}

/// One kernel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kernel {
    /// Mangled name, as in [`crate::Kernel::name`].
    pub name: String,
    /// In order of preference: the first whose requirements the device meets is the one to run. Empty if the kernel
    /// was refused.
    pub modules: Vec<Module>,
    /// Why there is no module, as the compiler says it; empty otherwise.
    pub refusal: String,
}

/// One SPIR-V module and what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// SPIR-V 1.6 words for Vulkan 1.3.
    pub words: Vec<u32>,
    /// What the device must offer, ascending; everything else in Vulkan 1.3 that the module uses is mandatory there.
    pub requirements: Vec<Requirement>,
    /// Where the packed parameters of a launch go.
    pub parameters: Parameters,
    /// Bytes of workgroup memory apart from dynamic shared memory.
    pub static_shared_bytes: u32,
    /// Bytes of one element of the array that is dynamic shared memory; 0 if the kernel has none. The specialisation
    /// constant [`specialize::DYNAMIC_SHARED`] is the number of elements.
    pub dynamic_shared_unit: u32,
    /// Only for launches whose block size in x is a multiple of 32.
    pub whole_warps: bool,
    /// It writes output, see [`services`].
    pub prints: bool,
    /// It uses the heap, see [`services`].
    pub allocates: bool,
}

/// Where a module reads the packed parameters ([`crate::Kernel::parameters`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parameters {
    /// In the launch record, from word [`launch::INLINE_PARAMETERS`].
    Inline,
    /// In device memory at the address in word [`launch::PARAMETERS`], aligned to 256.
    Buffer,
}

/// A device feature or property beyond Vulkan 1.3's mandatory ones, by the name of its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Requirement {
    /// `shaderInt8`.
    Int8,
    /// `shaderInt16`.
    Int16,
    /// `shaderInt64`.
    Int64,
    /// `shaderFloat16`.
    Float16,
    /// `shaderFloat64`.
    Float64,
    /// `storageBuffer8BitAccess`.
    Storage8,
    /// `storageBuffer16BitAccess`.
    Storage16,
    /// `shaderBufferInt64Atomics`.
    BufferInt64Atomics,
    /// `shaderSharedInt64Atomics`.
    SharedInt64Atomics,
    /// `vulkanMemoryModelDeviceScope`.
    DeviceScope,
    /// `shaderDenormPreserveFloat16`. A runtime may drop this and the two below, with [`without_denorm_preserve`], where the user has
    /// asked for a device that lacks them; results then differ for such numbers.
    DenormPreserve16,
    /// `shaderDenormPreserveFloat32`.
    DenormPreserve32,
    /// `shaderDenormPreserveFloat64`.
    DenormPreserve64,
    /// `shaderSignedZeroInfNanPreserveFloat16`, `…32` or `…64` for the widths that the module uses.
    SignedZeroInfNanPreserve,
    /// `shaderRoundingModeRTEFloat16`, `…32` or `…64` for the widths that the module uses.
    RoundingModeRte,
    /// `OpFDiv` and GLSL.std.450 `Sqrt` of 64-bit numbers round correctly. Vulkan has no query for this, nor for
    /// [`specialize::FUSED`] and [`specialize::EXACT_DIVISION`]: a runtime knows its drivers or computes a few cases.
    ExactDouble,
    /// 32 is in `minSubgroupSize..=maxSubgroupSize`, `requiredSubgroupSizeStages` has compute, and
    /// `computeFullSubgroups`: the pipeline is made with a required size of 32 and full subgroups.
    Subgroup32,
    /// Subgroup operations of this kind in compute shaders.
    SubgroupVote,
    SubgroupBallot,
    SubgroupShuffle,
    SubgroupArithmetic,
    /// `shaderMaximalReconvergence`. The runtime adds the execution mode, with [`with_maximal_reconvergence`]: validators
    /// older than the extension do not know it.
    MaximalReconvergence,
    /// `shaderSubgroupClock`.
    SubgroupClock,
    /// `shaderBufferFloat32AtomicAdd`.
    BufferFloat32AtomicAdd,
    /// `shaderBufferFloat64AtomicAdd`.
    BufferFloat64AtomicAdd,
}

/// Specialisation constants, by id; each is a `u32`.
pub mod specialize {
    /// Threads of a block in x, y and z.
    pub const BLOCK: [u32; 3] = [0, 1, 2];
    /// Elements of dynamic shared memory, at least 1: its bytes over `dynamic_shared_unit`, rounded up.
    pub const DYNAMIC_SHARED: u32 = 3;
    /// 1 if GLSL.std.450 `Fma` rounds once for 32- and 64-bit numbers on this device, else 0.
    pub const FUSED: u32 = 4;
    /// 1 if `OpFDiv` of 32-bit numbers rounds correctly on this device, else 0.
    pub const EXACT_DIVISION: u32 = 5;
    /// 1 if GLSL.std.450 `InverseSqrt` gives IEEE's results for zeros, infinities, negative numbers and NaNs, else 0.
    pub const TOTAL_INVERSE_ROOT: u32 = 7;
    /// 1 if GLSL.std.450 `PackHalf2x16` rounds to nearest even and it and `UnpackHalf2x16` keep subnormal numbers on this
    /// device, else 0.
    pub const HALF_CONVERSIONS: u32 = 8;
    /// 1 if GLSL.std.450 `NMin` and `NMax` order zeros (-0 below +0) on this device, else 0.
    pub const TOTAL_EXTREMA: u32 = 9;
    /// 1 if GLSL.std.450 `Exp2` is within 2 ulp for exponents from -1 to 1 on this device, else 0.
    pub const EXACT_POWERS: u32 = 10;
    /// 1 if GLSL.std.450 `Sqrt` of 32-bit numbers rounds correctly on this device, else 0.
    pub const EXACT_ROOT: u32 = 11;
    /// 1 if GLSL.std.450 `Fma` of 32-bit numbers takes subnormal ones for zeros on this device, else 0.
    pub const FLUSHING_FUSED: u32 = 12;
    /// 1 if subnormal numbers of 32 bits keep their value where they become 64 bits, else 0.
    pub const SINGLE_SUBNORMALS: u32 = 13;
    /// 1 if GLSL.std.450 `InverseSqrt` is near enough that one step makes of it a correctly rounded root, else 0.
    pub const CLOSE_INVERSE_ROOT: u32 = 14;
    /// Bytes of dynamic shared memory, for `%dynamic_smem_size`.
    pub const DYNAMIC_SHARED_BYTES: u32 = 6;
}

/// The push constants of a launch: 32 words (128 bytes, which every device has), little-endian.
pub mod launch {
    /// Bytes of the whole record.
    pub const BYTES: u32 = 128;
    /// Word of the 64-bit address of the unit's [`crate::Data`].
    pub const DATA: u32 = 0;
    /// Word of the 64-bit address of the parameters, if they are not inline.
    pub const PARAMETERS: u32 = 2;
    /// Word of the 64-bit address of a 32-bit word that is 0 before the launch; device code that gives up
    /// (`__trap()`) writes [`crate::wasm::Failure`] there and ends its thread. It begins a [`super::services::Head`]
    /// if the module prints or allocates.
    pub const FAULT: u32 = 4;
    /// Words of the grid's size in x, y and z.
    pub const GRID: u32 = 6;
    /// Words of the first block of this dispatch in x, y and z: `blockIdx` is the workgroup's id plus this.
    pub const FIRST_BLOCK: u32 = 9;
    /// First word of inline parameters, laid out as in the parameter buffer.
    pub const INLINE_PARAMETERS: u32 = 12;
    /// Bytes of parameters that fit inline.
    pub const INLINE_BYTES: u32 = BYTES - INLINE_PARAMETERS * 4;
}

/// The instructions of a module, its header aside.
fn instructions(words: &[u32]) -> impl Iterator<Item = &[u32]> {
    let mut rest = &words[HEADER_WORDS.min(words.len())..];
    std::iter::from_fn(move || {
        let length = ((rest.first()? >> 16) as usize).clamp(1, rest.len());
        let (instruction, after) = rest.split_at(length);
        rest = after;
        Some(instruction)
    })
}

/// A copy of a module whose threads meet again where control flow does (`SPV_KHR_maximal_reconvergence`).
#[must_use]
pub fn with_maximal_reconvergence(words: &[u32]) -> Vec<u32> {
    let mut result = words[..HEADER_WORDS.min(words.len())].to_vec();
    let mut name: Vec<u8> = b"SPV_KHR_maximal_reconvergence".to_vec();
    name.resize((name.len() / 4 + 1) * 4, 0);
    let mut entry = None;
    let (mut extended, mut has_mode) = (false, false);
    for instruction in instructions(words) {
        let op = instruction[0] & 0xffff;
        if op != OP_CAPABILITY && !std::mem::replace(&mut extended, true) {
            result.push(((name.len() / 4 + 1) as u32) << 16 | OP_EXTENSION);
            result.extend(
                name.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])),
            );
        }
        // Modes follow entry points.
        if let Some(entry) = entry.filter(|_| op != OP_ENTRY_POINT && !has_mode) {
            result.extend([3 << 16 | OP_EXECUTION_MODE, entry, MAXIMALLY_RECONVERGES]);
            has_mode = true;
        }
        if op == OP_ENTRY_POINT {
            entry = instruction.get(2).copied();
        }
        result.extend_from_slice(instruction);
    }
    result
}

/// Words of a module's header.
const HEADER_WORDS: usize = 5;
/// SPIR-V's number of the execution mode `MaximallyReconvergesKHR`.
const MAXIMALLY_RECONVERGES: u32 = 6023;
const OP_EXTENSION: u32 = 10;
const OP_ENTRY_POINT: u32 = 15;
/// SPIR-V's numbers of the capability and the execution mode `DenormPreserve`.
const DENORM_PRESERVE: (u32, u32) = (4464, 4459);
const OP_CAPABILITY: u32 = 17;
const OP_EXECUTION_MODE: u32 = 16;

/// A copy of a module without the execution modes that preserve subnormal numbers, for devices that cannot.
#[must_use]
pub fn without_denorm_preserve(words: &[u32]) -> Vec<u32> {
    without(words, |instruction| match instruction[0] & 0xffff {
        OP_CAPABILITY => instruction.get(1) == Some(&DENORM_PRESERVE.0),
        OP_EXECUTION_MODE => instruction.get(2) == Some(&DENORM_PRESERVE.1),
        _ => false,
    })
}

fn without(words: &[u32], is_dropped: impl Fn(&[u32]) -> bool) -> Vec<u32> {
    let mut result = words[..HEADER_WORDS.min(words.len())].to_vec();
    instructions(words)
        .filter(|i| !is_dropped(i))
        .for_each(|instruction| result.extend_from_slice(instruction));
    result
}

impl Unit {
    /// The bytes of [`crate::Image::code`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("a unit holds only plain data, which postcard always writes")
    }

    /// Reads [`crate::Image::code`].
    ///
    /// # Errors
    /// [`crate::ReadError::Damaged`] if the bytes are not a unit.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, crate::ReadError> {
        postcard::from_bytes(bytes).map_err(|_| crate::ReadError::Damaged { what: "unreadable SPIR-V unit" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reconvergence_is_asked_for_behind_capabilities_and_entry_points() {
        let module =
            [1, 2, 3, 4, 5, 2 << 16 | 17, 1, 3 << 16 | 14, 5348, 3, 4 << 16 | 15, 5, 7, 0, 1 << 16 | 253];
        let result = with_maximal_reconvergence(&module);
        let ops: Vec<u32> = instructions(&result).map(|i| i[0] & 0xffff).collect();
        assert_eq!(ops, [17, 10, 14, 15, 16, 253]);
        let mode = instructions(&result).find(|i| i[0] & 0xffff == 16).expect("a mode");
        assert_eq!(mode[1..], [7, 6023]);
        let name: Vec<u8> = instructions(&result).nth(1).expect("the extension")[1..]
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        assert!(name.starts_with(b"SPV_KHR_maximal_reconvergence\0"));
    }

    #[test]
    fn only_the_modes_that_keep_subnormals_are_dropped() {
        let header = [0x0723_0203, 0x0001_0600, 0, 9, 0];
        let capability = |number| [2 << 16 | OP_CAPABILITY, number];
        let mode = |mode| [4 << 16 | OP_EXECUTION_MODE, 3, mode, 32];
        let mut words = header.to_vec();
        words.extend(capability(1).into_iter().chain(capability(DENORM_PRESERVE.0)));
        words.extend(mode(4461).into_iter().chain(mode(DENORM_PRESERVE.1)));
        let mut expected = header.to_vec();
        expected.extend(capability(1).into_iter().chain(mode(4461)));
        assert_eq!(without_denorm_preserve(&words), expected);
    }

    #[test]
    fn damaged_modules_are_copied_without_a_crash() {
        for words in [&[][..], &[1, 2, 3], &[1, 2, 3, 4, 5, 0], &[1, 2, 3, 4, 5, 0xffff_0011, 7]] {
            assert_eq!(without_denorm_preserve(words), words);
        }
    }

    #[test]
    fn a_unit_is_read_back() {
        let unit = Unit { kernels: Vec::new(), variables: Vec::new(), data: Data::default() };
        assert_eq!(Unit::from_bytes(&unit.to_bytes()), Ok(unit));
        assert!(Unit::from_bytes(&[0xff; 3]).is_err());
    }
}

//! What an artifact says about the device half of a program.

use crate::LineTable;
use serde::{Deserialize, Serialize};

/// The device half of one translation unit, or of one device link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// Kernels; a kernel's position is its index in every image.
    pub kernels: Vec<Kernel>,
    /// `__device__`, `__constant__` and `__managed__` variables that the host may name.
    pub variables: Vec<Variable>,
    /// Initial contents of all global variables, named or not.
    pub data: Data,
    /// Initial contents of `__managed__` variables, which lie in the program's memory.
    pub managed: Vec<Managed>,
    /// One image per target, in order of preference.
    pub images: Vec<Image>,
}

/// One `__global__` function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kernel {
    /// Mangled name, as passed to `__cudaRegisterFunction`.
    pub name: String,
    /// Demangled name, for messages.
    pub display_name: String,
    /// Parameters in order, laid out as NVPTX does (each at its natural alignment).
    pub parameters: Vec<Parameter>,
    /// Bytes of the packed parameter buffer (at most 32764).
    pub parameter_bytes: u32,
    /// Bytes of statically sized `__shared__` variables; dynamic shared memory follows at the next multiple of 16.
    pub static_shared_bytes: u32,
    /// Bytes of local memory of one thread, as far as the compiler knows.
    pub local_bytes: u32,
    /// `__launch_bounds__`' first argument, or 1024.
    pub max_threads_per_block: u32,
    /// The virtual architecture that it was compiled for, as `__CUDA_ARCH__` / 10; 0 if its code does not tell.
    pub architecture: u32,
    /// How the threads of a block are run by the images of CPU-like targets.
    pub schedule: Schedule,
}

/// Position of a kernel parameter in the packed parameter buffer, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    pub offset: u32,
    pub bytes: u32,
}

/// How a CPU-like image runs the threads of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Schedule {
    /// Threads never wait for each other: one after the other, each to its end.
    Loop,
    /// Threads meet at barriers or warp operations: each is a coroutine that is resumed when it may go on.
    Coroutine,
    /// Neighbouring threads run in lock-step, as one vector program; at barriers as a coroutine.
    Groups,
}

/// A global variable that the host may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variable {
    /// Mangled name, as passed to `__cudaRegisterVar`.
    pub name: String,
    /// Offset of the variable in [`Data`], in bytes.
    pub offset: u32,
    pub bytes: u64,
    pub kind: VariableKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VariableKind {
    Device,
    Constant,
    /// Eight bytes that hold the device address of a `__managed__` variable, which is not in [`Data`].
    Managed,
}

/// A `__managed__` variable: the host's shadow of it is the variable, and the runtime makes it reachable for the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Managed {
    /// Mangled name, as passed to `__cudaRegisterVar`.
    pub name: String,
    pub bytes: u64,
    /// What the shadow holds when the program begins; empty for zeros.
    pub initial: Vec<u8>,
}

/// Initial contents of the global variables of a unit, laid out from offset 0 in the NVPTX64 layout.
///
/// The loader allocates `bytes.len() + zero_bytes` bytes of device memory at a multiple of `alignment`, copies
/// `bytes`, clears the rest and applies `relocations`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    pub bytes: Vec<u8>,
    /// Zero-initialised bytes that follow `bytes`.
    pub zero_bytes: u64,
    pub alignment: u32,
    pub relocations: Vec<Relocation>,
}

/// A pointer-sized (8-byte) field of [`Data`] that holds an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relocation {
    /// Offset of the field in [`Data`].
    pub at: u32,
    pub target: RelocationTarget,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelocationTarget {
    /// The device address of this unit's data plus the offset (which may lie outside the data: `&array[-1]`).
    Data(i64),
    /// The device's representation of the address-taken function with this index, see [`crate::wasm::FUNCTION_ADDRESS`].
    Function(u32),
}

/// Machine code for one target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    pub target: Target,
    pub code: Vec<u8>,
    /// Source positions of the code, for reports of faults.
    pub lines: LineTable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A WebAssembly core module for wasm32 with simd128 and atomics; see [`crate::wasm`].
    Wasm32,
    /// A SPIR-V 1.6 module for Vulkan 1.3.
    SpirV,
}

//! The interface between a wasm image and the runtime that runs it.
//!
//! An image is a core module over one linear memory that holds all device memory. It has no data segments: global
//! variables live in memory that the loader allocates ([`crate::Data`]), so that several images share one memory.
//!
//! Imports (module `env`): the memory, [`IMAGE_BASE`], [`MEMORY_BASE`], [`FAIL`], [`CLOCK`],
//! [`PRINT`], [`ALLOCATE`] and [`FREE`], as needed.
//! Exports: one [`kernel_export`] and one [`arena_export`] per kernel, [`FUNCTION_ADDRESS`], [`STACK_POINTER`].
//!
//! Addresses in these structures are 32-bit offsets in the linear memory. Pointers *in device data* are 64 bits
//! wide: a device pointer is the host address of the byte, and because the memory begins at a multiple of 4 GiB
//! its low 32 bits are the offset.

/// Imported module name of everything below.
pub const MODULE: &str = "env";
/// Imported memory (unshared type; every worker's instance imports the same bytes).
pub const MEMORY: &str = "memory";
/// Imported immutable `i32` global: where this unit's [`crate::Data`] was placed.
pub const IMAGE_BASE: &str = "image_base";
/// Imported immutable `i64` global: host address of the linear memory, a multiple of 4 GiB; 0 when pointers in
/// memory are offsets.
pub const MEMORY_BASE: &str = "memory_base";
/// Imported function `(reason: i32, argument: i32)`, never returns: device code gives up, see [`Failure`].
pub const FAIL: &str = "fail";
/// Imported function `(clock: i32) -> i64`, see [`Clock`]; images that read no clock do not import it.
pub const CLOCK: &str = "clock";
/// Exported mutable `i32` global: the worker's stack pointer in linear memory (it grows down).
pub const STACK_POINTER: &str = "__stack_pointer";
/// Exported function `(index: i32) -> i32`: the table index that stands for an address-taken function.
pub const FUNCTION_ADDRESS: &str = "function_address";

/// Exported function `(launch: i32, worker: i32, first: i32, count: i32)`: runs blocks `first..first + count` (linear
/// indices, x fastest) of the [`Launch`] at `launch` with the scratch of the [`Worker`] at `worker`.
pub fn kernel_export(index: usize) -> String {
    format!("kernel{index}")
}

/// Exported function `(launch: i32) -> i32`: bytes of arena that one worker needs to run blocks of this launch.
pub fn arena_export(index: usize) -> String {
    format!("arena{index}")
}

/// Imported function `(format: i32, arguments: i32) -> i32`: `vprintf` of PTX's system calls.
pub const PRINT: &str = "print";
/// Imported function `(bytes: i64) -> i32`: `malloc`, an address or 0.
pub const ALLOCATE: &str = "allocate";
/// Imported function `(address: i32)`: `free` of what [`ALLOCATE`] gave, or of 0.
pub const FREE: &str = "free";

/// What [`CLOCK`] returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Clock {
    /// Ticks of the frequency that `cudaDevAttrClockRate` tells (PTX's `%clock64`).
    Cycles = 0,
    /// Nanoseconds since 1970 (PTX's `%globaltimer`).
    Nanoseconds = 1,
}

/// Why device code called [`FAIL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Failure {
    /// `__trap()` or an instruction that must not be reached.
    Trap = 1,
    /// Threads wait for each other for ever (barrier or warp operation that cannot complete).
    Deadlock = 2,
    /// A coroutine frame did not fit the arena.
    ArenaExhausted = 3,
    /// `assert` failed; the argument is the address of an [`Assertion`].
    Assert = 4,
}

/// One launch, written by the runtime, only read by the device. 64 bytes, aligned to 16.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(16))]
pub struct Launch {
    pub grid_dim: [u32; 3],
    pub block_dim: [u32; 3],
    /// Address of the packed parameters, aligned to 16.
    pub parameters: u32,
    /// [`crate::Kernel::static_shared_bytes`].
    pub static_shared_bytes: u32,
    pub dynamic_shared_bytes: u32,
    pub reserved: [u32; 7],
}

/// One worker's scratch, owned by it while it runs blocks. 64 bytes, aligned to 16.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(16))]
pub struct Worker {
    /// Address of the arena (aligned to 64) and its size, at least what [`arena_export`] said.
    pub arena: u32,
    pub arena_bytes: u32,
    /// Linear index of the block that is running, for reports.
    pub block: u32,
    /// Linear index in the block of the thread that is running, for reports.
    pub thread: u32,
    /// How many threads from that one on run as one; 0 is one.
    pub threads: u32,
    pub reserved: [u32; 11],
}

/// What an `assert` that failed says. Addresses are of C strings, line and all are 32 bits.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct Assertion {
    pub message: u32,
    pub file: u32,
    pub line: u32,
    pub function: u32,
}

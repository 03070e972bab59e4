//! What passes work on: one module with the decisions taken about it.

use anywarp_artifact::{Data, Kernel, Variable};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::inkwell::targets::TargetMachine;

/// A translation unit (or the result of a device link) on its way to a target.
pub struct Unit<'ctx> {
    pub module: Module<'ctx>,
    /// The target's machine, for LLVM's own passes and for code generation.
    pub machine: TargetMachine,
    pub kernels: Vec<Kernel>,
    pub variables: Vec<Variable>,
    pub data: Data,
}

/// How device code is compiled.
#[derive(Clone, Debug)]
pub struct Options {
    /// Width of pointers in memory, which the host decides.
    pub host_pointers: HostPointers,
    pub optimize: Optimize,
    /// Verify the module after every step, and blame the step.
    pub verify_each: bool,
    /// Folders of headers that are not the user's: a message points behind them.
    pub library_headers: Vec<String>,
}

/// Width of a pointer as device memory holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostPointers {
    /// 64-bit host addresses (a native 64-bit host).
    Bits64,
    /// 32-bit offsets (host and device code in one wasm module).
    Bits32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optimize {
    /// `-G`: as written, for debuggers.
    None,
    Full,
}

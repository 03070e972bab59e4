//! Bitcode in, a module out; and how NVVM IR says what a kernel is.

use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::Value;
use llvm_config::ir::inkwell::context::AsContextRef;
use llvm_config::ir::inkwell::memory_buffer::MemoryBuffer;
use llvm_config::ir::inkwell::module::Module;

/// NVPTX's number for the calling convention of kernels.
pub(crate) const KERNEL_CONVENTION: u32 = 71;

/// NVPTX's address spaces.
pub(crate) mod space {
    pub(crate) const GENERIC: u32 = 0;
    pub(crate) const GLOBAL: u32 = 1;
    pub(crate) const SHARED: u32 = 3;
    pub(crate) const CONSTANT: u32 = 4;
    pub(crate) const LOCAL: u32 = 5;
}

/// Reads bitcode; `name` is what a message calls it.
pub(crate) fn parse<'ctx>(
    context: impl AsContextRef<'ctx>,
    bitcode: &[u8],
    name: &str,
) -> Result<Module<'ctx>, Diagnostics> {
    let malformed = |what: &str| vec![Diagnostic::new(Code::MalformedInput, format!("{name}: {what}"))];
    // LLVM's reader trusts what follows the magic number to be aligned and complete, so the cheap checks come first.
    if !bitcode.starts_with(b"BC\xc0\xde") && !bitcode.starts_with(&[0xde, 0xc0, 0x17, 0x0b]) {
        return Err(malformed("not LLVM bitcode"));
    }
    let buffer = MemoryBuffer::create_from_memory_range_copy(bitcode, name);
    let module =
        Module::parse_bitcode_from_buffer(&buffer, context).map_err(|error| malformed(&error.to_string()))?;
    module.verify().map_err(|error| malformed(&error.to_string()))?;
    Ok(module)
}

/// Links bitcode of ours into `module`; `name` is what a message calls it.
pub(crate) fn link(module: &Module<'_>, bitcode: &[u8], name: &str) -> Result<(), Diagnostics> {
    let other = parse(module.get_context(), bitcode, name)?;
    module.link_in_module(other).map_err(|error| {
        vec![Diagnostic::new(Code::MalformedInput, format!("cannot link the {name}: {}", error.to_string()))]
    })
}

pub(crate) fn is_kernel(function: Value) -> bool {
    function.call_convention() == KERNEL_CONVENTION && !function.is_declaration()
}

//! `-rdc=true` without a device link: a source must not share variables with other sources.
//!
//! With relocatable device code a variable that is declared `extern` here may be defined elsewhere, and an inline
//! variable or a static member of a template is one variable in all sources. Compiling such a source as if it were
//! the whole program would give it variables of its own, and other results than CUDA's, so it is refused.

use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::memory_buffer::MemoryBuffer;
use llvm_config::ir::inkwell::module::{Linkage, Module};
use llvm_config::ir::inkwell::values::GlobalValue;

/// NVPTX's address spaces of `__device__` and `__constant__` variables.
const SHARED_BY_SOURCES: [u16; 2] = [1, 4];

/// Refuses bitcode that refers to variables of other sources.
pub fn check(bitcode: &[u8]) -> Result<(), Diagnostics> {
    let context = Context::create();
    let buffer = MemoryBuffer::create_from_memory_range_copy(bitcode, "device code");
    let module = Module::parse_bitcode_from_buffer(&buffer, &context)
        .map_err(|error| vec![Diagnostic::new(Code::MalformedInput, format!("device code: {error}"))])?;
    let problems: Diagnostics = module.get_globals().filter_map(problem).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn problem(variable: GlobalValue<'_>) -> Option<Diagnostic> {
    let space = variable.as_pointer_value().get_type().get_address_space();
    let shared = SHARED_BY_SOURCES.iter().any(|&number| space == number.into());
    // Constants are equal in all sources.
    if !shared || (variable.is_constant() && variable.get_initializer().is_some()) {
        return None;
    }
    let name = variable.get_name().to_string_lossy().into_owned();
    let advice = "separate compilation of device code is not supported yet: put the code that shares it into one source";
    match variable.get_linkage() {
        Linkage::External if variable.get_initializer().is_none() => {
            let message = format!("device variable `{name}` is defined in another source");
            Some(Diagnostic::new(Code::UndefinedDeviceSymbol, message).note(advice))
        }
        Linkage::LinkOnceAny
        | Linkage::LinkOnceODR
        | Linkage::WeakAny
        | Linkage::WeakODR
        | Linkage::Common => {
            let message = format!("device variable `{name}` is shared by all sources that use it");
            Some(Diagnostic::new(Code::Unsupported, message).note(advice))
        }
        _ => None,
    }
}

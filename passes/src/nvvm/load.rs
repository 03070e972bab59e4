//! Bitcode in, one linked module out: the unit's own code, the math library, and nothing that no kernel needs.

use super::library;
use crate::unit::Optimize;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::memory_buffer::MemoryBuffer;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{ModuleExt, Value, run_passes};

/// NVPTX's number for the calling convention of kernels.
pub(crate) const KERNEL_CONVENTION: u32 = 71;

/// The runtime function that returns where the unit's data lies.
pub(crate) const IMAGE: &str = "anywarp_image";

/// Functions that LLVM's wasm backend calls where an instruction has no counterpart; the linker drops unused ones.
const CALLED_BY_CODE_GENERATION: [&str; 4] = ["__udivti3", "__umodti3", "__divti3", "__modti3"];

/// NVPTX's address spaces.
pub(crate) mod space {
    pub(crate) const GLOBAL: u32 = 1;
    pub(crate) const SHARED: u32 = 3;
    pub(crate) const CONSTANT: u32 = 4;
}

pub(crate) fn parse<'ctx>(
    context: &'ctx Context,
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

pub(crate) fn is_kernel(function: Value) -> bool {
    function.call_convention() == KERNEL_CONVENTION && !function.is_declaration()
}

/// Links the math library, lets the target change it, drops what is unreachable and lets LLVM optimise with NVPTX's knowledge of divergence:
/// barriers and warp operations are `convergent` here, so no pass may move or duplicate them into divergent code.
pub(crate) fn prepare<'ctx>(
    context: &'ctx Context,
    bitcode: &[u8],
    libdevice: &[u8],
    optimize: Optimize,
    verify_each: bool,
    prepare_library: fn(&Module<'ctx>),
) -> Result<Module<'ctx>, Diagnostics> {
    let module = parse(context, bitcode, "device code")?;
    let machine = crate::machine::nvptx()?;
    remove_metadata_variables(&module);
    library::link_declared(context, &module, libdevice)?;
    prepare_library(&module);
    for function in module.functions() {
        if !function.is_declaration() && !is_kernel(function) {
            function.set_internal();
        }
    }
    let pipeline = match optimize {
        Optimize::Full => "globaldce,default<O2>,function(infer-address-spaces),globaldce",
        Optimize::None => "globaldce,default<O0>",
    };
    run_passes(&module, pipeline, &machine, verify_each).map_err(crate::internal)?;
    library::link_for_intrinsics(context, &module, libdevice, &machine)?;
    prepare_library(&module);
    Ok(module)
}

fn link<'ctx>(module: &Module<'ctx>, other: Module<'ctx>) -> Result<(), Diagnostics> {
    module.link_in_module(other).map_err(|error| {
        vec![Diagnostic::new(Code::MalformedInput, format!("cannot link device code: {error}"))]
    })
}

/// `llvm.used` and its kin name what a linker must keep; here kernels and visible variables say that themselves.
fn remove_metadata_variables(module: &Module<'_>) {
    for variable in module.variables() {
        if variable.section() == "llvm.metadata" {
            variable.delete_variable();
        }
    }
}

/// Links the block scheduler; everything but the entries becomes internal, so that LLVM may inline it.
pub(crate) fn link_runtime<'ctx>(
    context: &'ctx Context,
    module: &Module<'ctx>,
    runtime: &[u8],
) -> Result<(), Diagnostics> {
    link(module, parse(context, runtime, "block scheduler")?)?;
    for function in module.functions().into_iter().filter(|f| !f.is_declaration()) {
        // `wasm::place_globals` has yet to call the one that knows where data lies, LLVM's backend the others.
        let name = function.name();
        let kept = name == IMAGE || CALLED_BY_CODE_GENERATION.contains(&name.as_str());
        if function.text_attribute("wasm-export-name").is_none() && !kept {
            function.set_internal();
        }
    }
    if let Some(current) = module.variable("anywarp_current_thread") {
        current.set_internal();
    }
    Ok(())
}

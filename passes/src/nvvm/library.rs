//! Links functions of the math library, and only those that are needed.

use super::intrinsics::{Meaning, meaning, soft_float};
use super::load::parse;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::inkwell::targets::TargetMachine;
use llvm_config::ir::{ModuleExt, run_passes};

/// Defines the `__nv_*` functions that the module declares.
pub(crate) fn link_declared<'ctx>(
    context: &'ctx Context,
    module: &Module<'ctx>,
    library: &[u8],
) -> Result<(), Diagnostics> {
    let declared = |name: &str| name.starts_with("__nv_");
    if !module.functions().iter().any(|f| f.is_declaration() && declared(&f.name())) {
        return Ok(());
    }
    link(context, module, library)
}

/// Defines the functions that the module's intrinsics stand for, so that `retarget` finds them by name.
pub(crate) fn link_for_intrinsics<'ctx>(
    context: &'ctx Context,
    module: &Module<'ctx>,
    library: &[u8],
    machine: &TargetMachine,
) -> Result<(), Diagnostics> {
    let mut needed: Vec<&'static str> = Vec::new();
    for function in module.functions().into_iter().filter(|f| f.is_intrinsic() && !f.users().is_empty()) {
        let name = function.name();
        let target = match meaning(&name) {
            Some(Meaning::Function(target)) => Some(target),
            _ => soft_float(&name),
        };
        needed.extend(target.filter(|target| module.function(target).is_none()));
    }
    if needed.is_empty() {
        return Ok(());
    }
    let kept: Vec<_> = module.functions();
    link(context, module, library)?;
    for function in module.functions().into_iter().filter(|f| !f.is_declaration() && !kept.contains(f)) {
        if !needed.contains(&function.name().as_str()) {
            function.set_internal();
        }
    }
    run_passes(module, "globaldce", machine, false).map_err(crate::internal)
}

fn link<'ctx>(context: &'ctx Context, module: &Module<'ctx>, library: &[u8]) -> Result<(), Diagnostics> {
    let library = parse(context, library, "math library")?;
    module.link_in_module(library).map_err(|error| {
        vec![Diagnostic::new(Code::MalformedInput, format!("cannot link the math library: {error}"))]
    })
}

//! NVVM's arithmetic intrinsics, and LLVM's that no device has, become calls of the math library.
//!
//!   llvm.nvvm.mulhi.ui(a, b)      __nv_umulhi(a, b)
//!   llvm.sin.f32(x)               __nv_sinf(x)

use super::native::is_extremum;
use crate::nvvm::intrinsics::{Meaning, meaning, soft_float};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, ModuleExt, Value};

pub(crate) fn run(module: &Module<'_>) -> Result<(), Diagnostics> {
    let b = Builder::new(module.void());
    let mut errors = Vec::new();
    for i in module.functions().into_iter().flat_map(Value::instructions) {
        let Some(function) = i.called_function().filter(|f| f.is_intrinsic()) else { continue };
        let name = function.name();
        if is_extremum(&name) {
            continue;
        }
        let target = match meaning(&name) {
            Some(Meaning::Function(target)) => target,
            Some(_) => continue,
            None => match soft_float(&name) {
                Some(target) => target,
                None => continue,
            },
        };
        let Some(target) = module.function(target) else {
            let what = format!("`{target}`, which the device math library lacks, is needed for `{name}`");
            errors.extend(crate::internal(what));
            continue;
        };
        b.before(i);
        b.locate(i);
        let call = b.call_function(target, &i.arguments());
        i.replace_all_uses_with(call);
        i.erase();
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

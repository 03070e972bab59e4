//! Defines the functions that the module's intrinsics stand for, so that `retarget` finds them by name.
//!
//! After optimisation, because LLVM knows the intrinsics better than their definitions, and makes new ones. What
//! the library has beyond them becomes internal and is dropped by the next `globaldce`.

use super::intrinsics::{Meaning, meaning, soft_float};
use super::load::link;
use crate::libdevice::BITCODE;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::ModuleExt;

pub(crate) const PASS: Pass = Pass {
    name: "link-intrinsic-functions",
    about: "Defines the functions of the math library that the module's intrinsics stand for.",
    needs: &[Fact::WholeProgram],
    gives: &[Fact::MathDefined],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let mut needed: Vec<&'static str> = Vec::new();
    for function in module.functions().into_iter().filter(|f| f.is_intrinsic() && !f.users().is_empty()) {
        let name = function.name();
        let target = match meaning(&name) {
            Some(Meaning::Function(target)) => Some(target),
            _ => soft_float(&name),
        };
        needed.extend(target);
    }
    if needed.iter().all(|target| module.function(target).is_some()) {
        return Ok(());
    }
    // One that is there already is internal, and the linker renames it: then the library's is needed as well.
    let kept = module.functions();
    link(module, BITCODE, "math library")?;
    for function in module.functions().into_iter().filter(|f| !f.is_declaration() && !kept.contains(f)) {
        if !needed.contains(&function.name().as_str()) {
            function.set_internal();
        }
    }
    Ok(())
}

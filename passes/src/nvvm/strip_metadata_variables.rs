//! Removes `llvm.used` and its kin.
//!
//! They name what a linker must keep; here kernels and visible variables say that themselves, and a variable that
//! only such a list names is not needed. clang's list of what the host uses of other units, `__clang_gpu_used_external`, is
//! a variable of its own that `llvm.used` names.

use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::ModuleExt;

pub(crate) const PASS: Pass = Pass {
    name: "strip-metadata-variables",
    about: "Removes `llvm.used` and its kin, which would keep what no kernel needs.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    for variable in unit.module.variables() {
        if variable.section() == "llvm.metadata" {
            variable.delete_variable();
        }
    }
    for variable in unit.module.variables() {
        if variable.name().starts_with("__clang_gpu_used_external") && variable.is_internal() {
            variable.delete_variable();
        }
    }
    Ok(())
}

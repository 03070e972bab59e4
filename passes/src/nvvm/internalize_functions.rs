//! Makes every function but the kernels internal, so that LLVM may inline or drop it.

use super::load::is_kernel;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::ModuleExt;

pub(crate) const PASS: Pass = Pass {
    name: "internalize-functions",
    about: "Makes every function but the kernels internal, so that LLVM may inline or drop it.",
    needs: &[],
    gives: &[Fact::WholeProgram],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    for function in unit.module.functions() {
        if !function.is_declaration() && !is_kernel(function) {
            function.set_internal();
        }
    }
    Ok(())
}

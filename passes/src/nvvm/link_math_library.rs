//! Defines the functions of the math library that the module declares: `__nv_*`, which clang's headers call, and those
//! that other passes call for inline PTX and wide atomic operations.

use super::load::link;
use crate::libdevice::BITCODE;
use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::ModuleExt;

pub(crate) const PASS: Pass = Pass {
    name: "link-math-library",
    about: "Defines the `__nv_*` functions that the module declares.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let declares = unit.module.functions().iter().any(|f| f.is_declaration() && is_of_the_library(&f.name()));
    if declares { link(&unit.module, BITCODE, "math library") } else { Ok(()) }
}

fn is_of_the_library(name: &str) -> bool {
    ["__nv_", "__anywarp_ptx_", super::call_wide_atomics::START].iter().any(|start| name.starts_with(start))
}

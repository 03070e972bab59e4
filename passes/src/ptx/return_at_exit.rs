//! A thread that ends itself returns from its kernel.
//!
//!   call void @llvm.nvvm.exit()        ret void
//!   unreachable
//!
//! Needs: the functions that reach an `exit` are inlined into kernels. One that could not be (a recursive function) keeps
//! the intrinsic, which is refused later.

use crate::nvvm::load::is_kernel;
use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Builder, ModuleExt, Value};

pub(crate) const PASS: Pass = Pass {
    name: "return-at-exit",
    about: "Lets a thread that ends itself return from its kernel.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    if unit.module.function("llvm.nvvm.exit").is_none() {
        return Ok(());
    }
    let b = Builder::new(unit.module.void());
    for kernel in unit.module.functions().into_iter().filter(|&function| is_kernel(function)) {
        for block in kernel.blocks() {
            let instructions = block.instructions();
            let Some(at) = instructions.iter().position(|i| i.is_call_to("llvm.nvvm.exit")) else { continue };
            let end = instructions.len() - 1;
            // After a call that does not return there is `unreachable` only; a block that goes on is left alone.
            if at + 1 != end || !instructions[end].successors().is_empty() {
                continue;
            }
            b.before(instructions[end]);
            b.locate(instructions[at]);
            b.ret(None);
            [instructions[end], instructions[at]].into_iter().for_each(Value::erase);
        }
    }
    Ok(())
}

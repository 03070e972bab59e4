//! Lets other threads run while one waits in a loop.
//!
//! CUDA guarantees progress to every thread of a resident block, so a loop may wait for what another thread will
//! write. Here threads share a worker, so such a loop must give up its turn: every back edge of a loop whose exit
//! depends on memory that others write becomes a suspension point.
//!
//!   latch -> header                  latch -> spin.yield: anywarp_yield; anywarp.suspend -> header
//!
//! [`crate::waiting`] says which loops these are.

use super::edit::split_edge;
use super::thread_of;
use crate::pass::{Fact, Pass, Work};
use crate::retarget::SUSPEND;
use crate::unit::{Options, Unit};
use crate::waiting;
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, ModuleExt, Value};
use std::collections::HashSet;

pub(crate) const PASS: Pass = Pass {
    name: "yield-in-spin-loops",
    about: "Makes a suspension point of every back edge of a loop whose exit depends on what other threads write.",
    needs: &[Fact::Retargeted],
    gives: &[Fact::SpinLoopsYield],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let touching = waiting::functions_that_touch(&unit.module);
    for function in unit.module.functions().into_iter().filter(|f| !f.is_declaration()) {
        yield_in(&unit.module, function, &touching);
    }
    Ok(())
}

fn yield_in(module: &Module<'_>, function: Value, touching: &HashSet<Value>) {
    let edges = waiting::back_edges(function, touching);
    let b = Builder::new(module.void());
    for (latch, header) in edges {
        let middle = split_edge(&b, latch, header, "spin.yield");
        b.at_end(middle);
        b.unlocate();
        let void = module.void();
        let thread = thread_of(module, &b, function);
        let give_up = module.declare("anywarp_yield", void.function(&[void.ptr()]));
        b.call_function(give_up, &[thread]);
        b.call_function(module.declare(SUSPEND, void.function(&[])), &[]);
        b.br(header);
    }
}

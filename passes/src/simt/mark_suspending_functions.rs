//! Marks suspending functions for inlining, wherever that ends: those that are not on a cycle of calls.
//!
//! A function that is part of its caller's coroutine costs nothing at a barrier; a coroutine of its own costs a frame
//! and a loop in the caller. LLVM's inliner does the work and leaves alone what is called through a pointer.

use super::is_thread_function;
use super::suspending::Suspending;
use crate::nvvm::reach::Reach;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::Attribute;

pub(crate) const PASS: Pass = Pass {
    name: "mark-suspending-functions",
    about: "Marks suspending functions for inlining, unless they are recursive.",
    needs: &[Fact::Retargeted, Fact::SpinLoopsYield],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let suspending = Suspending::of(&unit.module);
    let reach = Reach::of(&unit.module);
    for &function in suspending.functions.iter().filter(|&&function| !is_thread_function(function)) {
        let recursive =
            reach.callees(function).any(|callee| reach.from(callee).values().any(|&(f, _)| f == function));
        if recursive {
            continue;
        }
        for attribute in ["noinline", "optnone"] {
            function.remove_attribute(attribute);
        }
        function.add_attribute(Attribute::Enum("alwaysinline"));
    }
    Ok(())
}

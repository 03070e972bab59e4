//! Groups of neighbouring threads become programs over vectors.
//!
//!   kernel.thread(thread, parameters)   ->   kernel.aligned.thread(group, parameters)
//!                                            kernel.any.thread(group, parameters)
//!
//! A group is a warp where threads of a warp talk to each other, and a part of one elsewhere. Its program does what its
//! threads do, in lock-step: [`crate::analysis`] says what differs between them and in which order they visit the blocks,
//! [`emit`] writes it. A barrier of the block remains a suspension: a group becomes one coroutine, whose frame has
//! vectors where those of threads have numbers.
//!
//! What cannot be done in lock-step ([`refuse`]) stays in scalar mode: the kernel, or its groups that are not whole.

mod calls;
mod cooperate;
mod each_lane;
mod edges;
mod emit;
mod forget;
mod instructions;
mod interleave;
mod intervals;
mod lanes;
mod memory;
mod needs;
mod one_by_one;
mod refuse;
mod registers;
mod slots;
mod source;
pub(crate) mod target;
mod together;
mod version;
mod widths;

use super::emit_entries::asks_who_it_is;
use super::equal_threads::axes_of_leaf;
use super::suspending::Suspending;
use crate::analysis::{linearize, presence};
use crate::blocks::BlockGraph;
use crate::nvvm::reach::Reach;
use crate::pass::{Fact, Pass, Work};
use crate::retarget::SUSPEND;
use crate::unit::{Groups, Optimize, Options, Unit, Width};
use anywarp_diag::Diagnostics;
use calls::{Called, called};
pub(crate) use calls::{Overload, elementwise};
use emit::{Emitter, Plan};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Layout, ModuleExt, Opcode, Value, run_function_passes, run_passes};
use source::Source;
use std::collections::{HashMap, HashSet};
use version::Version;
use widths::widths;

pub(crate) const PASS: Pass = Pass {
    name: "vectorize-warps",
    about: "Makes programs over vectors of kernels whose threads can run in lock-step, each for a group of them.",
    needs: &[Fact::Retargeted, Fact::SpinLoopsYield, Fact::DataFunctionsHeld],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// What the analyses take for granted: branches of two ways.
const BRANCHES: &str = "sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg,scalarizer,early-cse,\
                        instcombine<no-verify-fixpoint>,lower-switch";
/// One end, loops with one way back, values that leave a loop do so by a phi.
const LOOPS: &str = "mergereturn,loop-simplify,lcssa";

fn run(unit: &mut Unit<'_>, options: &Options) -> Result<(), Diagnostics> {
    if options.width == Width::Scalar || options.optimize == Optimize::None {
        return Ok(());
    }
    // Where threads meet, LLVM must not make two places of one.
    let meetings =
        ["anywarp_arrive_warp", "anywarp_arrive_barrier", SUSPEND, "anywarp_result", "anywarp_predicate"];
    let meetings: Vec<Value> = meetings.iter().filter_map(|name| unit.module.function(name)).collect();
    meetings.iter().for_each(|function| function.add_attribute(Attribute::Enum("convergent")));
    inline_everything(unit, options)?;
    let layout = Layout::new(crate::machine::WASM_LAYOUT);
    let suspending = Suspending::of(&unit.module);
    for kernel in unit.kernels.iter().map(|kernel| kernel.name.clone()).collect::<Vec<_>>() {
        let thread = unit.module.function(&format!("{kernel}.thread")).expect("every kernel has one");
        name_thread(thread);
        allow_undefined(thread);
        let run = |passes: &str| {
            run_function_passes(thread, passes, &unit.machine, options.verify_each)
                .map_err(|error| crate::internal(format!("`{}`: {error}", PASS.name)))
        };
        run(BRANCHES)?;
        if let Some(passes) = BlockGraph::of(thread).passes_for_one_way_in() {
            run(passes)?;
        }
        run(LOOPS)?;
        let widths = widths(thread, options.width, &layout);
        let made = vectorize(&unit.module, &kernel, thread, widths, &suspending, &layout);
        unit.groups.insert(kernel, made);
    }
    meetings.iter().for_each(|function| function.remove_attribute("convergent"));
    Ok(())
}

/// Makes the programs of a kernel, or says why there are none.
fn vectorize(
    module: &Module<'_>,
    kernel: &str,
    thread: Value,
    (width, wide): (u32, Option<u32>),
    suspending: &Suspending,
    layout: &Layout,
) -> Result<Groups, String> {
    if let Some(reason) = refuse::by_instructions(thread, suspending, layout, width) {
        return Err(reason);
    }
    let aligned = program(module, kernel, thread, Version::Aligned(width), layout)?;
    let wide = wide.filter(|&wide| program(module, kernel, thread, Version::Wide(wide), layout).is_ok());
    let any = program(module, kernel, thread, Version::Any(width), layout);
    let waits = |i: &Value| i.opcode() == Opcode::LLVMCall && called(*i) == Called::ArriveBarrier;
    if !thread.instructions().iter().any(waits) {
        aligned.add_attribute(Attribute::Enum("alwaysinline"));
    }
    let axes = if asks_who_it_is(thread) { 3 } else { axes_of_leaf(thread) };
    if any.is_ok() && thread.users().is_empty() {
        thread.delete_function();
    }
    Ok(Groups { width, wide, axes, scalar: Vec::new(), only_aligned: any.err(), has_regions: false })
}

fn program(
    module: &Module<'_>,
    kernel: &str,
    thread: Value,
    version: Version,
    layout: &Layout,
) -> Result<Value, String> {
    let source = Source::of(thread, version, layout);
    let shapes = source.shapes();
    if let Some(reason) = refuse::by_places(&source, &shapes) {
        return Err(reason);
    }
    let linear = linearize::linearize(source.graph(), &shapes.diverges);
    let presence = presence::of(source.graph(), &shapes.diverges, &linear, version.is_aligned());
    let mut rows = HashMap::new();
    for &block in &source.blocks.blocks {
        interleave::find(block, |value| shapes.of[source.number(value)], layout, &mut rows);
    }
    let plan =
        Plan { source: &source, shapes, linear, presence, rows, version, layout, target: &target::Wasm };
    Ok(Emitter::emit(plan, module, thread, &format!("{kernel}.{}", version.suffix())))
}

/// Inlined functions asked for the running thread, which is the program's parameter: that is known in every block, also in
/// those that nobody visits.
fn name_thread(thread: Value) {
    let asks = |i: &Value| i.called_function().is_some_and(|f| f.name() == "anywarp_current");
    for question in thread.instructions().into_iter().filter(asks) {
        question.replace_all_uses_with(thread.parameters()[0]);
        question.erase();
    }
}

/// What threads that are not there would have is not defined: that must be no promise that LLVM may rely on.
fn allow_undefined(thread: Value) {
    for i in thread.instructions() {
        match i.opcode() {
            Opcode::LLVMLoad => i.remove_metadata("noundef"),
            Opcode::LLVMCall => i.remove_call_noundef(),
            _ => {}
        }
    }
}

/// Inlines what kernels call, functions that call themselves aside: a group has no other way to call.
fn inline_everything(unit: &Unit<'_>, options: &Options) -> Result<(), Diagnostics> {
    let reach = Reach::of(&unit.module);
    let recursive = |function: Value| {
        reach.callees(function).any(|callee| reach.from(callee).values().any(|&(f, _)| f == function))
    };
    let threads: HashSet<Value> = unit
        .kernels
        .iter()
        .filter_map(|kernel| unit.module.function(&format!("{}.thread", kernel.name)))
        .collect();
    let defined = unit.module.functions().into_iter().filter(|f| !f.is_declaration() && !threads.contains(f));
    for function in defined.filter(|&function| !recursive(function)) {
        for attribute in ["noinline", "optnone"] {
            function.remove_attribute(attribute);
        }
        function.add_attribute(Attribute::Enum("alwaysinline"));
    }
    run_passes(&unit.module, "always-inline,globaldce", &unit.machine, options.verify_each)
        .map_err(|error| crate::internal(format!("`{}`: {error}", PASS.name)))
}

//! Runs a kernel whose threads meet in ways that the device cannot do itself: a loop around the whole kernel in which
//! all threads of a block take part until all have ended.
//!
//!   start ...                  state = start; goto meet;      start: ...
//!   ... barrier; rest ...      ... state = 1; goto again;     resume1: rest ...
//!   return                     state = ended; goto again
//!
//!   meet:  publish what this thread waits for; block barrier; see whether everyone needed waits for the same
//!          all ended: return; my operation is complete: switch (state); otherwise: goto again
//!   again: block barrier; goto meet
//!
//! A barrier on each side keeps the loop from having more than one way back: were it split into nested loops, threads
//! would wait at barriers in loops that others have left.
//!
//! This covers barriers of which some threads have returned (Vulkan wants all of them), named and counting barriers,
//! warp operations on devices whose subgroups are not warps, wherever in divergent control flow they stand, and threads
//! that wait for each other in loops ([`super::yields`]): the decisions are made by each thread from the same published
//! words between two block barriers, so all agree.
//!
//! Needs: one function without other calls. Values that live across an operation go through memory that `sroa` removes
//! again.

use super::meeting::{Counters, Meeting};
use super::memory_intrinsics::split_before;
use super::yields::YIELD;
use crate::blocks::BlockGraph;
use crate::nvvm::intrinsics::{Meaning, meaning};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::inkwell::targets::TargetMachine;
use llvm_config::ir::{Block, Builder, ModuleExt, Opcode, Type, TypeKind, Value, run_passes};

/// States of a thread that is not at operation 1, 2, …
const ENDED: u64 = 0;

/// Where a thread waits.
struct Site {
    waits: Block,
    resumes: Block,
    state: u64,
}

/// The operation of a call, if it is one at which threads meet.
pub(crate) fn operation(i: Value) -> Option<Meaning> {
    let function = i.called_function()?;
    if !function.is_intrinsic() {
        return (function.name() == YIELD).then_some(Meaning::Sleep);
    }
    match meaning(&function.name())? {
        found @ (Meaning::Barrier { .. } | Meaning::BarrierArrive | Meaning::Warp { .. }) => Some(found),
        _ => None,
    }
}

pub(crate) fn run(
    module: &Module<'_>,
    kernel: Value,
    machine: &TargetMachine,
    threads: u32,
) -> Result<(), Diagnostics> {
    let b = Builder::new(module.void());
    // In reading order: of several places, the warp waits at the later one.
    let instructions =
        BlockGraph::of(kernel).reading_order().into_iter().flat_map(|block| block.instructions());
    let calls: Vec<(Value, Meaning)> = instructions.filter_map(|i| Some((i, operation(i)?))).collect();
    let (entry, start) = split_entry(&b, kernel);
    let starting = calls.len() as u64 + 1;
    let meeting = Meeting::new(module, &b, entry, &calls, threads, starting);
    let mut sites = Vec::new();
    for (index, &(call, meaning)) in calls.iter().enumerate() {
        let state = index as u64 + 1;
        let after = call.next_instruction().ok_or_else(|| crate::internal("a call ends a block"))?;
        let waits = call.block();
        let resumes = split_before(&b, after);
        b.before(call);
        b.locate(call);
        meeting.request(&b, call, meaning, state);
        if call.ty().kind() != TypeKind::Void {
            b.at_start(resumes);
            let result = meeting.result(&b, call.ty());
            call.replace_all_uses_with(result);
        }
        call.erase();
        b.unlocate();
        b.at_end(waits);
        b.br(resumes);
        sites.push(Site { waits, resumes, state });
    }
    run_passes(module, "function(reg2mem)", machine, false).map_err(crate::internal)?;
    let again = kernel.append_block("again");
    for site in &sites {
        lead_to(&b, site.waits, again);
    }
    end_threads(&b, kernel, again, &meeting);
    sites.push(Site { waits: entry, resumes: start, state: starting });
    let meet = write_loop(module, &b, kernel, again, &meeting, &sites);
    lead_to(&b, entry, meet);
    run_passes(
        module,
        "function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg,adce)",
        machine,
        true,
    )
    .map_err(crate::internal)
}

/// The entry block keeps the allocas only; the rest follows. An alloca elsewhere would be a value like any other, whose
/// address `reg2mem` stores.
fn split_entry(b: &Builder, kernel: Value) -> (Block, Block) {
    let entry = kernel.blocks()[0];
    let is_alloca = |i: &Value| i.opcode() == Opcode::LLVMAlloca;
    let first = entry.instructions().into_iter().find(|i| !is_alloca(i));
    if let Some(first) = first {
        for alloca in entry.instructions().into_iter().filter(is_alloca) {
            alloca.detach();
            b.before(first);
            b.insert(alloca);
        }
    }
    let rest = match first {
        Some(first) => split_before(b, first),
        None => kernel.append_block("nothing"),
    };
    b.at_end(entry);
    b.br(rest);
    (entry, rest)
}

fn lead_to(b: &Builder, block: Block, target: Block) {
    if let Some(terminator) = block.terminator() {
        terminator.erase();
    }
    b.at_end(block);
    b.br(target);
}

/// A return is waiting for everyone else.
fn end_threads(b: &Builder, kernel: Value, again: Block, meeting: &Meeting) {
    for block in kernel.blocks() {
        let Some(terminator) = block.terminator() else { continue };
        if matches!(terminator.opcode(), Opcode::LLVMRet | Opcode::LLVMUnreachable) {
            b.before(terminator);
            meeting.end(b, ENDED);
            lead_to(b, block, again);
        }
    }
}

/// Writes the loop; returns the block at which it is entered.
fn write_loop(
    module: &Module<'_>,
    b: &Builder,
    kernel: Value,
    again: Block,
    meeting: &Meeting,
    sites: &[Site],
) -> Block {
    let meet = kernel.append_block("meet");
    let word: Type = module.void().int(32);
    let (done, decide, go_on) =
        (kernel.append_block("done"), kernel.append_block("decide"), kernel.append_block("go.on"));
    b.at_end(meet);
    meeting.publish(b);
    meeting.barrier(b);
    let counters: Counters = meeting.counters(b);
    let complete = meeting.decide(b, kernel, &counters);
    let all_ended = meeting.all_ended(b, &counters);
    b.cond_br(all_ended, done, decide);
    b.at_end(done);
    b.ret(None);
    b.at_end(decide);
    b.cond_br(complete, go_on, again);
    b.at_end(go_on);
    let state = meeting.state(b);
    let cases: Vec<(Value, Block)> =
        sites.iter().skip(1).map(|site| (word.constant(site.state), site.resumes)).collect();
    // The first site needs no test.
    if let Some(first) = sites.first() {
        b.switch(state, first.resumes, &cases);
    }
    b.at_end(again);
    meeting.barrier(b);
    b.br(meet);
    meet
}

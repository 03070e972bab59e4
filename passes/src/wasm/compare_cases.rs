//! Says switches of few cases as comparisons, the likeliest first.
//!
//!   switch %n, %default [0: %none, 32: %all]     br (%n == 32), %all, %next
//!                                          next: br (%n == 0), %none, %default
//!
//! LLVM makes one switch of comparisons with constants; its wasm backend and the runtimes make a jump through a table of
//! it, which costs more than some comparisons that the processor predicts.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Block, Builder, IntPredicate, ModuleExt, Opcode, Value};

pub(crate) const PASS: Pass = Pass {
    name: "compare-cases",
    about: "Says switches of few cases as comparisons: runtimes jump through tables otherwise.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// Cases of a switch, the default aside, that are compared one after the other.
const FEW: usize = 3;

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    for function in unit.module.functions().into_iter().filter(|f| !f.is_declaration()) {
        for block in function.blocks() {
            let end = block.terminator().expect("every block ends");
            if end.opcode() == Opcode::LLVMSwitch && (2..=FEW + 1).contains(&end.successors().len()) {
                compare(&b, block, end);
            }
        }
    }
    Ok(())
}

fn compare(b: &Builder, block: Block, switch: Value) {
    let targets = switch.successors();
    let weights = switch.branch_weights();
    let weight = |index: usize| weights.as_ref().map_or(1, |weights| weights[index]);
    let mut cases: Vec<usize> = (1..targets.len()).collect();
    cases.sort_by_key(|&case| std::cmp::Reverse(weight(case)));
    let value = switch.condition();
    // Where each edge comes from now.
    let mut edges: Vec<(Block, Block)> = Vec::new();
    let mut at = block;
    for (place, &case) in cases.iter().enumerate() {
        let rest = &cases[place + 1..];
        let next = if rest.is_empty() { targets[0] } else { Value::insert_block_after(at, "case") };
        if at == block {
            b.before(switch);
        } else {
            b.at_end(at);
        }
        b.locate(switch);
        let is = b.icmp(IntPredicate::LLVMIntEQ, value, switch.switch_case(case as u32));
        let branch = b.cond_br(is, targets[case], next);
        if weights.is_some() {
            let others = rest.iter().map(|&case| weight(case)).fold(weight(0), u32::saturating_add);
            branch.set_branch_weights(&[weight(case), others]);
        }
        edges.push((at, targets[case]));
        at = if rest.is_empty() { at } else { next };
    }
    edges.push((at, targets[0]));
    switch.erase();
    let mut seen: Vec<Block> = Vec::new();
    for &target in targets.iter().filter(|target| {
        let is_new = !seen.contains(*target);
        seen.push(**target);
        is_new
    }) {
        let from: Vec<Block> = edges.iter().filter(|(_, to)| *to == target).map(|(from, _)| *from).collect();
        super::phis::come_from(b, target, block, &from);
    }
}

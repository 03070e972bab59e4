//! Whether a kernel's warp operations can be those of a subgroup of 32, without a meeting.
//!
//! An operation of a subgroup takes the lanes that are there; CUDA's waits for those that its mask names. The two are
//! the same where all lanes of a warp that have not returned are there, and where the mask says who was there just
//! before (`__activemask()`, or a ballot or match among them). That lanes which part meet again where their ways meet
//! is what `VK_KHR_shader_maximal_reconvergence` promises.

use super::divergence::{Divergence, Scope};
use super::meet::operation;
use super::meeting_lanes::op;
use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::analysis::loops::{self, Loop};
use crate::nvvm::intrinsics::{Meaning, WarpShape};
use llvm_config::ir::{Block, Opcode, Value, ValueKind};
use std::collections::HashMap;

/// True if the kernel has warp operations and subgroup operations can do them all, for blocks whose size in x is a
/// multiple of 32.
pub(crate) fn are_native(kernel: Value) -> bool {
    let calls: Vec<(Value, u32, WarpShape)> = kernel
        .instructions()
        .into_iter()
        .filter_map(|i| match operation(i)? {
            Meaning::Warp { op, shape } => Some((i, op, shape)),
            _ => None,
        })
        .collect();
    if calls.is_empty() {
        return false;
    }
    let sites = Sites::of(kernel);
    calls.into_iter().all(|(call, number, shape)| {
        number == op::ACTIVE
            || sites.all_lanes_are_at(call.block())
            || mask(call, shape).is_some_and(|mask| sites.was_there(mask, call.block()))
    })
}

/// The mask of a warp operation.
pub(super) fn mask(call: Value, shape: WarpShape) -> Option<Value> {
    match shape {
        WarpShape::Active => None,
        WarpShape::Reduce => Some(call.arguments()[1]),
        _ => Some(call.arguments()[0]),
    }
}

struct Sites {
    divergence: Divergence,
    numbers: HashMap<Block, usize>,
    dominators: Dominators,
    loops: Vec<Loop>,
}

impl Sites {
    fn of(kernel: Value) -> Self {
        let divergence = Divergence::of(kernel, Scope::Warp);
        let numbers = divergence.blocks.iter().enumerate().map(|(number, &block)| (block, number)).collect();
        let dominators = Dominators::of(&predecessors(&divergence.successors));
        let loops = loops::find(&divergence.successors);
        Self { divergence, numbers, dominators, loops }
    }

    /// True if lanes that are not here have returned.
    fn all_lanes_are_at(&self, block: Block) -> bool {
        let Some(&site) = self.numbers.get(&block) else { return true };
        let d = &self.divergence;
        (0..d.blocks.len()).filter(|&branch| d.is_divergent_branch(branch)).all(|branch| {
            if !self.parts(branch, site) {
                return true;
            }
            let (here, elsewhere): (Vec<usize>, Vec<usize>) =
                d.successors[branch].iter().partition(|&&next| d.reach(next, None).contains(&site));
            here.len() == 1 && elsewhere.into_iter().all(|next| self.only_returns(next))
        })
    }

    /// True if lanes that go different ways at the branch may not be together at the site.
    fn parts(&self, branch: usize, site: usize) -> bool {
        let d = &self.divergence;
        let stop = d.post[branch];
        let on_a_way = stop != Some(site)
            && d.successors[branch].iter().any(|&next| d.reach(next, stop).contains(&site));
        let comes_back = |next: &usize| d.reach(*next, None).contains(&site);
        let in_a_left_cycle = d.reach(site, None).contains(&branch)
            && d.successors[branch].iter().any(comes_back)
            && !d.successors[branch].iter().all(comes_back);
        on_a_way || in_a_left_cycle
    }

    /// True if nothing but the end of the thread follows.
    fn only_returns(&self, block: usize) -> bool {
        let d = &self.divergence;
        d.reach(block, None).into_iter().all(|block| {
            d.blocks[block].instructions().into_iter().all(|i| match i.opcode() {
                Opcode::LLVMStore | Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg | Opcode::LLVMFence => {
                    false
                }
                Opcode::LLVMCall => super::lane_form::register(i).is_some(),
                _ => true,
            })
        })
    }

    /// True if the mask names lanes only that were together at a place whence all go to this block.
    fn was_there(&self, mask: Value, block: Block) -> bool {
        if mask.kind() != ValueKind::Instruction {
            return false;
        }
        match mask.opcode() {
            Opcode::LLVMAnd => (0..2).any(|n| self.was_there(mask.operand(n), block)),
            Opcode::LLVMExtractValue | Opcode::LLVMFreeze => self.was_there(mask.operand(0), block),
            Opcode::LLVMCall => match operation(mask) {
                Some(Meaning::Warp { op: op::ACTIVE | op::BALLOT | op::MATCH_ANY, .. }) => {
                    self.are_equivalent(mask.block(), block)
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// True if whoever is at the first block comes to the second one, as often.
    fn are_equivalent(&self, first: Block, second: Block) -> bool {
        let (Some(&first), Some(&second)) = (self.numbers.get(&first), self.numbers.get(&second)) else {
            return false;
        };
        let post = &self.divergence.post;
        let mut after = Some(first);
        while let Some(block) = after.filter(|&block| block != second) {
            after = post[block];
        }
        after == Some(second)
            && self.dominators.dominates(first, second)
            && self.loops.iter().all(|l| l.body.contains(&first) == l.body.contains(&second))
    }
}

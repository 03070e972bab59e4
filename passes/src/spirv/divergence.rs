//! Which branches may go different ways for threads of one block or warp, and whether that keeps some from a barrier.
//!
//! A value is *divergent* if it depends on the thread: through its index, private memory, atomics, or the path that it
//! took. Seen by a warp, numbers of threads may be the same for all lanes, see [`super::lane_form`]. Loads from device or shared memory at the same address are the same for all threads: where they are not,
//! the program has a race.

use super::lane_form;
use super::meet::operation;
use super::meeting_lanes::op;
use crate::analysis::dominators::Dominators;
use crate::blocks::BlockGraph;
use crate::nvvm::intrinsics::{Meaning, WarpShape};
use crate::nvvm::load::space;
use llvm_config::ir::{Block, Opcode, Value};
use std::collections::HashSet;

/// Whose differences count. A warp is 32 threads of a block whose size in x is a multiple of 32.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Block,
    Warp,
}

/// True if the kernel needs [`super::meet`] on devices without subgroups of 32: it has warp operations, or barriers
/// that need it.
pub(crate) fn must_meet(kernel: Value) -> bool {
    let has_warp_operations =
        kernel.instructions().into_iter().any(|i| matches!(operation(i), Some(Meaning::Warp { .. })));
    has_warp_operations || barriers_must_meet(kernel)
}

/// True if the kernel has barriers other than of the whole block, or threads that may return while others go to one.
pub(crate) fn barriers_must_meet(kernel: Value) -> bool {
    let mut barriers = HashSet::new();
    for i in kernel.instructions() {
        match operation(i) {
            None | Some(Meaning::Warp { .. }) => {}
            Some(Meaning::Barrier { op: 0, predicate: false, count: false })
                if i.arguments().first().is_none_or(|id| id.as_uint() == Some(0)) =>
            {
                barriers.insert(i.block());
            }
            Some(_) => return true,
        }
    }
    !barriers.is_empty() && Divergence::of(kernel, Scope::Block).separates(&barriers)
}

pub(super) struct Divergence {
    scope: Scope,
    pub(super) blocks: Vec<Block>,
    pub(super) successors: Vec<Vec<usize>>,
    /// Immediate post-dominators.
    pub(super) post: Vec<Option<usize>>,
    values: HashSet<Value>,
}

impl Divergence {
    pub(super) fn of(kernel: Value, scope: Scope) -> Self {
        let BlockGraph { blocks, successors, .. } = BlockGraph::of(kernel);
        let post = Dominators::reversed(&successors);
        let mut result = Self { scope, blocks, successors, post, values: HashSet::new() };
        let instructions: Vec<Value> = result.blocks.iter().flat_map(|block| block.instructions()).collect();
        let mut branches = HashSet::new();
        loop {
            let before = result.values.len();
            for &i in &instructions {
                if !result.values.contains(&i) && result.depends_on_thread(i) {
                    result.values.insert(i);
                }
            }
            for block in 0..result.blocks.len() {
                if result.is_divergent_branch(block) && branches.insert(block) {
                    result.diverge_at(block);
                }
            }
            if result.values.len() == before {
                return result;
            }
        }
    }

    pub(super) fn is_divergent_branch(&self, block: usize) -> bool {
        self.successors[block].len() > 1
            && self.blocks[block].terminator().is_some_and(|t| self.values.contains(&t.condition()))
    }

    fn depends_on_thread(&self, i: Value) -> bool {
        if self.scope == Scope::Warp && lane_form::is_the_same_for_lanes(i) {
            return false;
        }
        match i.opcode() {
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg | Opcode::LLVMAlloca => true,
            Opcode::LLVMLoad => {
                i.is_volatile()
                    || i.is_atomic()
                    || self.any(i)
                    || i.operand(0).ty().address_space() == space::LOCAL
            }
            Opcode::LLVMCall => match (lane_form::register(i), operation(i)) {
                (Some(register), _) if self.scope == Scope::Block => !lane_form::is_per_block(&register),
                (Some(register), _) => !lane_form::is_per_warp(&register),
                (_, Some(Meaning::Warp { op, shape })) => {
                    self.scope == Scope::Block || !self.is_one_result(i, op, shape)
                }
                _ => self.any(i),
            },
            _ => self.any(i),
        }
    }

    /// True if a warp operation gives all lanes the same.
    fn is_one_result(&self, call: Value, number: u32, shape: WarpShape) -> bool {
        let is_same = |value: Value| !self.values.contains(&value);
        let a = call.arguments();
        let one_mask = super::warps::mask(call, shape).is_some_and(is_same);
        let broadcast = number == op::SHUFFLE_INDEX && is_same(a[2]) && a[3].as_uint() == Some(31);
        one_mask && (broadcast || op::VOTES.contains(&number) || op::REDUCE.contains(&number))
    }

    fn any(&self, i: Value) -> bool {
        i.operands().iter().any(|operand| self.values.contains(operand))
    }

    /// Blocks reachable from `from` without passing `stop`; `stop` itself is included.
    pub(super) fn reach(&self, from: usize, stop: Option<usize>) -> HashSet<usize> {
        let mut seen = HashSet::from([from]);
        let mut work = vec![from];
        while let Some(block) = work.pop() {
            if Some(block) == stop {
                continue;
            }
            for &next in &self.successors[block] {
                if seen.insert(next) {
                    work.push(next);
                }
            }
        }
        seen
    }

    /// Threads that took different ways bring different values to where the ways meet, and leave a loop at different
    /// times.
    fn diverge_at(&mut self, branch: usize) {
        let stop = self.post[branch];
        let ways: Vec<HashSet<usize>> =
            self.successors[branch].iter().map(|&next| self.reach(next, stop)).collect();
        for block in 0..self.blocks.len() {
            if ways.iter().filter(|way| way.contains(&block)).count() < 2 {
                continue;
            }
            for phi in self.blocks[block].instructions() {
                if phi.opcode() != Opcode::LLVMPHI {
                    break;
                }
                let incoming = phi.incoming();
                if incoming.iter().any(|(value, _)| *value != incoming[0].0) {
                    self.values.insert(phi);
                }
            }
        }
        let after: HashSet<usize> =
            self.successors[branch].iter().flat_map(|&next| self.reach(next, None)).collect();
        let cycle: HashSet<usize> =
            after.into_iter().filter(|&block| self.reach(block, None).contains(&branch)).collect();
        if cycle.is_empty() || self.successors[branch].iter().all(|next| cycle.contains(next)) {
            return;
        }
        let inside: HashSet<Block> = cycle.iter().map(|&block| self.blocks[block]).collect();
        for block in (0..self.blocks.len()).filter(|block| cycle.contains(block)) {
            for i in self.blocks[block].instructions() {
                let outside = |user: &Value| user.is_instruction() && !inside.contains(&user.block());
                self.values.extend(i.users().into_iter().filter(outside));
            }
        }
    }

    /// True if at some divergent branch one way may lead to a barrier and another to the end without one.
    fn separates(&self, barriers: &HashSet<Block>) -> bool {
        let is_barrier: Vec<bool> = self.blocks.iter().map(|block| barriers.contains(block)).collect();
        let meets = |from: usize| self.reach(from, None).iter().any(|&block| is_barrier[block]);
        let ends = |from: usize| {
            let mut seen = HashSet::from([from]);
            let mut work = vec![from];
            while let Some(block) = work.pop() {
                if is_barrier[block] {
                    continue;
                }
                if self.successors[block].is_empty() {
                    return true;
                }
                work.extend(self.successors[block].iter().filter(|&&next| seen.insert(next)));
            }
            false
        };
        (0..self.blocks.len()).filter(|&block| self.is_divergent_branch(block)).any(|block| {
            let next = &self.successors[block];
            next.iter().any(|&a| meets(a) && next.iter().any(|&b| a != b && ends(b)))
        })
    }
}

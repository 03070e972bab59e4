//! Which branches may go different ways for threads of one block, and whether that keeps some from a barrier.
//!
//! A value is *divergent* if it depends on the thread: through its index, private memory, atomics, or the path that it
//! took. Loads from device or shared memory at the same address are the same for all threads: where they are not,
//! the program has a race.

use super::flow::LOCAL;
use super::meet::operation;
use crate::analysis::dominators::Dominators;
use crate::blocks::BlockGraph;
use crate::nvvm::intrinsics::Meaning;
use llvm_config::ir::{Block, Opcode, Value};
use std::collections::HashSet;

/// True if the kernel needs [`super::meet`]: it has warp operations, barriers other than of the whole block, or
/// threads that may return while others go to a barrier.
pub(crate) fn must_meet(kernel: Value) -> bool {
    let mut barriers = HashSet::new();
    for i in kernel.instructions() {
        match operation(i) {
            None => {}
            Some(Meaning::Barrier { op: 0, predicate: false, count: false })
                if i.arguments().first().is_none_or(|id| id.as_uint() == Some(0)) =>
            {
                barriers.insert(i.block());
            }
            Some(_) => return true,
        }
    }
    !barriers.is_empty() && Divergence::of(kernel).separates(&barriers)
}

struct Divergence {
    blocks: Vec<Block>,
    successors: Vec<Vec<usize>>,
    post: Vec<Option<usize>>,
    values: HashSet<Value>,
}

impl Divergence {
    fn of(kernel: Value) -> Self {
        let BlockGraph { blocks, successors, .. } = BlockGraph::of(kernel);
        let post = Dominators::reversed(&successors);
        let mut result = Self { blocks, successors, post, values: HashSet::new() };
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

    fn is_divergent_branch(&self, block: usize) -> bool {
        self.successors[block].len() > 1
            && self.blocks[block].terminator().is_some_and(|t| self.values.contains(&t.condition()))
    }

    fn depends_on_thread(&self, i: Value) -> bool {
        match i.opcode() {
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg | Opcode::LLVMAlloca => true,
            Opcode::LLVMLoad => {
                i.is_volatile() || i.is_atomic() || self.any(i) || i.operand(0).ty().address_space() == LOCAL
            }
            Opcode::LLVMCall => {
                let name = i.called_function().map(Value::name).unwrap_or_default();
                let register = name.strip_prefix("llvm.nvvm.read.ptx.sreg.");
                let per_block = |r: &str| {
                    ["ntid", "ctaid", "nctaid", "warpsize", "nwarpid", "dynamic", "total"]
                        .iter()
                        .any(|start| r.starts_with(start))
                };
                register.is_some_and(|r| !per_block(r)) || self.any(i)
            }
            _ => self.any(i),
        }
    }

    fn any(&self, i: Value) -> bool {
        i.operands().iter().any(|operand| self.values.contains(operand))
    }

    /// Blocks reachable from `from` without passing `stop`; `stop` itself is included.
    fn reach(&self, from: usize, stop: Option<usize>) -> HashSet<usize> {
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
        let after = self.reach(branch, None);
        let cycle: HashSet<usize> = after
            .into_iter()
            .filter(|&block| block == branch || self.reach(block, None).contains(&branch))
            .collect();
        if self.successors[branch].iter().all(|next| cycle.contains(next)) {
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

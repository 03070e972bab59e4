//! When what a slot holds means nothing any more: LLVM would keep it alive beside what is needed.

use super::emit::Emitter;
use super::lanes::parts;
use super::slots::Slot;
use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::analysis::loops;
use llvm_config::ir::{Block, Opcode, Type, Value};

impl Emitter<'_, '_> {
    /// A phi's slot is void from the visit of the last block that all ways to it pass, loops that it is outside of aside.
    pub(super) fn plan_resets(&mut self, blocks: &[Block]) {
        let graph = self.plan.source.graph();
        let found = loops::find(graph);
        self.slots.headers = found.iter().map(|each| each.header).collect();
        let before = predecessors(graph);
        self.slots.single = (0..graph.len()).filter(|&block| before[block].len() == 1).collect();
        let dominators = Dominators::of(&before);
        let leaves = |outer: usize, inner: usize| {
            found.iter().any(|each| each.body.contains(&outer) && !each.body.contains(&inner))
        };
        for (number, &block) in blocks.iter().enumerate().skip(1) {
            if self.slots.headers.contains(&number) {
                continue;
            }
            let mut at = dominators.immediate(number);
            while at != 0 && leaves(at, number) {
                at = dominators.immediate(at);
            }
            let phis = block.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI);
            self.slots.resets.entry(at).or_default().extend(phis);
        }
        self.slots.loops = found;
    }

    /// Forgets what phis were given in an earlier turn.
    pub(super) fn reset_joins(&self, block: usize) {
        for &phi in self.slots.resets.get(&block).into_iter().flatten() {
            self.forget(phi);
        }
    }

    fn forget(&self, phi: Value) {
        let forget = |ty: Type, address| self.store(ty.undef(), address);
        match &self.slots.arriving[&phi] {
            Slot::Uniform(address) => forget(phi.ty(), *address),
            Slot::Affine { first, all, .. } => {
                forget(phi.ty(), *first);
                all.iter().for_each(|&all| forget(self.stored_type(phi.ty()), all));
            }
            Slot::Varying(addresses) => {
                for (&address, part) in addresses.iter().zip(parts(phi.ty())) {
                    forget(self.stored_type(part), address);
                }
            }
        }
    }

    /// Forgets what the next turn of a loop was to have, once nobody is left in it: until then that would be kept beside
    /// what the threads take along.
    pub(super) fn forget_loop(&self, header: usize) {
        let block = self.plan.source.blocks.blocks[header];
        for phi in block.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
            self.forget(phi);
        }
    }

    /// The same for all loops that an edge leaves.
    pub(super) fn forget_loops(&self, from: usize, to: usize) {
        for left in &self.slots.loops {
            if left.body.contains(&from) && !left.body.contains(&to) {
                self.forget_loop(left.header);
            }
        }
    }
}

//! Where threads go from the end of a block.

use super::emit::{Crowd, Emitter};
use super::lanes::Lanes;
use crate::analysis::linearize::{Next, Node};
use llvm_config::ir::{Block, Opcode, Value};

impl Emitter<'_, '_> {
    /// Goes on as if nobody had come: nobody has.
    pub(super) fn pass_by(&self, block: usize) {
        match &self.plan.linear.next[&Node::Block(block)] {
            Next::End => {
                self.b.ret(None);
            }
            Next::Jump(to) | Next::Choose(_, to) => {
                self.b.br(self.node(*to));
            }
            Next::Repeat(_) => unreachable!("only latches repeat"),
        }
    }

    /// The branch at the end of a block.
    pub(super) fn leave(&mut self, block: usize, terminator: Value, crowd: Crowd) {
        let targets = self.plan.source.graph()[block].clone();
        let next = self.plan.linear.next[&Node::Block(block)].clone();
        if targets.len() < 2 {
            if let ([to], None) = (targets.as_slice(), crowd.mask)
                && self.go_together(block, *to)
            {
                return;
            }
            for &to in &targets {
                self.edge(block, to, crowd);
            }
            return self.go_on(block, crowd);
        }
        let condition = self.lanes(terminator.condition());
        // The first target of a conditional branch is the one for true.
        let first = self.plan.source.blocks.numbers[&terminator.successors()[0]];
        assert_eq!(first, targets[0]);
        if self.plan.shapes.diverges[block] {
            self.diverge(block, &targets, condition, terminator, crowd);
            return self.go_on(block, crowd);
        }
        let Next::Choose(each, idle) = next else { unreachable!("a uniform branch chooses") };
        let condition = self.first(&condition);
        if crowd.may_be_empty {
            let any = self.any(self.mask(crowd));
            let (inside, nobody) = (self.new_block("choice"), self.node(idle));
            self.b.cond_br(any, inside, nobody);
            self.b.at_end(inside);
        }
        let crowd = Crowd { may_be_empty: false, ..crowd };
        let ways: Vec<Block> = targets.iter().map(|_| self.new_block("way")).collect();
        self.b.cond_br(condition, ways[0], ways[1]);
        let local = self.local.clone();
        for (way, (&to, &node)) in ways.iter().zip(targets.iter().zip(&each)) {
            self.local.clone_from(&local);
            self.b.at_end(*way);
            self.edge(block, to, crowd);
            self.b.br(self.node(node));
        }
    }

    /// What follows a block whose threads have been sent on.
    fn go_on(&mut self, block: usize, crowd: Crowd) {
        let next = self.plan.linear.next[&Node::Block(block)].clone();
        match next {
            Next::End => {
                self.b.ret(None);
            }
            Next::Jump(to) => {
                self.b.br(self.node(to));
            }
            Next::Choose(each, idle) => {
                if crowd.may_be_empty && idle != each[0] {
                    let any = self.any(self.mask(crowd));
                    self.b.cond_br(any, self.node(each[0]), self.node(idle));
                } else {
                    self.b.br(self.node(each[0]));
                }
            }
            Next::Repeat(_) => unreachable!("only latches repeat"),
        }
    }

    /// Threads go both ways.
    fn diverge(
        &mut self,
        block: usize,
        targets: &[usize],
        condition: Lanes,
        terminator: Value,
        crowd: Crowd,
    ) {
        // Who is not there has no condition: nothing may depend on what it would be.
        let condition = self.b.freeze(self.vector(&condition, terminator.condition().ty()));
        let taken = self.mask_of(condition);
        let (taken, rest) = match crowd.mask {
            None => (taken, self.b.not(taken)),
            Some(mask) => (self.b.and(mask, taken), self.b.and(mask, self.b.not(taken))),
        };
        if crowd.mask.is_none() {
            self.together(block, targets, terminator.condition());
        }
        if crowd.mask.is_some() {
            targets.iter().zip([taken, rest]).for_each(|(&to, mask)| self.note_mask(to, mask));
        }
        let arrivals: Vec<_> = targets.iter().map(|&to| self.arriving(block, to)).collect();
        for ((&to, arriving), mask) in targets.iter().zip(arrivals).zip([taken, rest]) {
            self.arrive(to, arriving, Crowd { mask: Some(mask), may_be_empty: true });
        }
    }

    pub(super) fn edge(&mut self, from: usize, to: usize, crowd: Crowd) {
        let arriving = self.arriving(from, to);
        self.arrive(to, arriving, crowd);
    }

    /// What the phis of `to` are to have, read before any is written.
    pub(super) fn arriving(&mut self, from: usize, to: usize) -> Vec<(Value, Lanes)> {
        let (old, blocks) = (self.plan.source.blocks.blocks[from], &self.plan.source.blocks.blocks);
        let phis: Vec<Value> =
            blocks[to].instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI).collect();
        let value = |phi: &Value| {
            let incoming = phi.incoming().into_iter().find(|&(_, from)| from == old);
            incoming.expect("a phi has a value for each predecessor").0
        };
        phis.into_iter().map(|phi| (phi, self.lanes(value(&phi)))).collect()
    }

    fn arrive(&mut self, to: usize, arriving: Vec<(Value, Lanes)>, crowd: Crowd) {
        for (phi, lanes) in arriving {
            self.store_arriving(to, phi, &lanes, crowd);
        }
        let presence = self.plan.presence[to];
        if !presence.all && presence.same_as.is_none() {
            self.add_to_mask(to, crowd);
        }
    }
}

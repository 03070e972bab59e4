//! Ways for when all threads turn out to take the same branch, where a comparison of numbers tells: without masks.
//!
//! Nobody waits anywhere then: whatever would be visited in between, by nobody, is passed over, and a block that is written
//! for all threads too (its *whole*) is entered there, as a little one on the way to such a block is.

use super::emit::{Crowd, Emitter};
use super::intervals::Quick;
use crate::analysis::linearize::Node;
use llvm_config::ir::{Block, Value};

const ALL: Crowd = Crowd { mask: None, may_be_empty: false };
/// How often threads stay together for once that they part, about.
const TOGETHER: u32 = 1000;

impl Emitter<'_, '_> {
    /// Branches there from a block that all threads visit; what is written next is for threads that part.
    pub(super) fn together(&mut self, block: usize, targets: &[usize], condition: Value) {
        let quick = self.quick(condition);
        let no = self.i32().int(1).constant(0);
        let mut last = None;
        for ((&to, &other), all) in targets.iter().zip(targets.iter().rev()).zip(quick.map(|quick| quick.all))
        {
            let Some(all) = all else { continue };
            let (way, apart) = (self.new_block("together"), self.new_block("apart"));
            last = Some(self.b.cond_br(all, way, apart));
            let local = self.local.clone();
            self.b.at_end(way);
            if !self.go_together(block, to) {
                self.pass_over(block, to);
                self.edge(block, to, ALL);
                self.note_together(to, other, quick[0].any.is_some());
                self.b.br(self.node(Node::Block(to)));
            }
            self.local = local;
            self.b.at_end(apart);
        }
        // Known of both ways: whoever comes here parts.
        if let Some(parting) = last.filter(|_| quick.iter().all(|quick| quick.all.is_some())) {
            parting.set_branch_weights(&[TOGETHER, 1]);
        }
        for (&to, quick) in targets.iter().zip(quick) {
            self.note(to, Quick { all: Some(no), ..quick });
        }
    }

    /// Says that all threads go to a block and none to another. `exact`: whether it is known of threads that part who goes
    /// where; otherwise the masks will be asked, and are here too.
    fn note_together(&mut self, to: usize, other: usize, exact: bool) {
        let truth = |truth: u64| self.i32().int(1).constant(truth);
        let (nobody, everybody) = (self.i32().constant(0), self.bits(ALL));
        let known = |any: Value, bits: Value| (exact.then_some(any), exact.then_some(bits));
        let ((any, bits), (no, none)) = (known(truth(1), everybody), known(truth(0), nobody));
        let all = truth(0);
        self.note(to, Quick { all: None, any, bits });
        self.note(other, Quick { all: Some(all), any: no, bits: none });
    }

    /// Goes where all threads do, if the program there is for all: nothing is said to masks then. False if it is not.
    pub(super) fn go_together(&mut self, block: usize, to: usize) -> bool {
        let Some(whole) = self.for_all(to) else { return false };
        self.pass_over(block, to);
        for (phi, lanes) in self.arriving(block, to) {
            self.store_arriving(to, phi, &lanes, ALL);
        }
        self.b.br(whole);
        true
    }

    /// Where the program of a block for all threads begins, if it has one.
    fn for_all(&mut self, block: usize) -> Option<Block> {
        let is_ahead = self.place(Node::Block(block)) > self.place(Node::Block(self.at));
        if self.plan.presence[block].all {
            return Some(self.node(Node::Block(block)));
        }
        if let Some(&whole) = self.wholes.get(&block) {
            return Some(whole);
        }
        let old = self.plan.source.blocks.blocks[block];
        let is_little = self.is_on_the_way(block)
            || self.all_go_one_by_one(old)
            || old.instructions().into_iter().any(|i| self.row(i).is_some());
        if !(self.asks_for_all(block) || is_ahead && is_little) {
            return None;
        }
        let whole = self.node(Node::Block(block)).function().append_block("all");
        self.wholes.insert(block, whole);
        Some(whole)
    }

    /// Where the program of a block for all threads begins, if it has one beside that for some, which asks for it or not.
    pub(super) fn beside(&mut self, block: usize) -> Option<(Block, bool)> {
        if self.plan.presence[block].all {
            return None;
        }
        let asks = self.asks_for_all(block);
        if asks {
            return self.for_all(block).map(|whole| (whole, true));
        }
        self.wholes.get(&block).map(|&whole| (whole, false))
    }

    fn asks_for_all(&self, block: usize) -> bool {
        self.is_loop_of_all(block) || self.gains_by_all(self.plan.source.blocks.blocks[block])
    }

    fn place(&self, node: Node) -> usize {
        self.plan.linear.order.iter().position(|&each| each == node).expect("every node has a place")
    }

    fn latch(&self, header: usize) -> Option<usize> {
        self.plan.linear.order.iter().position(|&each| each == Node::Latch(header))
    }

    /// What the visits between a block and one to which all go would do: they find nobody.
    fn pass_over(&mut self, block: usize, to: usize) {
        let from = self.place(Node::Block(block)) + 1;
        let until = match self.place(Node::Block(to)) {
            ahead if ahead >= from => ahead,
            // A loop's nodes end with its latch.
            _ => self.latch(to).unwrap_or(from).max(from),
        };
        let nobody = self.i32().splat(0, self.width());
        let is_block = |node: &Node| if let Node::Block(passed) = node { Some(*passed) } else { None };
        let passed: Vec<usize> = self.plan.linear.order[from..until].iter().filter_map(is_block).collect();
        for passed in passed {
            self.remember_mask(passed, nobody);
        }
        self.forget_loops(block, to);
    }
}

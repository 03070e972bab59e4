//! The blocks of a function as a graph, for the analyses, which know no LLVM.

use crate::analysis::graph::{Graph, reverse_post_order};
use crate::analysis::{loops, order};
use llvm_config::ir::{Block, Value};
use std::collections::HashMap;

/// The blocks that can be reached, numbered in reverse post-order: a definition comes before its uses (phis aside).
pub(crate) struct BlockGraph {
    pub(crate) blocks: Vec<Block>,
    pub(crate) numbers: HashMap<Block, usize>,
    /// Successors of each block in the terminator's order, none twice.
    pub(crate) successors: Graph,
}

impl BlockGraph {
    pub(crate) fn of(function: Value) -> Self {
        let all = function.blocks();
        let place: HashMap<Block, usize> = all.iter().enumerate().map(|(at, &block)| (block, at)).collect();
        let edges: Graph =
            all.iter().map(|block| block.successors().iter().map(|next| place[next]).collect()).collect();
        let blocks: Vec<Block> = reverse_post_order(&edges).into_iter().map(|at| all[at]).collect();
        let numbers: HashMap<Block, usize> =
            blocks.iter().enumerate().map(|(number, &block)| (block, number)).collect();
        let successors = blocks.iter().map(|block| distinct(block.successors(), &numbers)).collect();
        Self { blocks, numbers, successors }
    }

    /// LLVM passes to run before what wants one way into every cycle. FixIrreducible of LLVM 22 loses a value of a block to
    /// which another branches that also goes elsewhere into the cycle: no block does once such edges have a block of their own.
    pub(crate) fn passes_for_one_way_in(&self) -> Option<&'static str> {
        (!loops::is_reducible(&self.successors)).then_some("break-crit-edges,fix-irreducible")
    }

    /// The blocks in the order in which a reader meets them: a loop as a whole before what follows it.
    pub(crate) fn reading_order(&self) -> Vec<Block> {
        order::reading_order(&self.successors).into_iter().map(|number| self.blocks[number]).collect()
    }
}

fn distinct(successors: Vec<Block>, numbers: &HashMap<Block, usize>) -> Vec<usize> {
    let mut distinct = Vec::new();
    for number in successors.iter().map(|block| numbers[block]) {
        if !distinct.contains(&number) {
            distinct.push(number);
        }
    }
    distinct
}

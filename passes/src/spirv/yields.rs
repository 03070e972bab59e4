//! Lets the other threads of a block go on while one waits in a loop.
//!
//!   latch -> header                  latch -> spin.yield: anywarp.yield -> header
//!
//! CUDA guarantees progress to every thread of a resident block; Vulkan does not, neither between invocations of one
//! subgroup nor between subgroups. So every turn of a loop that waits ([`crate::waiting`]) is an operation of the
//! meeting loop ([`super::meet`]) that is complete at once. A loop each turn of which goes through a barrier of the
//! block lets the others go on already. Between blocks nothing can be done: they run as the device likes.

use super::meet::operation;
use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::blocks::BlockGraph;
use crate::nvvm::intrinsics::Meaning;
use crate::simt::edit::split_edge;
use crate::waiting;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Block, Builder, ModuleExt, Value};

/// `()`: the thread gives up its turn.
pub(super) const YIELD: &str = "anywarp.yield";

pub(super) fn run(module: &Module<'_>, kernel: Value) {
    let edges = waiting::back_edges(kernel, &waiting::functions_that_touch(module));
    let meets = with_barrier(kernel, &edges);
    let b = Builder::new(module.void());
    for ((latch, header), _) in edges.into_iter().zip(meets).filter(|(_, meets)| !meets) {
        let middle = split_edge(&b, latch, header, "spin.yield");
        b.at_end(middle);
        b.unlocate();
        let give_up = module.declare(YIELD, module.void().function(&[]));
        give_up.add_attribute(Attribute::Enum("convergent"));
        b.call_function(give_up, &[]);
        b.br(header);
    }
}

/// For each back edge, whether every turn goes through a barrier of the whole block.
fn with_barrier(kernel: Value, edges: &[(Block, Block)]) -> Vec<bool> {
    let BlockGraph { blocks, numbers, successors } = BlockGraph::of(kernel);
    let dominators = Dominators::of(&predecessors(&successors));
    let is_barrier = |&i: &Value| matches!(operation(i), Some(Meaning::Barrier { count: false, .. }));
    let barriers: Vec<usize> =
        (0..blocks.len()).filter(|&block| blocks[block].instructions().iter().any(is_barrier)).collect();
    let between = |header: usize, latch: usize| {
        barriers
            .iter()
            .any(|&barrier| dominators.dominates(header, barrier) && dominators.dominates(barrier, latch))
    };
    edges.iter().map(|(latch, header)| between(numbers[header], numbers[latch])).collect()
}

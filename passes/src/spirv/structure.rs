//! Merge and continue blocks of structured control flow.
//!
//! `structurizecfg` leaves loops with one latch and one exit, and branches that meet again. SPIR-V wants in addition that
//! every header names its merge block and every loop its continue block, and that no block plays two such parts.
//! [`separate_merges`] gives each part a block of its own; [`Structure`] then reads the parts off the graph.

use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::blame::location;
use crate::blocks::BlockGraph;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Block, Builder, ModuleExt, Opcode, Value};
use std::collections::{BTreeSet, HashMap};

/// What a header block declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merge {
    Selection {
        merge: Block,
    },
    /// A loop without exit has no merge block.
    Loop {
        merge: Option<Block>,
        continue_to: Block,
    },
}

/// The blocks of a function in an order that SPIR-V accepts, with what headers declare.
#[derive(Debug)]
pub struct Structure {
    pub order: Vec<Block>,
    pub merges: HashMap<Block, Merge>,
}

/// Blocks as numbers in reverse post-order.
struct Graph {
    order: Vec<Block>,
    numbers: HashMap<Block, usize>,
    successors: Vec<Vec<usize>>,
    predecessors: Vec<Vec<usize>>,
    dominators: Dominators,
}

struct Loop {
    header: usize,
    latches: Vec<usize>,
    body: BTreeSet<usize>,
}

impl Graph {
    fn of(function: Value) -> Self {
        let BlockGraph { blocks: order, numbers, successors } = BlockGraph::of(function);
        let predecessors = predecessors(&successors);
        let dominators = Dominators::of(&predecessors);
        Self { order, numbers, successors, predecessors, dominators }
    }

    /// Natural loops, inner ones before the loops that hold them.
    fn loops(&self) -> Vec<Loop> {
        let mut loops: Vec<Loop> = Vec::new();
        for header in 0..self.order.len() {
            let latches: Vec<usize> = self.predecessors[header]
                .iter()
                .copied()
                .filter(|&latch| self.dominators.dominates(header, latch))
                .collect();
            if latches.is_empty() {
                continue;
            }
            let mut body = BTreeSet::from([header]);
            let mut work = latches.clone();
            while let Some(node) = work.pop() {
                if body.insert(node) {
                    work.extend(&self.predecessors[node]);
                }
            }
            loops.push(Loop { header, latches, body });
        }
        loops.sort_by_key(|l| l.body.len());
        loops
    }

    /// Targets of edges that leave a loop.
    fn exits(&self, l: &Loop) -> BTreeSet<usize> {
        let targets = l.body.iter().flat_map(|&node| &self.successors[node]);
        targets.copied().filter(|target| !l.body.contains(target)).collect()
    }
}

/// Inserts blocks until no block is the merge or continue block of two headers, or both header and merge.
///
/// # Errors
/// Branches that meet again only where a loop begins, which waiting loops with several ways in can lead to.
pub(crate) fn separate_merges(module: &Module<'_>, function: Value) -> Result<(), Diagnostics> {
    let b = Builder::new(module.void());
    let headers: Vec<Block> = {
        let graph = Graph::of(function);
        graph.loops().iter().map(|l| graph.order[l.header]).collect()
    };
    for header in headers {
        split_loop(&b, function, header);
    }
    while split_shared_merge(&b, function)? {}
    Ok(())
}

/// A loop gets a header that only enters, a latch that only repeats and an exit block that only leaves.
fn split_loop(b: &Builder, function: Value, header: Block) {
    let graph = Graph::of(function);
    let Some(l) = graph.loops().into_iter().find(|l| graph.order[l.header] == header) else { return };
    if let Some(top) = exit_at_top(b, function, &graph, &l) {
        return split_loop(b, function, top);
    }
    let latches: Vec<Block> = l.latches.iter().map(|&n| graph.order[n]).collect();
    divert(b, function, &latches, header, "continue");
    for exit in graph.exits(&l) {
        let target = graph.order[exit];
        let leaving: Vec<Block> = graph.predecessors[exit]
            .iter()
            .filter(|node| l.body.contains(node))
            .map(|&n| graph.order[n])
            .collect();
        divert(b, function, &leaving, target, "break");
    }
    let first = header.instructions().into_iter().find(|i| i.opcode() != Opcode::LLVMPHI);
    if let Some(first) = first {
        let body = super::memory_intrinsics::split_before(b, first);
        b.at_end(header);
        b.br(body);
    }
}

/// Makes a loop that leaves at its latch leave at its top instead, where what is used after the loop is a phi.
///
///   header: ...                          top: leave = phi [false, entry], [%leave, latch]
///                                             %v.out = phi [0, entry], [%v, latch]; br leave, exit(%v.out), header
///   latch: br %leave, exit(%v), header   latch: br top
///
/// Threads leave a loop at different times. A device that keeps their values in vectors saves each thread's value where
/// a phi is assigned; Mesa's llvmpipe does so only there, and loses values that leave a loop in another way.
fn exit_at_top(b: &Builder, function: Value, graph: &Graph, l: &Loop) -> Option<Block> {
    let [latch] = l.latches[..] else { return None };
    let (header, latch) = (graph.order[l.header], graph.order[latch]);
    let terminator = latch.terminator()?;
    let targets = terminator.successors();
    let exits = graph.exits(l);
    let exit = graph.order[*exits.first()?];
    let leaves_elsewhere = graph.predecessors[graph.numbers[&exit]]
        .iter()
        .any(|node| l.body.contains(node) && graph.order[*node] != latch);
    if exits.len() != 1 || leaves_elsewhere || targets.len() != 2 {
        return None;
    }
    let bit = terminator.condition().ty();
    b.before(terminator);
    b.unlocate();
    let condition = terminator.condition();
    let leave = if targets[0] == exit { condition } else { b.not(condition) };
    let top = function.append_block("top");
    b.at_end(top);
    let outside: Vec<Block> = graph.predecessors[l.header]
        .iter()
        .filter(|node| !l.body.contains(node))
        .map(|&node| graph.order[node])
        .collect();
    let carried = |first: Value, again: Value| {
        b.at_end(top);
        let phi = b.phi(again.ty());
        outside.iter().for_each(|&block| phi.add_incoming(first, block));
        phi.add_incoming(again, latch);
        phi
    };
    for phi in header.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
        b.at_end(top);
        let moved = b.phi(phi.ty());
        phi.incoming().into_iter().for_each(|(value, block)| moved.add_incoming(value, block));
        phi.replace_all_uses_with(moved);
        phi.erase();
    }
    let leaving = carried(bit.null(), leave);
    for phi in exit.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
        let incoming = phi.incoming();
        let value = incoming.iter().find(|(_, block)| *block == latch).map(|(value, _)| *value)?;
        let kept = carried(value.ty().null(), value);
        b.before(phi);
        let new = b.phi(phi.ty());
        for (value, block) in incoming {
            if block == latch {
                new.add_incoming(kept, top);
            } else {
                new.add_incoming(value, block);
            }
        }
        phi.replace_all_uses_with(new);
        phi.erase();
    }
    b.at_end(top);
    b.cond_br(leaving, exit, header);
    for block in outside {
        lead(block, header, top);
    }
    terminator.erase();
    b.at_end(latch);
    b.br(top);
    Some(top)
}

/// Finds one merge block that also plays another part, and gives the innermost header a block of its own before it.
fn split_shared_merge(b: &Builder, function: Value) -> Result<bool, Diagnostics> {
    let structure = Structure::of(function);
    let Ok(structure) = structure else { return Ok(false) };
    let graph = Graph::of(function);
    let mut taken: HashMap<Block, usize> = HashMap::new();
    let mut reserved: BTreeSet<usize> = BTreeSet::new();
    for (node, block) in graph.order.iter().enumerate() {
        if let Some(Merge::Loop { merge, continue_to }) = structure.merges.get(block) {
            reserved.insert(graph.numbers[continue_to]);
            reserved.extend(merge.iter().map(|merge| graph.numbers[merge]));
            reserved.insert(node);
        }
    }
    // Later headers in this order are further inside.
    let mut shared = None;
    for (node, block) in graph.order.iter().enumerate() {
        let Some(&Merge::Selection { merge }) = structure.merges.get(block) else { continue };
        if taken.insert(merge, node).is_some() || reserved.contains(&graph.numbers[&merge]) {
            shared = Some((node, merge));
        }
    }
    let Some((node, merge)) = shared else { return Ok(false) };
    let place = graph.numbers[&merge];
    if graph.predecessors[place].iter().any(|&p| graph.dominators.dominates(place, p)) {
        let what = "loops that wait for other threads, inside each other or with several ways out, do not become structured \
                    control flow, which Vulkan devices need";
        let advice = "write the loop with one way out, or run the program on the wasm device";
        let error = Diagnostic::new(Code::Unsupported, what).at(location(function)).note(advice);
        return Err(vec![error]);
    }
    let inside: Vec<Block> = graph.predecessors[place]
        .iter()
        .filter(|&&p| graph.dominators.dominates(node, p))
        .map(|&p| graph.order[p])
        .collect();
    divert(b, function, &inside, merge, "join");
    Ok(true)
}

/// Leads the edges `from` -> `to` through a new block, where phis of `to` are split accordingly.
fn divert(b: &Builder, function: Value, from: &[Block], to: Block, name: &str) -> Block {
    let middle = function.append_block(name);
    b.unlocate();
    b.at_end(middle);
    let mut replaced = Vec::new();
    for phi in to.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI) {
        b.at_end(middle);
        let joined = b.phi(phi.ty());
        b.before(phi);
        let rest = b.phi(phi.ty());
        for (value, block) in phi.incoming() {
            (if from.contains(&block) { joined } else { rest }).add_incoming(value, block);
        }
        rest.add_incoming(joined, middle);
        replaced.push((phi, rest));
    }
    for (phi, rest) in replaced {
        phi.replace_all_uses_with(rest);
        phi.erase();
    }
    b.at_end(middle);
    b.br(to);
    for &block in from {
        lead(block, to, middle);
    }
    middle
}

/// The edges `from` -> `old` go to `new`.
fn lead(from: Block, old: Block, new: Block) {
    let Some(terminator) = from.terminator() else { return };
    for (index, successor) in terminator.successors().into_iter().enumerate() {
        if successor == old {
            terminator.set_successor(index as u32, new);
        }
    }
}

impl Structure {
    /// # Errors
    /// Control flow that is not structured: a bug of a pass before.
    pub fn of(function: Value) -> Result<Self, Diagnostics> {
        let graph = Graph::of(function);
        let post = Dominators::reversed(&graph.successors);
        let mut merges = HashMap::new();
        let mut leaves: BTreeSet<usize> = BTreeSet::new();
        let loops = graph.loops();
        for l in &loops {
            let exits = graph.exits(l);
            let ([latch], true) = (&l.latches[..], exits.len() <= 1) else {
                return Err(crate::internal("a loop with several exits or latches is left"));
            };
            let merge = exits.first().map(|&exit| graph.order[exit]);
            leaves.extend(exits);
            leaves.insert(*latch);
            merges.insert(graph.order[l.header], Merge::Loop { merge, continue_to: graph.order[*latch] });
        }
        for (node, block) in graph.order.iter().enumerate() {
            let targets = &graph.successors[node];
            // A branch that leaves or repeats the loop around it needs no merge block.
            let leaves_loop = targets.iter().any(|target| leaves.contains(target));
            if targets.len() < 2 || merges.contains_key(block) || leaves_loop {
                continue;
            }
            let Some(merge) = post[node] else {
                return Err(crate::internal("branches that never meet again are left"));
            };
            merges.insert(*block, Merge::Selection { merge: graph.order[merge] });
        }
        Ok(Self { order: graph.order, merges })
    }
}

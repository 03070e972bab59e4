//! Hands vectors to and from blocks that rarely run through memory.
//!
//! A loop over vectors has, beside its turns for all threads, those for some, which rarely come. Runtimes give a value
//! a register for as long as it lives anywhere, and what goes from turn to turn lives in the rare blocks too, where a
//! hundred others do: then it has none, in the loop either. So whatever rare blocks take along is stored where they
//! begin, and what they leave is loaded where they end.

use crate::analysis::dominators::Dominators;
use crate::analysis::graph::predecessors;
use crate::blocks::BlockGraph;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Block, Builder, ModuleExt, Opcode, Type, TypeKind, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub(crate) const PASS: Pass = Pass {
    name: "part-rare-blocks",
    about: "Hands vectors to and from rare blocks through memory, so that these take no registers from the others.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// A branch goes a rare way at most once in so many times.
const RARE: u64 = 64;
const ALIGNMENT: u32 = 16;

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    for function in unit.module.functions().into_iter().filter(|f| !f.is_declaration()) {
        if split_rare_edges(&b, function) {
            Parting::of(&b, function).part();
        }
    }
    Ok(())
}

/// Puts a block on every edge from a common block to a rare one; false if there is none.
fn split_rare_edges(b: &Builder, function: Value) -> bool {
    let graph = BlockGraph::of(function);
    let rare = rare_blocks(&graph);
    for (number, &from) in graph.blocks.iter().enumerate().filter(|(number, _)| !rare.contains(number)) {
        let into: Vec<usize> =
            graph.successors[number].iter().copied().filter(|to| rare.contains(to)).collect();
        for to in into {
            split(b, from, graph.blocks[to]);
        }
    }
    !rare.is_empty()
}

/// The blocks to which all ways go along a rare edge.
fn rare_blocks(graph: &BlockGraph) -> BTreeSet<usize> {
    let mut common = BTreeSet::from([0]);
    let mut from = vec![0];
    while let Some(number) = from.pop() {
        for to in common_successors(graph.blocks[number]) {
            let to = graph.numbers[&to];
            if common.insert(to) {
                from.push(to);
            }
        }
    }
    (0..graph.blocks.len()).filter(|number| !common.contains(number)).collect()
}

fn common_successors(block: Block) -> Vec<Block> {
    let Some(end) = block.terminator() else { return Vec::new() };
    let weights = match end.successors().len() {
        0 | 1 => None,
        _ => end.branch_weights(),
    };
    let Some(weights) = weights else { return end.successors() };
    let sum: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
    let is_common = |weight: u32| u64::from(weight) * RARE > sum;
    end.successors()
        .into_iter()
        .zip(weights)
        .filter(|(_, weight)| is_common(*weight))
        .map(|(to, _)| to)
        .collect()
}

/// A block of its own for the edges between two.
fn split(b: &Builder, from: Block, to: Block) {
    let between = Value::insert_block_before(to, "rare");
    b.at_end(between);
    b.unlocate();
    b.br(to);
    let end = from.terminator().expect("it has successors");
    for (index, _) in end.successors().into_iter().enumerate().filter(|(_, next)| *next == to) {
        end.set_successor(index as u32, between);
    }
    super::phis::come_from(b, to, from, &[between]);
}

/// A use of a value: by an instruction, or by a phi for those who come from a block.
#[derive(Clone, Copy)]
struct Use {
    user: Value,
    operand: u32,
    /// Where it is used; for a phi the block from which it comes.
    at: usize,
}

struct Parting<'b> {
    b: &'b Builder,
    function: Value,
    graph: BlockGraph,
    rare: BTreeSet<usize>,
    dominators: Dominators,
    /// Rare blocks that follow common ones, with these.
    entries: Vec<(usize, usize)>,
    /// For each rare block the entries from which rare blocks lead to it.
    entered: HashMap<usize, BTreeSet<usize>>,
}

impl<'b> Parting<'b> {
    fn of(b: &'b Builder, function: Value) -> Self {
        let graph = BlockGraph::of(function);
        let rare = rare_blocks(&graph);
        let before = predecessors(&graph.successors);
        let entries: Vec<(usize, usize)> = rare
            .iter()
            .flat_map(|&block| before[block].iter().map(move |&from| (block, from)))
            .filter(|(_, from)| !rare.contains(from))
            .collect();
        let mut entered: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        for &(entry, _) in &entries {
            let mut open = vec![entry];
            while let Some(block) = open.pop() {
                if entered.entry(block).or_default().insert(entry) {
                    open.extend(graph.successors[block].iter().filter(|to| rare.contains(to)));
                }
            }
        }
        let dominators = Dominators::of(&before);
        Self { b, function, graph, rare, dominators, entries, entered }
    }

    fn part(&self) {
        let mut taken: Vec<(Value, Vec<Use>)> = Vec::new();
        let mut left: BTreeMap<usize, Vec<(Value, Use)>> = BTreeMap::new();
        for (number, &block) in self.graph.blocks.iter().enumerate() {
            for value in block.instructions().into_iter().filter(|i| is_vector(i.ty())) {
                let (in_rare, elsewhere): (Vec<Use>, Vec<Use>) =
                    self.uses(value).into_iter().partition(|each| self.rare.contains(&each.at));
                if !self.rare.contains(&number) {
                    if !in_rare.is_empty() {
                        taken.push((value, in_rare));
                    }
                    continue;
                }
                assert!(elsewhere.is_empty(), "what rare blocks make comes out of them through phis");
                for each in in_rare.into_iter().filter(|each| self.leaves(each)) {
                    left.entry(each.at).or_default().push((value, each));
                }
            }
        }
        for (value, uses) in taken {
            self.take(value, &uses);
        }
        for (block, values) in left {
            self.leave(self.graph.blocks[block], &values);
        }
    }

    fn uses(&self, value: Value) -> Vec<Use> {
        let mut users = value.users();
        users.sort_by_key(|user| self.graph.numbers.get(&user.block()).copied());
        users.dedup();
        let mut uses = Vec::new();
        for user in users {
            let incoming = if user.opcode() == Opcode::LLVMPHI { user.incoming() } else { Vec::new() };
            for (index, operand) in
                user.operands().into_iter().enumerate().filter(|(_, operand)| *operand == value)
            {
                debug_assert_eq!(operand, value);
                let block = incoming.get(index).map_or(user.block(), |(_, from)| *from);
                // What cannot be reached needs nothing.
                if let Some(&at) = self.graph.numbers.get(&block) {
                    uses.push(Use { user, operand: index as u32, at });
                }
            }
        }
        uses
    }

    /// True for what a rare block gives the phi of a common one.
    fn leaves(&self, each: &Use) -> bool {
        each.user.opcode() == Opcode::LLVMPHI
            && self.graph.numbers.get(&each.user.block()).is_some_and(|to| !self.rare.contains(to))
    }

    fn memory(&self, ty: Type) -> Value {
        self.b.before(self.function.blocks()[0].instructions()[0]);
        self.b.unlocate();
        self.b.alloca(ty, ALIGNMENT)
    }

    /// A value of common blocks for its uses in rare ones: stored where these begin.
    fn take(&self, value: Value, uses: &[Use]) {
        let memory = self.memory(value.ty());
        let made = self.graph.numbers[&value.block()];
        let wanted: BTreeSet<usize> = uses.iter().flat_map(|each| &self.entered[&each.at]).copied().collect();
        for &(entry, from) in self.entries.iter().filter(|(entry, _)| wanted.contains(entry)) {
            if self.dominators.dominates(made, from) {
                self.b.before(self.graph.blocks[entry].instructions()[0]);
                self.b.unlocate();
                self.b.store(value, memory, ALIGNMENT);
            }
        }
        let mut loaded: HashMap<usize, Value> = HashMap::new();
        for each in uses {
            let is_phi = each.user.opcode() == Opcode::LLVMPHI;
            let block = self.graph.blocks[each.at];
            let load = if is_phi {
                self.b.before(block.terminator().expect("every block ends"));
                self.b.load(value.ty(), memory, ALIGNMENT)
            } else {
                *loaded.entry(each.at).or_insert_with(|| {
                    let first = block
                        .instructions()
                        .into_iter()
                        .find(|i| i.opcode() != Opcode::LLVMPHI && i.operands().contains(&value));
                    self.b.before(first.expect("the block uses it"));
                    self.b.load(value.ty(), memory, ALIGNMENT)
                })
            };
            each.user.set_operand(each.operand, load);
        }
    }

    /// Values of a rare block for the phis of common ones: all are stored before the first is loaded, since runtimes
    /// know what the last store wrote.
    fn leave(&self, block: Block, values: &[(Value, Use)]) {
        let stored: Vec<Value> = values.iter().map(|(value, _)| self.memory(value.ty())).collect();
        self.b.before(block.terminator().expect("every block ends"));
        self.b.unlocate();
        for ((value, _), &memory) in values.iter().zip(&stored) {
            self.b.store(*value, memory, ALIGNMENT);
        }
        for ((value, each), &memory) in values.iter().zip(&stored) {
            each.user.set_operand(each.operand, self.b.load(value.ty(), memory, ALIGNMENT));
        }
    }
}

fn is_vector(ty: Type) -> bool {
    ty.kind() == TypeKind::Vector
}

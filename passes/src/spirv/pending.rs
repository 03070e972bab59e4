//! Reads of device memory whose value may still be on its way at a barrier.
//!
//! A value that goes into shared memory before the barrier has arrived by then, and so have the reads that it was computed
//! from: the sum of a loop over many reads stands for all of them. A forward analysis of one read keeps the values that
//! need it; what an earlier turn of a loop read is kept apart from the last one, and both must have arrived.

use super::dialect;
use crate::blocks::BlockGraph;
use llvm_config::ir::{Opcode, Value};
use std::collections::{HashMap, HashSet};

/// Barriers at which a read may be pending.
pub(super) struct Pending<'a> {
    pub(super) graph: &'a BlockGraph,
    /// By block, in order.
    pub(super) instructions: &'a [Vec<Value>],
    pub(super) barriers: &'a HashSet<Value>,
    pub(super) arriving: &'a Arriving,
    /// True for stores that others of the block see: `(value, …)`.
    pub(super) is_shared_store: &'a dyn Fn(Value) -> bool,
}

/// The phis at the end of an edge, from one block's number to another's, and what they have from there.
pub(super) type Arriving = HashMap<(usize, usize), Vec<(Value, Value)>>;

pub(super) fn arriving(graph: &BlockGraph) -> Arriving {
    let mut arriving = Arriving::new();
    for (to, block) in graph.blocks.iter().enumerate() {
        let phis = block.instructions().into_iter().take_while(|i| i.opcode() == Opcode::LLVMPHI);
        for phi in phis {
            for (value, from) in phi.incoming() {
                if let Some(&from) = graph.numbers.get(&from) {
                    arriving.entry((from, to)).or_default().push((phi, value));
                }
            }
        }
    }
    arriving
}

/// The values from which a pending read can be told to have arrived; nothing if none is pending.
type Witnesses = Option<HashSet<Value>>;

/// What is pending: reads of earlier turns of a loop, and the last one.
#[derive(Clone, Default, PartialEq)]
struct State {
    earlier: Witnesses,
    last: Witnesses,
}

impl Pending<'_> {
    pub(super) fn at(&self, read: Value) -> HashSet<Value> {
        let mut found = HashSet::new();
        let mut entered: Vec<Option<State>> = vec![None; self.graph.blocks.len()];
        let start = self.graph.numbers[&read.block()];
        entered[start] = Some(State::default());
        let mut work = vec![start];
        while let Some(block) = work.pop() {
            let Some(mut state) = entered[block].clone() else { continue };
            for &i in &self.instructions[block] {
                self.pass(i, read, &mut state, &mut found);
            }
            for &next in &self.graph.successors[block] {
                let mut state = state.clone();
                state.enter(self.arriving.get(&(block, next)).map_or(&[], Vec::as_slice));
                let merged = match &entered[next] {
                    Some(known) => known.merge(&state),
                    None => state,
                };
                if entered[next].as_ref() != Some(&merged) {
                    entered[next] = Some(merged);
                    work.push(next);
                }
            }
        }
        found
    }

    fn pass(&self, i: Value, read: Value, state: &mut State, found: &mut HashSet<Value>) {
        if i == read {
            state.earlier = both(&state.earlier, &state.last);
            state.last = Some(HashSet::from([read]));
        } else if self.barriers.contains(&i) {
            if *state != State::default() {
                found.insert(i);
            }
        } else if (self.is_shared_store)(i) {
            let value = i.operand(0);
            for witnesses in [&mut state.earlier, &mut state.last] {
                if witnesses.as_ref().is_some_and(|witnesses| witnesses.contains(&value)) {
                    *witnesses = None;
                }
            }
        } else if i.opcode() != Opcode::LLVMPHI {
            for witnesses in [&mut state.earlier, &mut state.last].into_iter().flatten() {
                keep(witnesses, i, needs(i, witnesses));
            }
        }
    }
}

impl State {
    /// Follows an edge to phis, which have these values from there.
    fn enter(&mut self, arriving: &[(Value, Value)]) {
        for witnesses in [&mut self.earlier, &mut self.last].into_iter().flatten() {
            let needing: Vec<bool> = arriving.iter().map(|(_, value)| witnesses.contains(value)).collect();
            for (&(phi, _), needs) in arriving.iter().zip(needing) {
                keep(witnesses, phi, needs);
            }
        }
    }

    fn merge(&self, other: &Self) -> Self {
        Self { earlier: both(&self.earlier, &other.earlier), last: both(&self.last, &other.last) }
    }
}

/// What is pending on either side must have arrived.
fn both(one: &Witnesses, other: &Witnesses) -> Witnesses {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.intersection(other).copied().collect()),
        (one, other) => one.clone().or_else(|| other.clone()),
    }
}

fn keep(witnesses: &mut HashSet<Value>, value: Value, is_one: bool) {
    if is_one {
        witnesses.insert(value);
    } else {
        // A new turn of a loop has computed it anew.
        witnesses.remove(&value);
    }
}

/// True if the instruction cannot be computed without a witness.
fn needs(i: Value, witnesses: &HashSet<Value>) -> bool {
    let has = |operand: u32| witnesses.contains(&i.operand(operand));
    match i.opcode() {
        Opcode::LLVMSelect => has(0) || (has(1) && has(2)),
        Opcode::LLVMCall => is_arithmetic(i) && i.arguments().iter().any(|value| witnesses.contains(value)),
        _ => !i.is_terminator() && (0..i.operand_count()).any(has),
    }
}

fn is_arithmetic(call: Value) -> bool {
    let Some(function) = call.called_function() else { return false };
    let name = function.name();
    function.is_intrinsic()
        || name.starts_with(dialect::FMA)
        || [dialect::MINIMUM, dialect::MAXIMUM, dialect::ROUGH_POWER, dialect::SATURATE]
            .contains(&name.as_str())
        || [dialect::ROUGH_SINGLE_QUOTIENT, dialect::ROUGH_INVERSE_ROOT].contains(&name.as_str())
}

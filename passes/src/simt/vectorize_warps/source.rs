//! A thread function as the analyses see it: blocks and values by number, with what each value is made of.

use super::calls::{Called, called};
use super::version::Version;
use crate::analysis::graph::Graph;
use crate::analysis::shapes::{Code, Definition, Shape, Shapes, analyse};
use crate::blocks::BlockGraph;
use llvm_config::ir::{Layout, Opcode, TypeKind, Value, ValueKind};
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) struct Source {
    pub(super) blocks: BlockGraph,
    /// Instructions with a value, by number; number 0 stands for everything that is no instruction.
    numbers: HashMap<Value, usize>,
    definitions: Vec<(usize, Definition)>,
    conditions: BTreeMap<usize, usize>,
}

impl Source {
    /// `layout` is the target's.
    pub(super) fn of(function: Value, version: Version, layout: &Layout) -> Self {
        let blocks = BlockGraph::of(function);
        let mut numbers = HashMap::new();
        for block in &blocks.blocks {
            for i in block.instructions().into_iter().filter(|i| i.ty().kind() != TypeKind::Void) {
                numbers.insert(i, numbers.len() + 1);
            }
        }
        let mut source = Self {
            blocks,
            numbers,
            definitions: vec![(0, Definition::Given(Shape::Uniform))],
            conditions: BTreeMap::new(),
        };
        for number in 0..source.blocks.blocks.len() {
            let block = source.blocks.blocks[number];
            for i in block.instructions() {
                if source.numbers.contains_key(&i) {
                    let definition = source.definition(i, version, layout);
                    source.definitions.push((number, definition));
                }
            }
            if source.graph()[number].len() > 1 {
                let condition = block.terminator().expect("every block ends").condition();
                source.conditions.insert(number, source.number(condition));
            }
        }
        source
    }

    pub(super) fn graph(&self) -> &Graph {
        &self.blocks.successors
    }

    pub(super) fn number(&self, value: Value) -> usize {
        self.numbers.get(&value).copied().unwrap_or(0)
    }

    pub(super) fn shapes(&self) -> Shapes {
        analyse(&Code { graph: self.graph(), values: &self.definitions, conditions: &self.conditions })
    }

    fn definition(&self, i: Value, version: Version, layout: &Layout) -> Definition {
        let operand = |index: u32| self.number(i.operand(index));
        let all = || Definition::Pure(i.operands().into_iter().map(|value| self.number(value)).collect());
        // Of 64-bit values only the lower half is known to grow evenly: addresses have 32 bits.
        let is_wide = i.ty().kind() == TypeKind::Integer && i.ty().int_width() > 32;
        let sum = |terms: Vec<(usize, i64)>| {
            if is_wide { Definition::LowSum(terms) } else { Definition::Sum(terms) }
        };
        let is_word = |value: Value| {
            value.ty().is_pointer() || value.ty().kind() == TypeKind::Integer && value.ty().int_width() >= 32
        };
        match i.opcode() {
            Opcode::LLVMPHI => {
                Definition::Phi(i.incoming().into_iter().map(|(value, _)| self.number(value)).collect())
            }
            Opcode::LLVMAlloca => {
                let bytes = layout.alloc_bytes(i.allocated_type());
                Definition::Given(Shape::Affine(bytes.max(1) as i64))
            }
            _ if i.ty().kind() == TypeKind::Integer && i.ty().int_width() > 64 => all(),
            Opcode::LLVMAdd => sum(vec![(operand(0), 1), (operand(1), 1)]),
            Opcode::LLVMOr if i.is_disjoint_or() => sum(vec![(operand(0), 1), (operand(1), 1)]),
            Opcode::LLVMSub => sum(vec![(operand(0), 1), (operand(1), -1)]),
            Opcode::LLVMMul => match i.operand(1).as_int() {
                Some(factor) => sum(vec![(operand(0), factor)]),
                None => all(),
            },
            Opcode::LLVMShl => match i.operand(1).as_uint() {
                Some(by) if by < 31 => sum(vec![(operand(0), 1 << by)]),
                _ => all(),
            },
            Opcode::LLVMLShr | Opcode::LLVMUDiv | Opcode::LLVMAnd | Opcode::LLVMURem => {
                part_of_index(i, version).map_or_else(all, Definition::Given)
            }
            Opcode::LLVMGetElementPtr => {
                let bytes = layout.alloc_bytes(i.gep_source_type()) as i64;
                sum(vec![(operand(0), 1), (operand(1), bytes)])
            }
            Opcode::LLVMTrunc | Opcode::LLVMIntToPtr if is_word(i.operand(0)) => Definition::Same(operand(0)),
            Opcode::LLVMFreeze if is_wide => Definition::LowSum(vec![(operand(0), 1)]),
            Opcode::LLVMFreeze => Definition::Same(operand(0)),
            Opcode::LLVMZExt | Opcode::LLVMSExt | Opcode::LLVMPtrToInt if is_word(i.operand(0)) => {
                if is_wide { Definition::LowSum(vec![(operand(0), 1)]) } else { Definition::Same(operand(0)) }
            }
            // The address, not whether it is volatile, decides: one access serves all threads.
            Opcode::LLVMLoad => Definition::Pure(vec![operand(0)]),
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg => Definition::Given(Shape::Varying),
            Opcode::LLVMCall => self.call(i, version),
            _ => all(),
        }
    }

    fn call(&self, i: Value, version: Version) -> Definition {
        let arguments = || i.arguments().into_iter().map(|value| self.number(value)).collect();
        match called(i) {
            Called::ThreadIndex(axis) => Definition::Given(version.thread_index(axis)),
            Called::Lane => Definition::Given(Shape::Affine(1)),
            Called::Uniform | Called::Nothing | Called::Suspend => Definition::Given(Shape::Uniform),
            Called::Widen | Called::Elementwise(_) => Definition::Pure(arguments()),
            Called::Result => match arrival(i) {
                Some(arrival) => self.result(arrival),
                None => Definition::Given(Shape::Varying),
            },
            _ => Definition::Given(Shape::Varying),
        }
    }

    /// What an operation of the warp or block gives.
    fn result(&self, arrival: Value) -> Definition {
        if called(arrival) == Called::ArriveBarrier {
            return Definition::Given(Shape::Uniform);
        }
        let arguments = arrival.arguments();
        match arguments[1].as_uint() {
            // Votes and reductions: alike for all whom the mask names.
            Some(5..=8 | 11..=18) => Definition::Pure(vec![self.number(arguments[2])]),
            Some(19) => Definition::Given(Shape::Uniform),
            _ => Definition::Given(Shape::Varying),
        }
    }
}

/// The arrival whose result a call reads: the last one before it in its block.
pub(super) fn arrival(result: Value) -> Option<Value> {
    let before = result.block().instructions().into_iter().take_while(|&i| i != result);
    let arrives = |i: &Value| {
        i.opcode() == Opcode::LLVMCall && matches!(called(*i), Called::ArriveWarp | Called::ArriveBarrier)
    };
    before.filter(arrives).last()
}

/// The number of a group within its block or grid, and of a thread in such a part: `i / 32` is the same for all
/// threads of a group if the first one's `i` is a multiple of the width, and `i % 32` grows as `i` does.
fn part_of_index(i: Value, version: Version) -> Option<Shape> {
    let width = u64::from(version.width());
    let constant = i.operand(1).as_uint()?;
    // Threads may have come to a phi by different ways.
    let is_phi = |value: &Value| value.is_instruction() && value.opcode() == Opcode::LLVMPHI;
    let mut from = vec![i.operand(0)];
    while let Some(value) = from.pop() {
        if is_phi(&value) {
            return None;
        }
        if value.is_instruction() && value.opcode() != Opcode::LLVMCall {
            from.extend(value.operands());
        }
    }
    if !begins_at_multiple(i.operand(0), version) {
        return None;
    }
    match i.opcode() {
        Opcode::LLVMLShr if constant < 32 && (1 << constant) % width == 0 => Some(Shape::Uniform),
        Opcode::LLVMUDiv if constant > 0 && constant % width == 0 => Some(Shape::Uniform),
        Opcode::LLVMURem if constant > 0 && constant % width == 0 => Some(Shape::Affine(1)),
        Opcode::LLVMAnd if constant % width == width - 1 => Some(Shape::Affine(1)),
        Opcode::LLVMAnd if constant % width == 0 => Some(Shape::Uniform),
        _ => None,
    }
}

/// True for values that grow by one from thread to thread, from a multiple of the width.
pub(super) fn begins_at_multiple(value: Value, version: Version) -> bool {
    begins_so(value, version, &mut HashSet::new())
}

/// A phi begins so if all that comes to it does, itself taken for granted.
fn begins_so(value: Value, version: Version, seen: &mut HashSet<Value>) -> bool {
    if value.kind() != ValueKind::Instruction {
        return false;
    }
    let mut begins = |index| begins_so(value.operand(index), version, seen);
    let multiple = |index| is_multiple(value.operand(index), version);
    match value.opcode() {
        Opcode::LLVMCall => match called(value) {
            Called::ThreadIndex(axis) => version.thread_index(axis) == Shape::Affine(1),
            Called::Lane => true,
            _ => false,
        },
        Opcode::LLVMAdd => begins(0) && multiple(1) || begins(1) && multiple(0),
        Opcode::LLVMOr if value.is_disjoint_or() => begins(0) && multiple(1) || begins(1) && multiple(0),
        // No multiple of the width and the next numbers lie on both sides of an overflow.
        Opcode::LLVMZExt | Opcode::LLVMSExt | Opcode::LLVMTrunc | Opcode::LLVMFreeze => begins(0),
        Opcode::LLVMPHI => {
            !seen.insert(value)
                || value.incoming().into_iter().all(|(from, _)| begins_so(from, version, seen))
        }
        _ => false,
    }
}

/// True for values that are the same for all threads and multiples of the width.
fn is_multiple(value: Value, version: Version) -> bool {
    let width = u64::from(version.width());
    if let Some(constant) = value.as_uint() {
        return constant % width == 0;
    }
    if value.kind() != ValueKind::Instruction {
        return false;
    }
    let operand = |index| value.operand(index);
    match value.opcode() {
        // The aligned version runs if it is.
        Opcode::LLVMCall => version.is_aligned() && value.is_call_to("anywarp_ntid_x"),
        Opcode::LLVMMul => {
            let is_uniform = |value: Value| is_uniform_register(value);
            is_multiple(operand(0), version) && is_uniform(operand(1))
                || is_multiple(operand(1), version) && is_uniform(operand(0))
        }
        Opcode::LLVMShl => {
            operand(1).as_uint().is_some_and(|by| by < 32 && (1_u64 << by).is_multiple_of(width))
                && is_uniform_register(operand(0))
        }
        _ => false,
    }
}

fn is_uniform_register(value: Value) -> bool {
    value.is_constant()
        || value.kind() == ValueKind::Instruction
            && value.opcode() == Opcode::LLVMCall
            && called(value) == Called::Uniform
}

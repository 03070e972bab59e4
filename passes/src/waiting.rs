//! Loops that wait: whose exit depends on memory that other threads write.
//!
//! A loop waits if an exit condition depends on a volatile or atomic access of the loop, on a plain load of a loop
//! that also fences, or on a call of a function that does so; also if such a value only chooses what the condition
//! will be (`if (taken) done = true`). A compare-and-swap whose expected value comes from its own last result does
//! not wait: it fails only if somebody else succeeded. Nor does a loop that ends by a counter which it advances itself.

use crate::analysis::loops;
use crate::blocks::BlockGraph;
use crate::nvvm::intrinsics::{Meaning, meaning};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{AtomicOperation, Block, ModuleExt, Opcode, Value};
use std::collections::HashSet;

/// The back edges (latch and header) of the loops that wait; `touching` are the functions whose result may tell what
/// another thread did.
pub(crate) fn back_edges(function: Value, touching: &HashSet<Value>) -> Vec<(Block, Block)> {
    let BlockGraph { blocks, successors, .. } = BlockGraph::of(function);
    let mut edges: Vec<(usize, usize)> = loops::find(&successors)
        .into_iter()
        .filter(|found| Body::new(found.body.iter().map(|&node| blocks[node]).collect(), touching).waits())
        .map(|found| (found.latch, found.header))
        .collect();
    edges.dedup();
    edges.into_iter().map(|(latch, header)| (blocks[latch], blocks[header])).collect()
}

/// A loop, as far as it matters for what its exits depend on.
struct Body<'l> {
    blocks: HashSet<Block>,
    /// Functions whose result may tell what another thread did.
    touching: &'l HashSet<Value>,
    fences: bool,
    /// Values that were looked at already.
    seen: HashSet<Value>,
}

impl<'l> Body<'l> {
    fn new(blocks: HashSet<Block>, touching: &'l HashSet<Value>) -> Self {
        let mut instructions = blocks.iter().flat_map(|block| block.instructions());
        let fences = instructions.any(is_fence);
        Self { blocks, touching, fences, seen: HashSet::new() }
    }

    /// True if an exit of the loop depends on what others write.
    fn waits(mut self) -> bool {
        let exits: Vec<Value> = self
            .branches()
            .into_iter()
            .filter(|branch| branch.successors().iter().any(|successor| !self.blocks.contains(successor)))
            .collect();
        exits.into_iter().any(|exit| self.depends_on_others(exit.condition()))
    }

    /// Terminators with a choice.
    fn branches(&self) -> Vec<Value> {
        let terminators = self.blocks.iter().filter_map(|block| block.terminator());
        terminators.filter(|terminator| terminator.successors().len() > 1).collect()
    }

    fn contains(&self, value: Value) -> bool {
        value.is_instruction() && self.blocks.contains(&value.block())
    }

    fn depends_on_others(&mut self, value: Value) -> bool {
        if !self.contains(value) || !self.seen.insert(value) {
            return false;
        }
        match value.opcode() {
            _ if value.has_flag_metadata(PROGRESS) => false,
            Opcode::LLVMLoad if is_slot(value.operand(0)) => self.slot_depends_on_others(value.operand(0)),
            Opcode::LLVMLoad => value.is_volatile() || value.is_atomic() || self.fences,
            Opcode::LLVMAtomicRMW => !self.counts(value),
            Opcode::LLVMAtomicCmpXchg => {
                let mut visited = HashSet::new();
                !reaches(value.operand(1), value, &self.blocks, &mut visited)
            }
            Opcode::LLVMCall
                if value.called_function().is_none_or(|callee| self.touching.contains(&callee)) =>
            {
                true
            }
            Opcode::LLVMPHI => self.phi_depends_on_others(value),
            _ => value.operands().into_iter().any(|operand| self.depends_on_others(operand)),
        }
    }

    /// True if the loop's only atomic operation counts: each turn changes what the next one sees, as when threads take
    /// numbers of pieces of work until there are no more.
    fn counts(&self, counter: Value) -> bool {
        use AtomicOperation::{LLVMAtomicRMWBinOpAdd, LLVMAtomicRMWBinOpSub};
        let instructions = self.blocks.iter().flat_map(|block| block.instructions());
        let atomics = instructions.filter(|&i| is_read_and_write(i)).count();
        atomics == 1
            && matches!(counter.atomic_operation(), LLVMAtomicRMWBinOpAdd | LLVMAtomicRMWBinOpSub)
            && counter.operand(1).as_int().is_some_and(|step| step != 0)
    }

    /// A phi depends on its values and, if the loop chooses between several, on what it chooses by.
    fn phi_depends_on_others(&mut self, phi: Value) -> bool {
        let incoming: Vec<Value> = phi
            .incoming()
            .into_iter()
            .filter(|(_, from)| self.blocks.contains(from))
            .map(|(value, _)| value)
            .collect();
        let chooses = incoming.windows(2).any(|pair| pair[0] != pair[1]);
        incoming.into_iter().any(|value| self.depends_on_others(value))
            || chooses && self.a_choice_depends_on_others()
    }

    /// A variable that `-G` leaves in memory depends on what the loop stores there, and on whether it does.
    fn slot_depends_on_others(&mut self, slot: Value) -> bool {
        let instructions = self.blocks.iter().flat_map(|block| block.instructions());
        let stores = instructions.filter(|i| i.opcode() == Opcode::LLVMStore && i.operand(1) == slot);
        let stored: Vec<Value> = stores.map(|store| store.operand(0)).collect();
        !stored.is_empty()
            && (stored.into_iter().any(|value| self.depends_on_others(value))
                || self.a_choice_depends_on_others())
    }

    fn a_choice_depends_on_others(&mut self) -> bool {
        self.branches().into_iter().any(|branch| self.depends_on_others(branch.condition()))
    }
}

/// Metadata of atomic operations that fail only because another thread got on.
const PROGRESS: &str = "anywarp.progress";

/// Marks the atomic operations of a function whose loops do not wait.
pub(crate) fn mark_as_progress(function: Value) {
    let is_atomic = |&i: &Value| is_read_and_write(i) || i.opcode() == Opcode::LLVMLoad && i.is_atomic();
    function.instructions().into_iter().filter(is_atomic).for_each(|i| i.set_flag_metadata(PROGRESS));
}

/// Atomic operations that read and write.
fn is_read_and_write(i: Value) -> bool {
    matches!(i.opcode(), Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg)
}

fn is_fence(i: Value) -> bool {
    let intrinsic = || i.called_function().filter(|function| function.is_intrinsic());
    i.opcode() == Opcode::LLVMFence
        || intrinsic().is_some_and(|function| meaning(&function.name()) == Some(Meaning::Fence))
}

fn is_slot(pointer: Value) -> bool {
    pointer.is_instruction() && pointer.opcode() == Opcode::LLVMAlloca
}

/// True if `value` is computed from `source` within the loop.
fn reaches(value: Value, source: Value, body: &HashSet<Block>, seen: &mut HashSet<Value>) -> bool {
    if value == source {
        return true;
    }
    if !value.is_instruction() || !body.contains(&value.block()) || !seen.insert(value) {
        return false;
    }
    value.operands().into_iter().any(|operand| reaches(operand, source, body, seen))
}

/// Functions of ours whose result may tell what another thread did.
pub(crate) fn functions_that_touch(module: &Module<'_>) -> HashSet<Value> {
    let mut touching: HashSet<Value> = HashSet::new();
    let functions: Vec<Value> = module.functions().into_iter().filter(|f| !f.is_declaration()).collect();
    let touches = |i: &Value| match i.opcode() {
        Opcode::LLVMLoad => i.is_volatile() || i.is_atomic(),
        Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg => true,
        _ => is_fence(*i),
    };
    loop {
        let before = touching.len();
        for &function in &functions {
            let calls = |i: &Value| i.called_function().is_some_and(|callee| touching.contains(&callee));
            if function.instructions().iter().any(|i| touches(i) || calls(i)) {
                touching.insert(function);
            }
        }
        if touching.len() == before {
            return touching;
        }
    }
}

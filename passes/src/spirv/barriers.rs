//! Barriers that order shared memory only, where device memory needs no order: a barrier for both costs GPUs up to a
//! third of a kernel's time (measured: a scan in shared memory, a tiled matrix product).
//!
//!   spv.barrier()      spv.barrier.shared()
//!
//! Device memory needs the barrier if a write of it may come before (others are to see it), or if a read of it may be
//! pending ([`super::pending`]) and a write may come after (the read must not see that). What a thread learns from others
//! by a volatile read, an atomic operation or a fence, the barrier passes on to its block, so these count as writes.

use super::dialect;
use super::layout::{Array, Storage};
use super::pending::{Pending, arriving};
use crate::blocks::BlockGraph;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, ModuleExt, Opcode, Value};
use std::collections::HashSet;

pub(super) fn run(module: &Module<'_>, kernel: Value, arrays: &[Array]) {
    let b = Builder::new(module.void());
    let accesses = Accesses::of(kernel);
    let ordering = accesses.ordering_device_memory(arrays);
    for &barrier in accesses.barriers.iter().filter(|barrier| !ordering.contains(barrier)) {
        b.before(barrier);
        b.locate(barrier);
        let shared = module.declare(dialect::BARRIER_SHARED, module.void().function(&[]));
        shared.add_attribute(Attribute::Enum("convergent"));
        b.call_function(shared, &[]);
        barrier.erase();
    }
}

/// Reads times instructions from which on all reads count as pending, so that compiling does not take long.
const LARGE: usize = 1 << 22;

struct Accesses {
    graph: BlockGraph,
    /// By block, in order.
    instructions: Vec<Vec<Value>>,
    barriers: Vec<Value>,
    reads: Vec<Value>,
    writes: Vec<Value>,
}

impl Accesses {
    fn of(kernel: Value) -> Self {
        let graph = BlockGraph::of(kernel);
        let instructions: Vec<Vec<Value>> = graph.blocks.iter().map(|block| block.instructions()).collect();
        let with = |prefixes: &[&str]| -> Vec<Value> {
            let starts =
                |i: &&Value| name(**i).is_some_and(|name| prefixes.iter().any(|p| name.starts_with(p)));
            instructions.iter().flatten().filter(starts).copied().collect()
        };
        let mut writes =
            with(&[dialect::STORE_GLOBAL, dialect::ATOMIC_GLOBAL, dialect::EXCHANGE_GLOBAL, dialect::FENCE]);
        let reads = with(&[dialect::LOAD_GLOBAL]);
        writes.extend(reads.iter().filter(|read| read.operand(2).as_uint() != Some(0)));
        let barriers =
            instructions.iter().flatten().filter(|i| i.is_call_to(dialect::BARRIER)).copied().collect();
        Self { graph, instructions, barriers, reads, writes }
    }

    /// The barriers that device memory needs.
    fn ordering_device_memory(&self, arrays: &[Array]) -> HashSet<Value> {
        let mut ordering: HashSet<Value> = HashSet::new();
        let mut before_writes = Vec::new();
        for &barrier in &self.barriers {
            if self.writes.iter().any(|&write| self.leads(write, barrier)) {
                ordering.insert(barrier);
            } else if self.writes.iter().any(|&write| self.leads(barrier, write)) {
                before_writes.push(barrier);
            }
        }
        if before_writes.is_empty() {
            return ordering;
        }
        if self.reads.len() * self.instructions.iter().map(Vec::len).sum::<usize>() > LARGE {
            ordering.extend(before_writes);
            return ordering;
        }
        let is_shared_store = |i| is_shared_store(i, arrays);
        let barriers: HashSet<Value> = self.barriers.iter().copied().collect();
        let arriving = arriving(&self.graph);
        let pending = Pending {
            graph: &self.graph,
            instructions: &self.instructions,
            barriers: &barriers,
            arriving: &arriving,
            is_shared_store: &is_shared_store,
        };
        let at: HashSet<Value> = self.reads.iter().flat_map(|&read| pending.at(read)).collect();
        ordering.extend(before_writes.into_iter().filter(|barrier| at.contains(barrier)));
        ordering
    }

    /// True if there is a path from one instruction to the other.
    fn leads(&self, from: Value, to: Value) -> bool {
        let start = self.graph.numbers[&from.block()];
        let at = self.instructions[start].iter().position(|&i| i == from).map_or(0, |at| at + 1);
        let mut work = vec![(start, at)];
        let mut seen = HashSet::new();
        while let Some((block, first)) = work.pop() {
            if self.instructions[block][first..].contains(&to) {
                return true;
            }
            let next = self.graph.successors[block].iter().filter(|&&next| seen.insert(next));
            work.extend(next.map(|&next| (next, 0)));
        }
        false
    }
}

/// True for a store to shared memory: `(value, array, index, volatile)`.
fn is_shared_store(i: Value, arrays: &[Array]) -> bool {
    let array =
        name(i).filter(|name| name.starts_with(dialect::STORE_ARRAY)).and_then(|_| i.operand(1).as_uint());
    array.and_then(|array| arrays.get(array as usize)).is_some_and(|array| array.storage != Storage::Private)
}

fn name(i: Value) -> Option<String> {
    if i.opcode() == Opcode::LLVMCall { i.called_function().map(Value::name) } else { None }
}

//! Barriers that order shared memory only, where device memory needs no order: a barrier for both costs GPUs up to a
//! third of a kernel's time (measured: a scan in shared memory, a tiled matrix product).
//!
//!   spv.barrier()      spv.barrier.shared()
//!
//! Device memory needs the barrier if a write of it may come before (others are to see it), or if a read of it comes
//! before and a write may come after (the read must not see that). What a thread learns from others by a volatile read, an
//! atomic operation or a fence, the barrier passes on to its block, so these count as writes. A read whose value goes into shared memory before the
//! barrier is done by then, and needs no order.

use super::dialect;
use super::layout::{Array, Storage};
use crate::blocks::BlockGraph;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, ModuleExt, Opcode, Value};
use std::collections::HashSet;

pub(super) fn run(module: &Module<'_>, kernel: Value, arrays: &[Array]) {
    let b = Builder::new(module.void());
    let accesses = Accesses::of(kernel, arrays);
    for barrier in
        accesses.barriers.clone().into_iter().filter(|&barrier| !accesses.orders_device_memory(barrier))
    {
        b.before(barrier);
        b.locate(barrier);
        let shared = module.declare(dialect::BARRIER_SHARED, module.void().function(&[]));
        shared.add_attribute(Attribute::Enum("convergent"));
        b.call_function(shared, &[]);
        barrier.erase();
    }
}

struct Accesses<'a> {
    graph: BlockGraph,
    /// By block, in order.
    instructions: Vec<Vec<Value>>,
    barriers: Vec<Value>,
    reads: Vec<Value>,
    writes: Vec<Value>,
    arrays: &'a [Array],
}

impl<'a> Accesses<'a> {
    fn of(kernel: Value, arrays: &'a [Array]) -> Self {
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
        Self { graph, instructions, barriers, reads, writes, arrays }
    }

    fn orders_device_memory(&self, barrier: Value) -> bool {
        let never = HashSet::new();
        if self.writes.iter().any(|&write| self.leads(write, barrier, &never)) {
            return true;
        }
        let written_after = self.writes.iter().any(|&write| self.leads(barrier, write, &never));
        written_after
            && self.reads.iter().any(|&read| self.leads(read, barrier, &self.uses_in_shared_memory(read)))
    }

    /// True if a path from one instruction to the other passes none of `stops`.
    fn leads(&self, from: Value, to: Value, stops: &HashSet<Value>) -> bool {
        let start = self.graph.numbers[&from.block()];
        let at = self.instructions[start].iter().position(|&i| i == from).map_or(0, |at| at + 1);
        let mut work = vec![(start, at)];
        let mut seen = HashSet::new();
        while let Some((block, first)) = work.pop() {
            let rest = &self.instructions[block][first..];
            match rest.iter().find(|i| **i == to || stops.contains(i)) {
                Some(&found) if found == to => return true,
                Some(_) => {}
                None => {
                    let next = self.graph.successors[block].iter().filter(|&&next| seen.insert(next));
                    work.extend(next.map(|&next| (next, 0)));
                }
            }
        }
        false
    }

    /// The writes of shared memory that need the value that was read.
    fn uses_in_shared_memory(&self, read: Value) -> HashSet<Value> {
        let mut stores = HashSet::new();
        let mut seen = HashSet::from([read]);
        let mut work = vec![read];
        while let Some(value) = work.pop() {
            for user in value.users().into_iter().filter(|user| user.is_instruction()) {
                if self.is_shared_store(user) {
                    stores.insert(user);
                } else if needs_all_operands(user) && seen.insert(user) {
                    work.push(user);
                }
            }
        }
        stores
    }

    fn is_shared_store(&self, i: Value) -> bool {
        // `(value, array, index, volatile)`
        let array = name(i)
            .filter(|name| name.starts_with(dialect::STORE_ARRAY))
            .and_then(|_| i.operand(1).as_uint());
        array
            .and_then(|array| self.arrays.get(array as usize))
            .is_some_and(|array| array.storage != Storage::Private)
    }
}

/// True for what cannot be computed without each operand; a choice can.
fn needs_all_operands(i: Value) -> bool {
    !matches!(i.opcode(), Opcode::LLVMCall | Opcode::LLVMPHI | Opcode::LLVMSelect | Opcode::LLVMFreeze)
        && !i.is_terminator()
}

fn name(i: Value) -> Option<String> {
    if i.opcode() == Opcode::LLVMCall { i.called_function().map(Value::name) } else { None }
}

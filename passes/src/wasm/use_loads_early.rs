//! Writes to scratch memory, now and then, what has been computed from loaded vectors.
//!
//! Runtimes compile WebAssembly so that what has no effect is computed where an effect first needs it, while loads, which
//! may trap, stay in their order. Sums of many products are then computed at the end of their block, when all the factors
//! have been loaded, and most of these have been moved out of the registers again. A store is an effect: one for each
//! running sum, whenever the registers are full of factors, costs less.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Block, Builder, ModuleExt, Opcode, TypeKind, Value};
use std::collections::{HashMap, HashSet};

pub(crate) const PASS: Pass = Pass {
    name: "use-loads-early",
    about: "Stores what is computed from loaded vectors before more of them are loaded than there are registers.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// Loaded vectors that wait to be used and vectors that go from turn to turn of a loop, beyond which registers run out: x86-64
/// and AArch64 have 16 and 32, and sums, factors that are alike and constants need some.
const LOADED: usize = 12;
/// Loads that may wait in any case.
const LOADED_AT_LEAST: usize = 4;
/// Loaded vectors that a store must set free to pay.
const PER_STORE: usize = 1;

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    for function in unit.module.functions().into_iter().filter(|f| !f.is_declaration()) {
        let mut scratch = Scratch { b: &b, function, memory: HashMap::new() };
        for block in function.blocks() {
            in_block(block, &mut scratch);
        }
    }
    Ok(())
}

/// Memory of a function that nobody reads, for vectors of each size.
struct Scratch<'b> {
    b: &'b Builder,
    function: Value,
    memory: HashMap<llvm_config::ir::Type, Value>,
}

impl Scratch<'_> {
    fn store(&mut self, value: Value, before: Value) {
        let address = *self.memory.entry(value.ty()).or_insert_with(|| {
            self.b.before(self.function.blocks()[0].instructions()[0]);
            self.b.unlocate();
            self.b.alloca(value.ty(), 16)
        });
        self.b.before(before);
        self.b.locate(before);
        self.b.store(value, address, 16).set_volatile(true);
    }
}

/// What is known at a point of a block.
struct At<'a> {
    place: &'a HashMap<Value, usize>,
    now: usize,
    /// Loads that something has yet to use.
    loaded: Vec<Value>,
    /// Computed, or loaded.
    settled: HashSet<Value>,
}

fn in_block(block: Block, scratch: &mut Scratch<'_>) {
    let instructions = block.instructions();
    let place: HashMap<Value, usize> = instructions.iter().enumerate().map(|(at, &i)| (i, at)).collect();
    let kept = instructions.iter().take_while(|i| i.opcode() == Opcode::LLVMPHI);
    let kept = kept.filter(|i| i.ty().kind() == TypeKind::Vector).count();
    let limit = LOADED.saturating_sub(kept.max(2)).max(LOADED_AT_LEAST);
    let mut at = At { place: &place, now: 0, loaded: Vec::new(), settled: HashSet::new() };
    for (now, &i) in instructions.iter().enumerate() {
        at.now = now;
        if is_loaded_vector(i) {
            if at.loaded.len() >= limit {
                for value in at.worth_storing(&instructions) {
                    scratch.store(value, i);
                    at.settle(value);
                }
                at.forget_used();
            }
            at.settled.insert(i);
            at.loaded.push(i);
        } else if !is_computed_late(i) {
            i.operands().into_iter().for_each(|operand| at.settle(operand));
            at.settled.insert(i);
            at.forget_used();
        }
    }
}

impl At<'_> {
    /// A value and what it is computed from are there from now on.
    fn settle(&mut self, value: Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            if self.place.contains_key(&value)
                && self.settled.insert(value)
                && value.opcode() != Opcode::LLVMPHI
            {
                open.extend(value.operands());
            }
        }
    }

    fn forget_used(&mut self) {
        let (settled, place) = (&self.settled, self.place);
        self.loaded.retain(|load| {
            load.users().iter().any(|user| !place.contains_key(user) || !settled.contains(user))
        });
    }

    /// The vectors computed so far that are used later, if all of them together set enough loads free.
    fn worth_storing(&self, instructions: &[Value]) -> Vec<Value> {
        let is_later = |user: &Value| {
            self.place.get(user).is_none_or(|&place| place >= self.now) || user.opcode() == Opcode::LLVMPHI
        };
        // What is computed from a load, followed to where somebody uses it later.
        let mut from_loads: HashSet<Value> = self.loaded.iter().copied().collect();
        let mut values = Vec::new();
        for &i in &instructions[..self.now] {
            let is_open = is_computed_late(i) && i.opcode() != Opcode::LLVMPHI && !self.settled.contains(&i);
            if !is_open || !i.operands().iter().any(|operand| from_loads.contains(operand)) {
                continue;
            }
            from_loads.insert(i);
            if i.users().iter().any(is_later) {
                if i.ty().kind() != TypeKind::Vector {
                    return Vec::new();
                }
                values.push(i);
            }
        }
        let freed = self.loaded.iter().filter(|load| !load.users().iter().any(is_later)).count();
        if freed >= PER_STORE * values.len() { values } else { Vec::new() }
    }
}

/// True for loads of a vector, or of what fills one.
fn is_loaded_vector(i: Value) -> bool {
    let fills = |i: Value| {
        let mut users = i.users().into_iter();
        users.all(|user| matches!(user.opcode(), Opcode::LLVMInsertElement | Opcode::LLVMShuffleVector))
    };
    i.opcode() == Opcode::LLVMLoad
        && (i.ty().kind() == TypeKind::Vector
            || matches!(i.ty().kind(), TypeKind::Float | TypeKind::Double) && fills(i))
}

/// True for what a runtime computes only where an effect needs it.
fn is_computed_late(i: Value) -> bool {
    match i.opcode() {
        Opcode::LLVMLoad
        | Opcode::LLVMStore
        | Opcode::LLVMAtomicRMW
        | Opcode::LLVMAtomicCmpXchg
        | Opcode::LLVMFence
        | Opcode::LLVMAlloca => false,
        Opcode::LLVMCall => {
            i.callee().kind() == llvm_config::ir::ValueKind::Function && i.callee().is_intrinsic()
        }
        _ => !i.is_terminator(),
    }
}

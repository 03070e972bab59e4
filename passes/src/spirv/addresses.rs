//! Addresses of device memory that grow by the same amount in each turn of a loop are counted up.
//!
//!   load(base + ((row + zext i) << 2))      load(a)      with a = phi [the address in the first turn], [a + step * 4]
//!
//! Drivers multiply and add an index of 32 bits in one instruction, but need five for an index that consists of several
//! parts, each of 64 bits, for each copy of the body when they unroll the loop. nvcc counts addresses up as well.
//! LLVM's `loop-reduce` would do this too, and more: it makes `i % 3` of a loop a division of 64 bits.

use super::dialect;
use crate::analysis::loops;
use crate::blocks::BlockGraph;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Block, Builder, ModuleExt, Opcode, Type, TypeKind, Value};
use std::collections::{HashMap, HashSet};

/// Addresses that are counted in one loop, at most: each takes two registers.
const MOST: usize = 4;
/// Parts of an address that do not change in the loop, from which on counting is cheaper.
const PARTS: usize = 2;

pub(super) fn run(module: &Module<'_>, kernel: Value) {
    let graph = BlockGraph::of(kernel);
    let all = loops::find(&graph.successors);
    for one in &all {
        let headers = all.iter().filter(|other| one.body.contains(&other.header)).count();
        let body: HashSet<Block> = one.body.iter().map(|&n| graph.blocks[n]).collect();
        let (header, latch) = (graph.blocks[one.header], graph.blocks[one.latch]);
        let entries = (0..graph.blocks.len())
            .filter(|&n| n != one.latch && graph.successors[n].contains(&one.header))
            .collect::<Vec<_>>();
        // Innermost, with one way in and one way back.
        if let ([entry], 1) = (&entries[..], headers) {
            let preheader = graph.blocks[*entry];
            let i64 = module.void().int(64);
            Counting { b: Builder::new(module.void()), i64, body, header, latch, preheader }.run();
        }
    }
}

/// What a value grows by in each turn.
#[derive(Clone, Copy)]
enum Step {
    Known(i64),
    /// An integer of 32 or 64 bits that the loop does not change, times a factor.
    Of {
        value: Value,
        signed: bool,
        factor: i64,
    },
}

impl Step {
    fn is_none(self) -> bool {
        matches!(self, Self::Known(0))
    }

    fn plus(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => Some(Self::Known(a.checked_add(b)?)),
            (Self::Known(0), step) | (step, Self::Known(0)) => Some(step),
            _ => None,
        }
    }

    fn times(self, by: i64) -> Option<Self> {
        match self {
            Self::Known(a) => Some(Self::Known(a.checked_mul(by)?)),
            Self::Of { value, signed, factor } => {
                Some(Self::Of { value, signed, factor: factor.checked_mul(by)? })
            }
        }
    }
}

struct Counting {
    b: Builder,
    i64: Type,
    body: HashSet<Block>,
    header: Block,
    latch: Block,
    preheader: Block,
}

impl Counting {
    fn run(&self) {
        // In the order of the code, by the address without its constant part.
        let mut counted: Vec<(Value, Step)> = Vec::new();
        let mut uses: Vec<(Value, u32, Value, i64)> = Vec::new();
        let blocks: Vec<Block> =
            self.header.function().blocks().into_iter().filter(|block| self.body.contains(block)).collect();
        for access in blocks.iter().flat_map(|block| block.instructions()) {
            let Some(operand) = address_operand(access) else { continue };
            let (address, constant) = without_constant(access.operand(operand));
            if self.is_invariant(address) || self.parts(address) < PARTS {
                continue;
            }
            let known = counted.iter().any(|(other, _)| *other == address);
            match self.step(address).filter(|step| !step.is_none()) {
                Some(step) if !known && counted.len() < MOST => counted.push((address, step)),
                Some(_) if known => {}
                _ => continue,
            }
            uses.push((access, operand, address, constant));
        }
        let phis: HashMap<Value, Value> =
            counted.iter().map(|&(address, step)| (address, self.count(address, step))).collect();
        for (access, operand, address, constant) in uses {
            self.b.before(access);
            self.b.locate(access);
            let offset = self.i64.constant(constant as u64);
            let phi = phis[&address];
            access.set_operand(operand, if constant == 0 { phi } else { self.b.add(phi, offset) });
        }
    }

    /// A phi that counts the address.
    fn count(&self, address: Value, step: Step) -> Value {
        let end = self.preheader.terminator().expect("blocks end");
        self.b.before(end);
        self.b.locate(end);
        let start = self.at_start(address, &mut HashMap::new());
        let step = match step {
            Step::Known(bytes) => self.i64.constant(bytes as u64),
            Step::Of { value, signed, factor } => {
                let wide = match value.ty() == self.i64 {
                    true => value,
                    false if signed => self.b.sext(value, self.i64),
                    false => self.b.zext(value, self.i64),
                };
                self.b.mul(wide, self.i64.constant(factor as u64))
            }
        };
        self.b.at_start(self.header);
        let phi = self.b.phi(self.i64);
        self.b.before(self.latch.terminator().expect("blocks end"));
        let next = self.b.add(phi, step);
        phi.add_incoming(start, self.preheader);
        phi.add_incoming(next, self.latch);
        phi
    }

    /// The value in the first turn, computed before the loop.
    fn at_start(&self, value: Value, made: &mut HashMap<Value, Value>) -> Value {
        if self.is_invariant(value) {
            return value;
        }
        if let Some(&copy) = made.get(&value) {
            return copy;
        }
        let copy = if value.opcode() == Opcode::LLVMPHI {
            self.incoming(value, self.preheader)
        } else {
            let operands: Vec<Value> =
                value.operands().into_iter().map(|operand| self.at_start(operand, made)).collect();
            let copy = value.clone_instruction();
            for (index, operand) in operands.into_iter().enumerate() {
                copy.set_operand(index as u32, operand);
            }
            self.b.insert(copy);
            copy
        };
        made.insert(value, copy);
        copy
    }

    fn incoming(&self, phi: Value, from: Block) -> Value {
        let found = phi.incoming().into_iter().find(|(_, block)| *block == from);
        found.expect("a phi has a value for each way in").0
    }

    fn is_invariant(&self, value: Value) -> bool {
        !value.is_instruction() || !self.body.contains(&value.block())
    }

    /// How many invariant parts a sum of 64 bits has.
    fn parts(&self, value: Value) -> usize {
        if value.is_constant() || value.ty() != self.i64 {
            return 0;
        }
        if self.is_invariant(value) {
            return 1;
        }
        match value.opcode() {
            Opcode::LLVMAdd | Opcode::LLVMSub | Opcode::LLVMOr => {
                self.parts(value.operand(0)) + self.parts(value.operand(1))
            }
            Opcode::LLVMShl | Opcode::LLVMMul => self.parts(value.operand(0)),
            _ => 0,
        }
    }

    /// What the value grows by in each turn; none if that is not always the same or not known.
    fn step(&self, value: Value) -> Option<Step> {
        if self.is_invariant(value) {
            return Some(Step::Known(0));
        }
        let operand = |index| value.operand(index);
        match value.opcode() {
            Opcode::LLVMAdd => self.step(operand(0))?.plus(self.step(operand(1))?),
            Opcode::LLVMOr if value.is_disjoint_or() => self.step(operand(0))?.plus(self.step(operand(1))?),
            Opcode::LLVMSub => self.step(operand(0))?.plus(self.step(operand(1))?.times(-1)?),
            Opcode::LLVMShl => {
                let factor = 1_i64.checked_shl(u32::try_from(operand(1).as_uint()?).ok()?)?;
                self.step(operand(0))?.times(factor)
            }
            Opcode::LLVMMul => self.step(operand(0))?.times(operand(1).as_int()?),
            Opcode::LLVMPHI => self.recurrence(value, true),
            Opcode::LLVMSExt => self.narrow_step(operand(0), true),
            Opcode::LLVMZExt => self
                .narrow_step(operand(0), false)
                .or_else(|| self.narrow_step(operand(0), true).filter(|_| value.is_non_negative())),
            _ => None,
        }
    }

    /// [`Self::step`] of 32 bits that never overflow as signed or unsigned numbers.
    fn narrow_step(&self, value: Value, signed: bool) -> Option<Step> {
        if self.is_invariant(value) {
            return Some(Step::Known(0));
        }
        if value.ty().kind() != TypeKind::Integer || value.ty().int_width() != 32 {
            return None;
        }
        match value.opcode() {
            Opcode::LLVMPHI => self.recurrence(value, signed),
            Opcode::LLVMAdd if value.wraps_never(signed) => {
                self.narrow_step(value.operand(0), signed)?.plus(self.narrow_step(value.operand(1), signed)?)
            }
            _ => None,
        }
    }

    /// The step of a phi of the header that is counted up by an amount that the loop does not change.
    fn recurrence(&self, phi: Value, signed: bool) -> Option<Step> {
        let next = self.incoming_of_header(phi)?;
        if !next.is_instruction() || next.opcode() != Opcode::LLVMAdd {
            return None;
        }
        if phi.ty() != self.i64 && !next.wraps_never(signed) {
            return None;
        }
        let by = match (next.operand(0), next.operand(1)) {
            (a, by) | (by, a) if a == phi && self.is_invariant(by) => by,
            _ => return None,
        };
        match by.is_constant() {
            true if signed => by.as_int().map(Step::Known),
            true => by.as_uint().and_then(|by| i64::try_from(by).ok()).map(Step::Known),
            false => Some(Step::Of { value: by, signed, factor: 1 }),
        }
    }

    fn incoming_of_header(&self, phi: Value) -> Option<Value> {
        (phi.block() == self.header).then(|| self.incoming(phi, self.latch))
    }
}

/// The operand that is the address of an access of device memory.
fn address_operand(access: Value) -> Option<u32> {
    let name = access.called_function()?.name();
    match () {
        () if name.starts_with(dialect::LOAD_GLOBAL) => Some(0),
        () if name.starts_with(dialect::STORE_GLOBAL) => Some(1),
        () => None,
    }
}

/// The address without what is constant in it, and that.
fn without_constant(address: Value) -> (Value, i64) {
    if address.is_instruction()
        && address.opcode() == Opcode::LLVMAdd
        && let Some(constant) = address.operand(1).as_int()
    {
        return (address.operand(0), constant);
    }
    (address, 0)
}

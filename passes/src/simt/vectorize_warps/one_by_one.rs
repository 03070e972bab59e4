//! Blocks whose threads access memory here and there, run for one thread after the other as in scalar mode.
//!
//! As a vector such a block takes its addresses apart, does an access for every thread of the group, also for those who are
//! not there, and puts the results together: for a few threads, or for little to compute between the accesses, that is more
//! than to go from one thread that is there to the next.

use super::calls::{Called, called};
use super::each_lane::Column;
use super::emit::{Crowd, Emitter};
use super::lanes::{Lanes, parts};
use crate::analysis::shapes::Shape;
use llvm_config::ir::{Block, IntPredicate, ModuleExt, Opcode, Value};
use std::collections::{HashMap, HashSet};

/// Other instructions than accesses, for each of these, that vectors had better do, although not all threads are there.
const COMPUTED_PER_ACCESS: usize = 6;

/// Instructions of all turns that are written without a loop over the threads.
const WRITTEN_FOR_EACH: usize = 256;

/// A value that another block or an instruction for all threads made, as one thread reads it.
enum Operand {
    Uniform(Value),
    Affine { first: Value, stride: i64 },
    Columns(Vec<Column>),
}

impl Emitter<'_, '_> {
    /// True if the block had better run for one thread after the other, where not all are there.
    pub(super) fn goes_one_by_one(&self, block: Block) -> bool {
        let turns = self.turns(block);
        let accesses = turns.iter().filter(|&&i| accesses_memory(i)).count();
        let apart = turns.iter().filter(|&&i| accesses_memory(i) && !self.is_one_vector(i)).count();
        self.can_go_one_by_one(block, &turns)
            && apart > 0
            && turns.len() - accesses <= COMPUTED_PER_ACCESS * apart
    }

    /// True if it had even where all are.
    pub(super) fn all_go_one_by_one(&self, block: Block) -> bool {
        let turns = self.turns(block);
        let accesses = turns.iter().filter(|&&i| accesses_memory(i)).count();
        let is_apart = |i: &Value| {
            !self.is_contiguous(*i)
                && self.row(*i).is_none()
                && !matches!(self.shape(address(*i)), Shape::Uniform | Shape::Unknown)
        };
        self.can_go_one_by_one(block, &turns)
            && accesses > 1
            && turns.iter().filter(|&&i| accesses_memory(i)).all(is_apart)
            && (turns.len() - accesses) / 2 + 1 < accesses
    }

    /// True for an access that is one, of a vector or of what all have alike, although some threads are not there.
    fn is_one_vector(&self, access: Value) -> bool {
        let is_uniform = |value: Value| matches!(self.shape(value), Shape::Uniform | Shape::Unknown);
        match access.opcode() {
            Opcode::LLVMLoad | Opcode::LLVMStore
                if self.is_own(access) && (self.is_contiguous(access) || self.row(access).is_some()) =>
            {
                true
            }
            Opcode::LLVMLoad => is_uniform(access.operand(0)),
            Opcode::LLVMStore => is_uniform(access.operand(0)) && is_uniform(access.operand(1)),
            _ => false,
        }
    }

    fn can_go_one_by_one(&self, block: Block, turns: &[Value]) -> bool {
        let leaves = |i: &Value| {
            i.users()
                .into_iter()
                .any(|user| user.block() != block || user.opcode() == Opcode::LLVMPHI || user.is_terminator())
        };
        let is_simple = |i: &Value| match i.opcode() {
            Opcode::LLVMCall => !matches!(
                called(*i),
                Called::EachLane
                    | Called::ArriveWarp
                    | Called::ArriveBarrier
                    | Called::Result
                    | Called::Predicate
                    | Called::Suspend
            ),
            Opcode::LLVMFence | Opcode::LLVMAlloca => false,
            // Code that relies on lock-step says so.
            Opcode::LLVMLoad | Opcode::LLVMStore => !i.is_volatile(),
            _ => true,
        };
        block.successors().len() < 2
            && block.instructions().iter().all(is_simple)
            && !turns.iter().any(leaves)
    }

    /// The instructions that each thread does for itself: accesses, what varies, and what needs these.
    fn turns(&self, block: Block) -> Vec<Value> {
        let mut turns: Vec<Value> = Vec::new();
        let mut members: HashSet<Value> = HashSet::new();
        for i in block.instructions() {
            if i.opcode() == Opcode::LLVMPHI || i.is_terminator() {
                continue;
            }
            let asks = i.opcode() == Opcode::LLVMCall && !matches!(called(i), Called::Elementwise(_));
            let needs = i.operands().iter().any(|operand| members.contains(operand));
            if needs || accesses_memory(i) || !asks && self.shape(i) == Shape::Varying {
                turns.push(i);
                members.insert(i);
            }
        }
        turns
    }

    /// Writes such a block for the threads whose bits are set; what follows it remains to be written.
    pub(super) fn one_by_one(&mut self, block: Block, crowd: Crowd, bits: Value) {
        let turns = self.turns(block);
        let members: HashSet<Value> = turns.iter().copied().collect();
        let others = block
            .instructions()
            .into_iter()
            .filter(|i| i.opcode() != Opcode::LLVMPHI && !i.is_terminator() && !members.contains(i));
        for i in others {
            self.b.locate_inlined(i, self.function);
            self.instruction(i, crowd);
        }
        let operands = self.operands(&turns, &members);
        let i32 = self.i32();
        if crowd.mask.is_none() && turns.len() * self.width() as usize <= WRITTEN_FOR_EACH {
            for lane in 0..self.width() {
                self.turn(&turns, &operands, i32.constant(lane.into()));
            }
            return;
        }
        let before = self.b.block();
        let done = self.new_block("threads.done");
        let turn = self.new_block("thread");
        let header = self.new_block("threads");
        self.b.br(header);
        self.b.at_end(header);
        let left = self.b.phi(i32);
        left.add_incoming(bits, before);
        let more = self.b.icmp(IntPredicate::LLVMIntNE, left, i32.constant(0));
        self.b.cond_br(more, turn, done);
        self.b.at_end(turn);
        let cttz = self.module.declare("llvm.cttz.i32", i32.function(&[i32, i32.int(1)]));
        let lane = self.b.call_function(cttz, &[left, i32.int(1).constant(1)]);
        self.turn(&turns, &operands, lane);
        left.add_incoming(self.b.and(left, self.b.sub(left, i32.constant(1))), self.b.block());
        self.b.br(header);
        self.b.at_end(done);
    }

    /// What the turns need of what is there before them.
    fn operands(&mut self, turns: &[Value], members: &HashSet<Value>) -> HashMap<Value, Operand> {
        let mut found = HashMap::new();
        for operand in turns.iter().flat_map(|i| i.operands()) {
            let is_value = operand.is_instruction() || self.parameters.contains_key(&operand);
            if !is_value || members.contains(&operand) || found.contains_key(&operand) {
                continue;
            }
            let made = match self.lanes(operand) {
                Lanes::Uniform(value) => Operand::Uniform(value),
                Lanes::Affine { first, stride, all: None } => Operand::Affine { first, stride },
                lanes => {
                    let vectors = self.vectors(&lanes, operand.ty());
                    let types = parts(operand.ty()).into_iter();
                    Operand::Columns(types.zip(vectors).map(|(ty, vector)| self.filled(ty, vector)).collect())
                }
            };
            found.insert(operand, made);
        }
        found
    }

    fn turn(&mut self, turns: &[Value], operands: &HashMap<Value, Operand>, lane: Value) {
        let mut made: HashMap<Value, Value> = HashMap::new();
        for &i in turns {
            self.b.locate_inlined(i, self.function);
            let copy = i.clone_instruction();
            for (index, operand) in i.operands().into_iter().enumerate() {
                let value = match (made.get(&operand), operands.get(&operand)) {
                    (Some(&value), _) => value,
                    (None, Some(known)) => {
                        let value = self.of_lane(operand, known, lane);
                        made.insert(operand, value);
                        value
                    }
                    (None, None) => continue,
                };
                copy.set_operand(index as u32, value);
            }
            self.b.insert_here(copy);
            made.insert(i, copy);
        }
    }

    fn of_lane(&self, operand: Value, known: &Operand, lane: Value) -> Value {
        match known {
            Operand::Uniform(value) => *value,
            Operand::Affine { first, stride } if operand.ty().is_pointer() => {
                let offset = self.b.mul(lane, self.i32().constant(*stride as u64));
                self.b.byte_offset(*first, offset, false)
            }
            Operand::Affine { first, stride } => {
                let lane = self.b.resize(lane, operand.ty());
                self.b.add(*first, self.b.mul(lane, operand.ty().constant(*stride as u64)))
            }
            Operand::Columns(columns) => {
                let parts: Vec<Value> = columns.iter().map(|column| self.read(column, lane)).collect();
                self.whole(&parts, operand.ty())
            }
        }
    }
}

fn accesses_memory(i: Value) -> bool {
    matches!(
        i.opcode(),
        Opcode::LLVMLoad | Opcode::LLVMStore | Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg
    )
}

fn address(access: Value) -> Value {
    access.operand(u32::from(access.opcode() == Opcode::LLVMStore))
}

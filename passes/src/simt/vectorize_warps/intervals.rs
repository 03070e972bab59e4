//! Conditions that compare a number which grows by one from thread to thread with one that is the same for all: true for
//! neighbouring threads. Whether all or any are among them is then a question about two numbers, not about a mask.

use super::emit::{Crowd, Emitter};
use super::source::begins_at_multiple;
use crate::analysis::shapes::Shape;
use llvm_config::ir::{IntPredicate, ModuleExt, Opcode, Value};

/// What is known of how many threads take an edge; each `i1`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quick {
    /// True only if all do; perhaps false although they do.
    pub(super) all: Option<Value>,
    /// True exactly if somebody does.
    pub(super) any: Option<Value>,
    /// Exactly who does: a word, one bit for each thread.
    pub(super) bits: Option<Value>,
}

/// The threads from `low` to before `high`, which are at most the width. `exact`: no other has the condition; otherwise
/// others may.
#[derive(Clone, Copy)]
struct Interval {
    low: Value,
    high: Value,
    exact: bool,
}

impl Emitter<'_, '_> {
    /// What is known of those who have a condition, and of those who do not, if all threads are asked.
    pub(super) fn quick(&mut self, condition: Value) -> [Quick; 2] {
        let Some(Interval { low, high, exact }) = self.interval(condition) else { return Default::default() };
        let is = |predicate, a, b| self.b.icmp(predicate, a, b);
        let width = self.i32().constant(self.width().into());
        let from_first = is(IntPredicate::LLVMIntEQ, low, self.i32().constant(0));
        let to_last = is(IntPredicate::LLVMIntEQ, high, width);
        let all = self.b.and(from_first, to_last);
        let any = is(IntPredicate::LLVMIntULT, low, high);
        if !exact {
            return [Quick { all: Some(all), ..Quick::default() }, Quick::default()];
        }
        let (not_all, none) = (self.b.not(all), self.b.not(any));
        let bits = self.bits_between(low, high);
        let others = self.b.xor(bits, self.bits(Crowd { mask: None, may_be_empty: false }));
        [
            Quick { all: Some(all), any: Some(any), bits: Some(bits) },
            Quick { all: Some(none), any: Some(not_all), bits: Some(others) },
        ]
    }

    /// The bits of the threads from `low` to before `high`; none if that lies before it.
    fn bits_between(&self, low: Value, high: Value) -> Value {
        let i64 = self.i32().int(64);
        let below = |count: Value| self.b.shl(i64.constant(1), self.b.zext(count, i64));
        let bits = self.b.trunc(self.b.sub(below(high), below(low)), self.i32());
        let some = self.b.icmp(IntPredicate::LLVMIntULT, low, high);
        self.b.select(some, bits, self.i32().constant(0))
    }

    fn interval(&mut self, condition: Value) -> Option<Interval> {
        // What another block's instructions use need not be known here.
        let is_known = condition.is_instruction()
            && (condition.block() == self.visited()
                || condition.operands().iter().all(|&each| self.is_at_hand(each)));
        if !is_known {
            return None;
        }
        match condition.opcode() {
            Opcode::LLVMICmp => self.compared(condition),
            Opcode::LLVMAnd => self.both(condition.operand(0), condition.operand(1)),
            // `a && b`: nobody is asked for the second who has not the first.
            Opcode::LLVMSelect if condition.operand(2).as_uint() == Some(0) => {
                self.both(condition.operand(0), condition.operand(1))
            }
            _ => None,
        }
    }

    fn both(&mut self, one: Value, other: Value) -> Option<Interval> {
        let (one, other) = (self.part(one)?, self.part(other)?);
        let low = self.extremum("llvm.umax.i32", one.low, other.low);
        let high = self.extremum("llvm.umin.i32", one.high, other.high);
        Some(Interval { low, high, exact: one.exact && other.exact })
    }

    /// A condition that all have alike is for all threads or for none.
    fn part(&mut self, condition: Value) -> Option<Interval> {
        if self.shape(condition) != Shape::Uniform {
            return self.interval(condition);
        }
        let lanes = self.lanes(condition);
        let value = self.b.freeze(self.first(&lanes));
        let (none, all) = (self.i32().constant(0), self.i32().constant(self.width().into()));
        Some(Interval { low: none, high: self.b.select(value, all, none), exact: true })
    }

    fn extremum(&self, name: &str, a: Value, b: Value) -> Value {
        let i32 = self.i32();
        self.b.call_function(self.module.declare(name, i32.function(&[i32, i32])), &[a, b])
    }

    fn compared(&mut self, condition: Value) -> Option<Interval> {
        use IntPredicate::*;
        let (mut number, mut limit) = (condition.operand(0), condition.operand(1));
        let mut predicate = condition.int_predicate();
        if self.shape(number) == Shape::Uniform {
            (number, limit) = (limit, number);
            predicate = swapped(predicate);
        }
        let is_word = number.ty() == self.i32();
        if !is_word || self.shape(number) != Shape::Affine(1) || self.shape(limit) != Shape::Uniform {
            return None;
        }
        let straddles = !begins_at_multiple(number, self.plan.version);
        if straddles && !matches!(predicate, LLVMIntULT | LLVMIntSLT) {
            return None;
        }
        let (number, limit) = (self.lanes(number), self.lanes(limit));
        let (first, limit) = (self.first(&number), self.b.freeze(self.first(&limit)));
        let (zero, width) = (self.i32().constant(0), self.i32().constant(self.width().into()));
        // Threads from here to the limit: only asked for if it lies ahead.
        let ahead = self.b.sub(limit, first);
        let before = self.extremum("llvm.umin.i32", ahead, width);
        let last = self.i32().constant(u64::from(self.width()) - 1);
        let one = self.i32().constant(1);
        let with = self.b.add(self.extremum("llvm.umin.i32", ahead, last), one);
        let is = |predicate| self.b.icmp(predicate, first, limit);
        let interval = match predicate {
            // A number that may overflow within the group: it does not before it comes to the limit.
            LLVMIntSLT if straddles => {
                let high = self.b.select(is(predicate), before, zero);
                return Some(Interval { low: zero, high, exact: false });
            }
            // Limits beyond the signed numbers are not told apart.
            LLVMIntULT if straddles => {
                let positive = self.b.icmp(LLVMIntSGE, limit, zero);
                let holds = self.b.and(positive, is(LLVMIntULT));
                return Some(Interval { low: zero, high: self.b.select(holds, before, zero), exact: false });
            }
            LLVMIntULT | LLVMIntSLT => (zero, self.b.select(is(predicate), before, zero)),
            LLVMIntULE | LLVMIntSLE => (zero, self.b.select(is(predicate), with, zero)),
            LLVMIntUGT | LLVMIntSGT => (self.b.select(is(predicate), zero, with), width),
            LLVMIntUGE | LLVMIntSGE => (self.b.select(is(predicate), zero, before), width),
            LLVMIntEQ => {
                let found = self.b.icmp(LLVMIntULT, ahead, width);
                (before, self.b.select(found, self.b.add(before, one), before))
            }
            _ => return None,
        };
        Some(Interval { low: interval.0, high: interval.1, exact: true })
    }
}

fn swapped(predicate: IntPredicate) -> IntPredicate {
    use IntPredicate::*;
    match predicate {
        LLVMIntULT => LLVMIntUGT,
        LLVMIntULE => LLVMIntUGE,
        LLVMIntUGT => LLVMIntULT,
        LLVMIntUGE => LLVMIntULE,
        LLVMIntSLT => LLVMIntSGT,
        LLVMIntSLE => LLVMIntSGE,
        LLVMIntSGT => LLVMIntSLT,
        LLVMIntSGE => LLVMIntSLE,
        same => same,
    }
}

//! What threads publish when they meet, and how each decides from it.
//!
//! Per block in shared memory: two sets of counters (threads that have ended; threads at each of 16 barriers, and how many
//! of them bring a true predicate; arrivals without waiting, which stay until their barrier is complete), used in turn; and per thread, if the kernel has warp operations, its operation, mask
//! and operand. `super::meet` is the loop around this.

use crate::nvvm::intrinsics::{Meaning, WarpShape};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{
    AtomicOperation, AtomicOrdering, Block, Builder, IntPredicate::*, ModuleExt, Type, TypeKind, Value,
};
use std::collections::BTreeSet;

/// CUDA has 16 barriers per block.
const BARRIERS: u64 = 16;
/// Kinds of what a thread waits for; a warp operation is `WARP` plus its number.
pub(super) const AT_END: u64 = 0;
const AT_BARRIER: u64 = 1;
pub(super) const WARP: u64 = 2;
/// Not begun, or a turn of a loop that waits: complete at once.
const AT_START: u64 = 1 << 24;
/// At a barrier without waiting for it: complete at once too.
const AT_ARRIVAL: u64 = AT_START + 1;

pub(crate) struct Meeting {
    pub(super) word: Type,
    barrier: Value,
    tid: [Value; 3],
    ntid: [Value; 3],
    pub(super) counters: Value,
    /// Arrays of one word per thread: kind, mask, low and high half of the operand.
    pub(super) slots: Option<[Value; 4]>,
    /// Private variables: which set of counters, and what this thread asks and gets.
    set: Value,
    state: Value,
    pub(super) kind: Value,
    id: Value,
    expected: Value,
    reduction: Value,
    pub(super) mask: Value,
    pub(super) low: Value,
    pub(super) high: Value,
    pub(super) lane: Value,
    pub(super) clamp: Value,
    pub(super) result: Value,
    pub(super) flag: Value,
    pub(super) ops: BTreeSet<u32>,
    /// Barriers in use, a power of two, or 0.
    barriers: u64,
    /// Whether threads arrive at barriers without waiting.
    arrivals: bool,
}

/// One set of counters as read between the two barriers.
pub(crate) struct Counters {
    threads: Value,
    ended: Value,
    arrived: Value,
    yes: Value,
}

impl Meeting {
    /// Declares the shared words and, in the entry block, the private ones, and clears the counters.
    pub(crate) fn new(
        module: &Module<'_>,
        b: &Builder,
        entry: Block,
        calls: &[(Value, Meaning)],
        threads: u32,
        start: u64,
    ) -> Self {
        let void = module.void();
        let word = void.int(32);
        let ops: BTreeSet<u32> = calls
            .iter()
            .filter_map(|(_, meaning)| match meaning {
                Meaning::Warp { op, .. } => Some(*op),
                _ => None,
            })
            .collect();
        let shared = |name: &str, words: u64| {
            let variable = module.add_shared_variable(name, word.array(words));
            variable.set_internal();
            variable.set_initializer(word.array(words).poison());
            variable.set_alignment(4);
            variable
        };
        let slots = (!ops.is_empty()).then(|| {
            ["meet.kind", "meet.mask", "meet.low", "meet.high"].map(|name| shared(name, u64::from(threads)))
        });
        let barriers = barriers_in_use(calls);
        let arrivals = calls.iter().any(|(_, meaning)| matches!(meaning, Meaning::BarrierArrive));
        let counters = shared("meet.counters", 2 * words_of_set(barriers, arrivals));
        let register = |name: &str| {
            let name = format!("llvm.nvvm.read.ptx.sreg.{name}");
            module.declare(&name, word.function(&[]))
        };
        let barrier_type = void.function(&[word]);
        let barrier = module.declare("llvm.nvvm.barrier.cta.sync.aligned.all", barrier_type);
        if let Some(terminator) = entry.terminator() {
            b.before(terminator);
        }
        b.unlocate();
        let private = || {
            let slot = b.alloca(word, 4);
            b.store(word.constant(0), slot, 4);
            slot
        };
        let meeting = Self {
            word,
            barrier,
            tid: ["tid.x", "tid.y", "tid.z"].map(register),
            ntid: ["ntid.x", "ntid.y", "ntid.z"].map(register),
            counters,
            slots,
            set: private(),
            state: private(),
            kind: private(),
            id: private(),
            expected: private(),
            reduction: private(),
            mask: private(),
            low: private(),
            high: private(),
            lane: private(),
            clamp: private(),
            result: private(),
            flag: private(),
            barriers,
            arrivals,
            ops,
        };
        for index in 0..2 * words_of_set(barriers, arrivals) {
            // Every thread writes the same zeros, so no thread has to be chosen.
            b.store(word.constant(0), meeting.word_at(b, counters, word.constant(index)), 4);
        }
        meeting.barrier(b);
        b.store(word.constant(AT_START), meeting.kind, 4);
        b.store(word.constant(start), meeting.state, 4);
        meeting
    }

    pub(super) fn number(&self, value: u64) -> Value {
        self.word.constant(value)
    }

    pub(super) fn word_at(&self, b: &Builder, array: Value, index: Value) -> Value {
        let offset = b.mul(index, self.number(4));
        b.byte_offset(array, offset, true)
    }

    pub(super) fn get(&self, b: &Builder, slot: Value) -> Value {
        b.load(self.word, slot, 4)
    }

    pub(crate) fn barrier(&self, b: &Builder) {
        b.call_function(self.barrier, &[self.number(0)]);
    }

    pub(crate) fn state(&self, b: &Builder) -> Value {
        self.get(b, self.state)
    }

    /// Writes down what a call waits for.
    pub(crate) fn request(&self, b: &Builder, call: Value, meaning: Meaning, state: u64) {
        let a = call.arguments();
        let zero = self.number(0);
        b.store(self.number(state), self.state, 4);
        match meaning {
            Meaning::Barrier { op, predicate, count } => {
                b.store(self.number(AT_BARRIER), self.kind, 4);
                let id = a.first().copied().unwrap_or(zero);
                b.store(b.and(id, self.number(self.barriers - 1)), self.id, 4);
                b.store(if count { a[1] } else { zero }, self.expected, 4);
                b.store(self.number(op.into()), self.reduction, 4);
                let yes = if predicate { self.truth(b, a[1]) } else { zero };
                b.store(yes, self.low, 4);
            }
            Meaning::BarrierArrive => {
                b.store(self.number(AT_ARRIVAL), self.kind, 4);
                b.store(b.and(a[0], self.number(self.barriers - 1)), self.id, 4);
            }
            Meaning::Warp { op, shape } => {
                // Lanes that ask for their mask of active lanes do so together at one place only.
                let kind = WARP
                    + u64::from(op)
                    + if op == super::meeting_lanes::op::ACTIVE { state << 8 } else { 0 };
                b.store(self.number(kind), self.kind, 4);
                let (mask, value, lane, clamp) = match shape {
                    WarpShape::Mask => (a[0], zero, zero, zero),
                    WarpShape::Active => (zero, zero, zero, zero),
                    WarpShape::Shuffle => (a[0], a[1], a[2], a[3]),
                    WarpShape::Vote | WarpShape::Match => (a[0], a[1], zero, zero),
                    WarpShape::Reduce => (a[1], a[0], zero, zero),
                };
                let (low, high) = self.words(b, value);
                let pairs = [
                    (mask, self.mask),
                    (low, self.low),
                    (high, self.high),
                    (lane, self.lane),
                    (clamp, self.clamp),
                ];
                for (value, slot) in pairs {
                    b.store(value, slot, 4);
                }
            }
            _ => {
                b.store(self.number(AT_START), self.kind, 4);
            }
        }
    }

    /// The thread has ended and stays.
    pub(crate) fn end(&self, b: &Builder, state: u64) {
        b.store(self.number(state), self.state, 4);
        b.store(self.number(AT_END), self.kind, 4);
    }

    fn truth(&self, b: &Builder, value: Value) -> Value {
        if value.ty().int_width() == 1 {
            return b.zext(value, self.word);
        }
        let yes = b.icmp(LLVMIntNE, value, value.ty().null());
        b.zext(yes, self.word)
    }

    fn words(&self, b: &Builder, value: Value) -> (Value, Value) {
        let value = if value.ty().kind() == TypeKind::Float { b.bitcast(value, self.word) } else { value };
        if value.ty().int_width() < 64 {
            return (b.resize(value, self.word), self.number(0));
        }
        let high = b.lshr(value, value.ty().constant(32));
        (b.trunc(value, self.word), b.trunc(high, self.word))
    }

    /// What the operation gave, as the call's type.
    pub(crate) fn result(&self, b: &Builder, ty: Type) -> Value {
        if ty.kind() == TypeKind::Struct {
            let first = self.typed(b, self.result, ty.field(0));
            let second = self.typed(b, self.flag, ty.field(1));
            return b.insert_value(b.insert_value(ty.poison(), first, 0), second, 1);
        }
        self.typed(b, self.result, ty)
    }

    fn typed(&self, b: &Builder, slot: Value, ty: Type) -> Value {
        let value = self.get(b, slot);
        match ty.kind() {
            TypeKind::Float => b.bitcast(value, ty),
            TypeKind::Integer if ty.int_width() == 1 => b.icmp(LLVMIntNE, value, self.number(0)),
            _ => b.resize(value, ty),
        }
    }

    pub(super) fn linear(&self, b: &Builder) -> Value {
        let [x, y, z] = self.tid.map(|f| b.call_function(f, &[]));
        let (width, height) = (b.call_function(self.ntid[0], &[]), b.call_function(self.ntid[1], &[]));
        b.add(b.mul(b.add(b.mul(z, height), y), width), x)
    }

    pub(super) fn threads(&self, b: &Builder) -> Value {
        let [x, y, z] = self.ntid.map(|f| b.call_function(f, &[]));
        b.mul(b.mul(x, y), z)
    }

    fn counter(&self, b: &Builder, index: Value) -> Value {
        let base = b.mul(self.get(b, self.set), self.number(words_of_set(self.barriers, self.arrivals)));
        self.word_at(b, self.counters, b.add(base, index))
    }

    fn add(&self, b: &Builder, index: Value, amount: Value) {
        let address = self.counter(b, index);
        b.read_modify_write(
            AtomicOperation::LLVMAtomicRMWBinOpAdd,
            address,
            amount,
            AtomicOrdering::LLVMAtomicOrderingMonotonic,
        );
    }

    /// Adds this thread to the counters of the current set and fills its slots.
    pub(crate) fn publish(&self, b: &Builder) {
        let kind = self.get(b, self.kind);
        let is = |kind_of: u64| b.zext(b.icmp(LLVMIntEQ, kind, self.number(kind_of)), self.word);
        self.add(b, self.number(0), is(AT_END));
        if self.barriers > 0 {
            let (at_barrier, id) = (is(AT_BARRIER), self.get(b, self.id));
            self.add(b, b.add(id, self.number(1)), at_barrier);
            let yes = b.and(at_barrier, self.get(b, self.low));
            self.add(b, b.add(id, self.number(1 + self.barriers)), yes);
            if self.arrivals {
                self.add(b, b.add(id, self.number(1 + 2 * self.barriers)), is(AT_ARRIVAL));
                // All who wait there bring the same number; whoever does not wait adds nothing to what is read then.
                let expected = b.mul(self.get(b, self.expected), at_barrier);
                let most = AtomicOperation::LLVMAtomicRMWBinOpUMax;
                let place = self.counter(b, b.add(id, self.number(1 + 3 * self.barriers)));
                b.read_modify_write(most, place, expected, AtomicOrdering::LLVMAtomicOrderingMonotonic);
            }
        }
        if let Some(slots) = self.slots {
            let me = self.linear(b);
            let values = [kind, self.get(b, self.mask), self.get(b, self.low), self.get(b, self.high)];
            for (slot, value) in slots.into_iter().zip(values) {
                b.store(value, self.word_at(b, slot, me), 4);
            }
        }
    }

    /// Reads the current set, clears the other one for the next meeting and makes it current.
    pub(crate) fn counters(&self, b: &Builder) -> Counters {
        let read = |index: Value| b.load(self.word, self.counter(b, index), 4);
        let id = self.get(b, self.id);
        let ended = read(self.number(0));
        let (arrived, yes) = match self.barriers {
            0 => (self.number(0), self.number(0)),
            barriers => (read(b.add(id, self.number(1))), read(b.add(id, self.number(1 + barriers)))),
        };
        let mut counters = Counters { threads: self.threads(b), ended, arrived, yes };
        let mut words = vec![self.number(0); words_of_set(self.barriers, self.arrivals) as usize];
        if self.arrivals {
            let earlier = read(b.add(id, self.number(1 + 2 * self.barriers)));
            counters.arrived = b.add(arrived, earlier);
            for barrier in 0..self.barriers {
                let [waiting, _, earlier, expected] =
                    [0, 1, 2, 3].map(|part| read(self.number(1 + part * self.barriers + barrier)));
                let enough = self.is_enough(b, &counters, b.add(waiting, earlier), expected);
                let complete = b.and(enough, b.icmp(LLVMIntNE, waiting, self.number(0)));
                let kept = b.select(complete, self.number(0), earlier);
                words[(1 + 2 * self.barriers + barrier) as usize] = kept;
            }
        }
        let other = b.xor(self.get(b, self.set), self.number(1));
        b.store(other, self.set, 4);
        for (index, word) in words.into_iter().enumerate() {
            // Nobody reads or counts in the other set before the next barrier; all write the same.
            b.store(word, self.counter(b, self.number(index as u64)), 4);
        }
        counters
    }

    /// True if so many arrivals complete a barrier for which so many are expected; 0 for all threads of the block.
    fn is_enough(&self, b: &Builder, counters: &Counters, arrived: Value, expected: Value) -> Value {
        let present = b.sub(counters.threads, counters.ended);
        let whole = b.icmp(LLVMIntEQ, expected, self.number(0));
        b.icmp(LLVMIntUGE, arrived, b.select(whole, present, expected))
    }

    pub(crate) fn all_ended(&self, b: &Builder, counters: &Counters) -> Value {
        b.icmp(LLVMIntEQ, counters.ended, counters.threads)
    }

    /// True if this thread's operation is complete; its result is written then.
    pub(crate) fn decide(&self, b: &Builder, kernel: Value, counters: &Counters) -> Value {
        let kind = self.get(b, self.kind);
        let at_barrier = b.icmp(LLVMIntEQ, kind, self.number(AT_BARRIER));
        let expected = self.get(b, self.expected);
        let enough = self.is_enough(b, counters, counters.arrived, expected);
        let starting = b.icmp(LLVMIntUGE, kind, self.number(AT_START));
        let met = b.or(starting, b.and(at_barrier, enough));
        self.barrier_result(b, counters, at_barrier);
        if self.slots.is_none() {
            return met;
        }
        let above = b.icmp(LLVMIntUGE, kind, self.number(WARP));
        let below = b.icmp(LLVMIntULT, kind, self.number(AT_START));
        let at_warp = b.and(above, below);
        let agreed = self.warp(b, kernel, at_warp);
        b.or(met, b.and(at_warp, agreed))
    }

    /// 1 counts, 2 asks for all, 3 for any.
    fn barrier_result(&self, b: &Builder, counters: &Counters, at_barrier: Value) {
        let reduction = self.get(b, self.reduction);
        let is = |number: u64| b.icmp(LLVMIntEQ, reduction, self.number(number));
        let all = b.zext(b.icmp(LLVMIntEQ, counters.yes, counters.arrived), self.word);
        let any = b.zext(b.icmp(LLVMIntNE, counters.yes, self.number(0)), self.word);
        let result = b.select(is(1), counters.yes, b.select(is(2), all, any));
        let kept = self.get(b, self.result);
        b.store(b.select(at_barrier, result, kept), self.result, 4);
    }
}

/// Words of one set of counters: ended; of each barrier the threads that wait, those with true predicates, arrivals without
/// waiting, and the number expected.
fn words_of_set(barriers: u64, arrivals: bool) -> u64 {
    1 + if arrivals { 4 } else { 2 } * barriers
}

/// How many barriers the calls may name, rounded up to a power of two.
fn barriers_in_use(calls: &[(Value, Meaning)]) -> u64 {
    let ids = calls
        .iter()
        .filter(|(_, meaning)| matches!(meaning, Meaning::Barrier { .. } | Meaning::BarrierArrive))
        .map(|(call, _)| call.arguments().first().map_or(Some(0), |id| id.as_uint()));
    let used = ids.map(|id| id.map_or(BARRIERS, |id| id + 1)).max();
    used.map_or(0, |used| used.clamp(1, BARRIERS).next_power_of_two())
}

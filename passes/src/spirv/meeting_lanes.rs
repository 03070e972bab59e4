//! Warp operations at a meeting: what a thread sees of its warp's 32 lanes, and what each operation makes of it.

use super::meeting::{AT_END, Meeting, WARP};
use llvm_config::ir::IntPredicate::*;
use llvm_config::ir::{Builder, Type, Value};

/// Operations of `__shfl_sync` to `__activemask`, as `nvvm::intrinsics` numbers them.
pub(super) mod op {
    pub(crate) const SYNC: u32 = 0;
    pub(crate) const SHUFFLE: std::ops::RangeInclusive<u32> = 1..=4;
    pub(crate) const SHUFFLE_INDEX: u32 = 4;
    pub(crate) const VOTES: std::ops::RangeInclusive<u32> = 5..=8;
    pub(crate) const VOTE_ALL: u32 = 5;
    pub(crate) const VOTE_ANY: u32 = 6;
    pub(crate) const VOTE_UNIFORM: u32 = 7;
    pub(crate) const BALLOT: u32 = 8;
    pub(crate) const MATCH_ANY: u32 = 9;
    pub(crate) const MATCH_ALL: u32 = 10;
    pub(crate) const REDUCE: std::ops::RangeInclusive<u32> = 11..=18;
    pub(crate) const ACTIVE: u32 = 19;
}

impl Meeting {
    /// Looks at the 32 lanes of this thread's warp; true if everyone in its mask is here or has ended.
    pub(super) fn warp(&self, b: &Builder, kernel: Value, at_warp: Value) -> Value {
        let word = self.word;
        let [kinds, masks, lows, highs] = self.slots.unwrap_or([self.counters; 4]);
        let me = self.linear(b);
        let (lane, first) = (b.and(me, self.number(31)), b.and(me, self.number(!31)));
        let (kind, mask) = (self.get(b, self.kind), self.get(b, self.mask));
        let (low, high) = (self.get(b, self.low), self.get(b, self.high));
        let threads = self.threads(b);
        let before = b.block();
        let body = kernel.append_block("lanes");
        let after = kernel.append_block("lanes.done");
        b.br(body);
        b.at_end(body);
        let phi = |start: Value| {
            let phi = b.phi(word);
            phi.add_incoming(start, before);
            phi
        };
        let zero = self.number(0);
        let first_place = self.ops.contains(&op::ACTIVE).then(|| phi(word.all_ones()));
        let (index, here, gone, yes, same) = (phi(zero), phi(zero), phi(zero), phi(zero), phi(zero));
        let folds: Vec<(u32, Value)> = self
            .ops
            .iter()
            .filter(|op| op::REDUCE.contains(op))
            .map(|&op| (op, phi(neutral(word, op))))
            .collect();
        let mate = b.add(first, index);
        let exists = b.icmp(LLVMIntULT, mate, threads);
        let mate = b.select(exists, mate, me);
        let at = |array: Value| b.load(word, self.word_at(b, array, mate), 4);
        let its_kind = at(kinds);
        let bit = b.shl(self.number(1), index);
        let set = |old: Value, test: Value| b.or(old, b.select(test, bit, self.number(0)));
        let equal = |x: Value, y: Value| b.icmp(LLVMIntEQ, x, y);
        let ended = b.or(b.not(exists), equal(its_kind, self.number(AT_END)));
        let joins = b.and(exists, b.and(equal(its_kind, kind), equal(at(masks), mask)));
        let its_low = at(lows);
        let truth = b.or(its_low, at(highs));
        let alike = b.and(equal(its_low, low), equal(at(highs), high));
        let next_here = set(here, joins);
        let next_gone = set(gone, ended);
        let next_yes = set(yes, b.and(joins, b.icmp(LLVMIntNE, truth, zero)));
        let next_same = set(same, b.and(joins, alike));
        let included = b.and(joins, b.icmp(LLVMIntNE, b.and(mask, bit), zero));
        let next_folds: Vec<Value> =
            folds.iter().map(|&(op, old)| b.select(included, fold(b, op, old, its_low), old)).collect();
        let next_place = first_place.map(|least| {
            let at_place = b.and(exists, is_at_place(self, b, its_kind));
            let earlier = b.and(at_place, b.icmp(LLVMIntULT, its_kind, least));
            (least, b.select(earlier, its_kind, least))
        });
        let next = b.add(index, self.number(1));
        let more = b.icmp(LLVMIntULT, next, self.number(32));
        let end = b.block();
        for (phi, value) in
            [(index, next), (here, next_here), (gone, next_gone), (yes, next_yes), (same, next_same)]
        {
            phi.add_incoming(value, end);
        }
        for (&(_, phi), value) in folds.iter().zip(&next_folds) {
            phi.add_incoming(*value, end);
        }
        if let Some((phi, value)) = next_place {
            phi.add_incoming(value, end);
        }
        b.cond_br(more, body, after);
        b.at_end(after);
        let missing = b.and(mask, b.not(b.or(next_here, next_gone)));
        let mut agreed = equal(missing, zero);
        if let Some((_, least)) = next_place {
            let waits = b.and(is_at_place(self, b, kind), b.icmp(LLVMIntNE, kind, least));
            agreed = b.and(agreed, b.not(waits));
        }
        let lanes = Lanes { lane, first, here: next_here, yes: next_yes, same: next_same };
        let folds = folds.iter().zip(next_folds).map(|(&(op, _), value)| (op, value)).collect();
        self.warp_result(b, at_warp, &lanes, folds);
        agreed
    }

    fn warp_result(&self, b: &Builder, at_warp: Value, lanes: &Lanes, folds: Vec<(u32, Value)>) {
        let mask = self.get(b, self.mask);
        let zero = self.number(0);
        let kind = b.and(self.get(b, self.kind), self.number(0xff));
        let (mut result, mut flag) = (self.get(b, self.result), self.get(b, self.flag));
        let mut put = |op: u32, value: Value, predicate: Value| {
            let is = b.and(at_warp, b.icmp(LLVMIntEQ, kind, self.number(WARP + u64::from(op))));
            result = b.select(is, value, result);
            flag = b.select(is, predicate, flag);
        };
        let yes = b.and(lanes.yes, mask);
        let members = b.and(lanes.here, mask);
        let number = |test: Value| b.zext(test, self.word);
        let all = number(b.icmp(LLVMIntEQ, yes, members));
        let any = number(b.icmp(LLVMIntNE, yes, zero));
        let none = number(b.icmp(LLVMIntEQ, yes, zero));
        let same = b.and(lanes.same, mask);
        let everyone = number(b.icmp(LLVMIntEQ, same, members));
        for &op in &self.ops {
            match op {
                _ if op::SHUFFLE.contains(&op) => {
                    let (value, in_range) = self.shuffle(b, op, lanes);
                    put(op, value, in_range);
                }
                op::VOTE_ALL => put(op, all, zero),
                op::VOTE_ANY => put(op, any, zero),
                op::VOTE_UNIFORM => put(op, b.or(all, none), zero),
                op::BALLOT => put(op, yes, zero),
                op::MATCH_ANY => put(op, same, zero),
                op::MATCH_ALL => {
                    put(op, b.select(b.trunc(everyone, self.word.int(1)), members, zero), everyone)
                }
                op::ACTIVE => put(op, lanes.here, zero),
                _ => {}
            }
        }
        for (op, value) in folds {
            put(op, value, zero);
        }
        b.store(result, self.result, 4);
        b.store(flag, self.flag, 4);
    }

    /// The value of the source lane, and whether it is in range.
    fn shuffle(&self, b: &Builder, op: u32, lanes: &Lanes) -> (Value, Value) {
        let by = b.and(self.get(b, self.lane), self.number(31));
        let (source, in_range) = source(b, op, lanes.lane, by, self.get(b, self.clamp));
        let source = b.select(in_range, source, lanes.lane);
        let lows = self.slots.map_or(self.counters, |slots| slots[2]);
        let address = self.word_at(b, lows, b.add(lanes.first, source));
        (b.load(self.word, address, 4), b.zext(in_range, self.word))
    }
}

/// Lanes that meet by being at the same place: those who are behind in the code go first, so that lanes which diverged
/// come together again where hardware would let them.
fn is_at_place(meeting: &Meeting, b: &Builder, kind: Value) -> Value {
    let operation = b.and(kind, meeting.number(0xff));
    b.icmp(LLVMIntEQ, operation, meeting.number(WARP + u64::from(op::ACTIVE)))
}

/// What one thread has seen of its warp.
struct Lanes {
    lane: Value,
    first: Value,
    here: Value,
    yes: Value,
    same: Value,
}

/// PTX ISA, "shfl.sync": the source lane `j`, and whether it is in range. `by` is below 32, `control` is operand `c`.
pub(super) fn source(b: &Builder, op: u32, lane: Value, by: Value, control: Value) -> (Value, Value) {
    let low_bits = control.ty().constant(31);
    let clamp = b.and(control, low_bits);
    let segment = b.and(b.lshr(control, control.ty().constant(8)), low_bits);
    let start = b.and(lane, segment);
    let last = b.or(start, b.and(clamp, b.not(segment)));
    let (j, predicate) = match op {
        1 => (b.sub(lane, by), LLVMIntSGE),
        2 => (b.add(lane, by), LLVMIntSLE),
        3 => (b.xor(lane, by), LLVMIntSLE),
        _ => (b.or(start, b.and(by, b.not(segment))), LLVMIntSLE),
    };
    (j, b.icmp(predicate, j, last))
}

/// What a reduction starts with.
pub(super) fn neutral(word: Type, op: u32) -> Value {
    match op {
        12 | 16 => word.all_ones(),
        14 => word.constant(0x7fff_ffff),
        15 => word.constant(0x8000_0000),
        _ => word.constant(0),
    }
}

/// One step of a reduction.
pub(super) fn fold(b: &Builder, op: u32, old: Value, value: Value) -> Value {
    let pick = |predicate| b.select(b.icmp(predicate, value, old), value, old);
    match op {
        11 => b.add(old, value),
        12 => pick(LLVMIntULT),
        13 => pick(LLVMIntUGT),
        14 => pick(LLVMIntSLT),
        15 => pick(LLVMIntSGT),
        16 => b.and(old, value),
        17 => b.or(old, value),
        _ => b.xor(old, value),
    }
}

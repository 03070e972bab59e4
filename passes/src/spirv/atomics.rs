//! Read-modify-writes and compare-and-swaps.
//!
//! Integers of 32 and 64 bits have instructions for CUDA's operations; everything else is a loop of compare-and-swaps
//! on the word that holds the value (PTX ISA, "atom": every type's operation is one atomic step), and so are additions of
//! floats in modules for devices that have none. Private memory has one
//! thread, so there plain accesses do.

use super::access::Place;
use super::dialect;
use super::layout::Storage;
use super::lower::{Lowering, Rep};
use super::sync::DEVICE;
use crate::nvvm::load::space;
use anywarp_diag::Code;
use llvm_config::ir::{
    AtomicOperation, AtomicOrdering, IntPredicate, Opcode, RealPredicate, Type, TypeKind, Value,
};

/// One atomic operation on its way to instructions.
#[derive(Clone, Copy)]
struct Atomic {
    operation: AtomicOperation,
    /// The operand, as the operation computes with it.
    operand: Value,
    ordered: bool,
}

fn native(operation: AtomicOperation) -> Option<&'static str> {
    use AtomicOperation::*;
    Some(match operation {
        LLVMAtomicRMWBinOpXchg => "exchange",
        LLVMAtomicRMWBinOpAdd => "add",
        LLVMAtomicRMWBinOpSub => "sub",
        LLVMAtomicRMWBinOpAnd => "and",
        LLVMAtomicRMWBinOpOr => "or",
        LLVMAtomicRMWBinOpXor => "xor",
        LLVMAtomicRMWBinOpMax => "smax",
        LLVMAtomicRMWBinOpMin => "smin",
        LLVMAtomicRMWBinOpUMax => "umax",
        LLVMAtomicRMWBinOpUMin => "umin",
        _ => return None,
    })
}

pub(super) fn is_ordered(ordering: AtomicOrdering) -> bool {
    use AtomicOrdering::*;
    !matches!(
        ordering,
        LLVMAtomicOrderingNotAtomic | LLVMAtomicOrderingUnordered | LLVMAtomicOrderingMonotonic
    )
}

/// Whether GPUs may have an instruction for it that computes with floats.
fn is_float_addition(operation: AtomicOperation, ty: Type) -> bool {
    operation == AtomicOperation::LLVMAtomicRMWBinOpFAdd
        && matches!(ty.kind(), TypeKind::Float | TypeKind::Double)
}

/// Whether a kernel has atomic additions of floats of 32 or 64 bits that may be in device memory.
pub(super) fn may_add_floats(kernel: Value) -> bool {
    kernel.instructions().into_iter().any(|i| {
        i.opcode() == Opcode::LLVMAtomicRMW
            && is_float_addition(i.atomic_operation(), i.ty())
            && i.operand(0).ty().address_space() != space::SHARED
    })
}

impl Lowering<'_, '_> {
    pub(crate) fn read_modify_write(&mut self, i: Value) {
        let operand = self.stored(i.operand(1));
        let atomic = Atomic { operation: i.atomic_operation(), operand, ordered: is_ordered(i.ordering()) };
        if !self.can_compute(atomic.operation) {
            self.unsupported(i, Code::Unsupported, format!("atomic `{:?}`", atomic.operation));
            return self.define_poison(i);
        }
        let ty = operand.ty();
        let place = self.place(i, i.operand(0));
        let bits = self.at_place(place, |l, place| l.atomic_at(atomic, place));
        let value = self.value_from(bits, ty);
        self.define_loaded(i, value);
    }

    pub(crate) fn compare_exchange(&mut self, i: Value) {
        let (expected, new) = (self.stored(i.operand(1)), self.stored(i.operand(2)));
        let place = self.place(i, i.operand(0));
        // The instruction is a relaxed one.
        let ordered = is_ordered(i.success_ordering());
        if ordered {
            self.fence(DEVICE);
        }
        let old = self.at_place(place, |l, place| l.exchange_at(expected, new, place));
        if ordered {
            self.fence(DEVICE);
        }
        let success = self.b.icmp(IntPredicate::LLVMIntEQ, old, expected);
        let ty = self.memory_type(i.ty());
        let pair = self.b.insert_value(ty.poison(), old, 0);
        let pair = self.b.insert_value(pair, success, 1);
        self.define(i, pair);
    }

    fn at_place(&mut self, place: Place, mut act: impl FnMut(&mut Self, Place) -> Value) -> Value {
        if place.rep == Rep::Tagged {
            let value = self.by_tag(place, |l, place| Some(act(l, place)));
            return value.unwrap_or_else(|| self.i64().poison());
        }
        act(self, place)
    }

    /// The old bits of memory.
    fn atomic_at(&mut self, atomic: Atomic, place: Place) -> Value {
        let ty = atomic.operand.ty();
        let bits = self.bits_of(atomic.operand);
        let whole = bits.ty().int_width() >= 32;
        // A native operation must compute on integers; an exchange computes nothing.
        let exchange = atomic.operation == AtomicOperation::LLVMAtomicRMWBinOpXchg;
        let integer = ty.kind() == TypeKind::Integer || exchange;
        match (native(atomic.operation).filter(|_| whole && integer), place.rep) {
            (Some(name), Rep::Array(object))
                if !self.is_private(place) && self.word_of(place, bits.ty()) == bits.ty() =>
            {
                let (index, _) = self.element_index(object, place, u64::from(bits.ty().int_width() / 8));
                self.atomic_on_array(name, object, index, bits, atomic.ordered)
            }
            (Some(name), Rep::Global) => {
                let name = format!("{}{name}.{}", dialect::ATOMIC_GLOBAL, dialect::suffix(bits.ty()));
                let ordered = self.word(atomic.ordered.into());
                self.marker(&name, bits.ty(), &[place.address, bits, ordered])
            }
            (None, Rep::Global) if self.adds_floats && is_float_addition(atomic.operation, ty) => {
                let name = format!("{}fadd.{}", dialect::ATOMIC_GLOBAL, dialect::suffix(ty));
                let ordered = self.word(atomic.ordered.into());
                let old = self.marker(&name, ty, &[place.address, atomic.operand, ordered]);
                self.bits_of(old)
            }
            _ => self.update(place, bits.ty(), |l, old| {
                let old = l.value_from(old, ty);
                let new = l.computed(atomic.operation, old, atomic.operand);
                l.bits_of(new)
            }),
        }
    }

    fn exchange_at(&mut self, expected: Value, new: Value, place: Place) -> Value {
        if !self.is_private(place) && self.word_of(place, expected.ty()) == expected.ty() {
            return self.swap_word(place, expected, new);
        }
        self.update(place, expected.ty(), |l, old| {
            let equal = l.b.icmp(IntPredicate::LLVMIntEQ, old, expected);
            l.b.select(equal, new, old)
        })
    }

    fn is_private(&self, place: Place) -> bool {
        matches!(place.rep, Rep::Array(object) if self.group(object).storage == Storage::Private)
    }

    pub(crate) fn atomic_on_array(
        &mut self,
        operation: &str,
        object: usize,
        index: Value,
        bits: Value,
        ordered: bool,
    ) -> Value {
        let array = self.word(self.group(object).array.into());
        let name = format!("{}{operation}.{}", dialect::ATOMIC_ARRAY, dialect::suffix(bits.ty()));
        let ordered = self.word(ordered.into());
        self.marker(&name, bits.ty(), &[array, index, bits, ordered])
    }

    /// Compare-and-swap of the 32- or 64-bit word at `place`; the old bits.
    fn swap_word(&mut self, place: Place, expected: Value, new: Value) -> Value {
        let ty = expected.ty();
        let ordered = self.word(0);
        match place.rep {
            Rep::Array(object) => {
                let (index, _) = self.element_index(object, place, u64::from(ty.int_width() / 8));
                let array = self.word(self.group(object).array.into());
                let name = format!("{}{}", dialect::EXCHANGE_ARRAY, dialect::suffix(ty));
                self.marker(&name, ty, &[array, index, expected, new, ordered])
            }
            _ => {
                let name = format!("{}{}", dialect::EXCHANGE_GLOBAL, dialect::suffix(ty));
                self.marker(&name, ty, &[place.address, expected, new, ordered])
            }
        }
    }

    /// Replaces the bits at `place` by a function of them, in one atomic step; the old bits.
    fn update(&mut self, place: Place, ty: Type, compute: impl Fn(&mut Self, Value) -> Value) -> Value {
        if self.is_private(place) {
            let old = self.load_type(ty, place);
            let new = compute(self, old);
            self.store_bits(new, place);
            return old;
        }
        let (word_place, shift) = self.word_around(place, ty);
        let word_type = self.word_of(place, ty);
        let first = self.atomic_load(word_place, word_type);
        let before = self.b.block();
        let (again, done) = (self.new.append_block("cas"), self.new.append_block("cas.done"));
        self.b.br(again);
        self.b.at_end(again);
        let old = self.b.phi(word_type);
        old.add_incoming(first, before);
        let part = match shift {
            None => old,
            Some(shift) => {
                let shift = self.b.resize(shift, word_type);
                let part = self.b.lshr(old, shift);
                self.b.resize(part, ty)
            }
        };
        let new = compute(self, part);
        let new = match shift {
            None => new,
            Some(shift) => {
                let shift = self.b.resize(shift, word_type);
                let ones = self.b.resize(ty.all_ones(), word_type);
                let mask = self.b.shl(ones, shift);
                let keep = self.b.not(mask);
                let kept = self.b.and(old, keep);
                let wide = self.b.resize(new, word_type);
                let set = self.b.shl(wide, shift);
                self.b.or(kept, set)
            }
        };
        let found = self.swap_word(word_place, old, new);
        let end = self.b.block();
        old.add_incoming(found, end);
        let success = self.b.icmp(IntPredicate::LLVMIntEQ, found, old);
        self.b.cond_br(success, done, again);
        self.b.at_end(done);
        part
    }

    fn atomic_load(&mut self, place: Place, ty: Type) -> Value {
        match place.rep {
            Rep::Array(object) => {
                let (index, _) = self.element_index(object, place, u64::from(ty.int_width() / 8));
                self.atomic_on_array("load", object, index, ty.null(), false)
            }
            _ => {
                let name = format!("{}load.{}", dialect::ATOMIC_GLOBAL, dialect::suffix(ty));
                let ordered = self.word(0);
                self.marker(&name, ty, &[place.address, ty.null(), ordered])
            }
        }
    }

    /// The word that holds something narrower, and its position in bits there.
    fn word_around(&mut self, place: Place, ty: Type) -> (Place, Option<Value>) {
        let word = self.word_of(place, ty);
        if word == ty {
            return (place, None);
        }
        let alignment = word.int_width() / 8;
        let address = place.address;
        let (within, per_word) = match place.rep {
            Rep::Array(object) => {
                let unit = self.group(object).unit;
                // Atomics make elements of whole words.
                let per_word = self.word(self.group(object).element / unit);
                let within = self.b.urem(address, per_word);
                (self.b.mul(within, self.word(unit)), within)
            }
            _ => {
                let within = self.b.and(address, self.i64().constant(3));
                (self.b.trunc(within, self.i32()), within)
            }
        };
        let address = self.b.sub(address, per_word);
        let shift = self.b.mul(within, self.word(8));
        (Place { address, alignment: alignment.into(), ..place }, Some(shift))
    }

    /// The type that an instruction can work on there: an array has elements of one width, and nothing has less than 32
    /// bits.
    fn word_of(&self, place: Place, ty: Type) -> Type {
        match place.rep {
            Rep::Array(object) => self.void().int(self.group(object).element as u32 * 8),
            _ if ty.int_width() < 32 => self.i32(),
            _ => ty,
        }
    }

    fn can_compute(&self, operation: AtomicOperation) -> bool {
        use AtomicOperation::*;
        native(operation).is_some()
            || matches!(
                operation,
                LLVMAtomicRMWBinOpNand
                    | LLVMAtomicRMWBinOpFAdd
                    | LLVMAtomicRMWBinOpFSub
                    | LLVMAtomicRMWBinOpFMax
                    | LLVMAtomicRMWBinOpFMin
                    | LLVMAtomicRMWBinOpUIncWrap
                    | LLVMAtomicRMWBinOpUDecWrap
            )
    }

    /// What an operation writes, as LLVM's reference of `atomicrmw` defines it.
    fn computed(&mut self, operation: AtomicOperation, old: Value, operand: Value) -> Value {
        use AtomicOperation::*;
        use IntPredicate::*;
        let b = &self.b;
        let pick = |predicate| b.select(b.icmp(predicate, old, operand), old, operand);
        match operation {
            LLVMAtomicRMWBinOpXchg => operand,
            LLVMAtomicRMWBinOpAdd => b.add(old, operand),
            LLVMAtomicRMWBinOpSub => b.sub(old, operand),
            LLVMAtomicRMWBinOpAnd => b.and(old, operand),
            LLVMAtomicRMWBinOpNand => b.not(b.and(old, operand)),
            LLVMAtomicRMWBinOpOr => b.or(old, operand),
            LLVMAtomicRMWBinOpXor => b.xor(old, operand),
            LLVMAtomicRMWBinOpMax => pick(LLVMIntSGT),
            LLVMAtomicRMWBinOpMin => pick(LLVMIntSLT),
            LLVMAtomicRMWBinOpUMax => pick(LLVMIntUGT),
            LLVMAtomicRMWBinOpUMin => pick(LLVMIntULT),
            LLVMAtomicRMWBinOpFAdd => b.fadd(old, operand),
            LLVMAtomicRMWBinOpFSub => b.fsub(old, operand),
            // maxNum: a NaN operand loses. `old` stays unless the operand is greater or `old` is no number.
            LLVMAtomicRMWBinOpFMax | LLVMAtomicRMWBinOpFMin => {
                let predicate = if operation == LLVMAtomicRMWBinOpFMax {
                    RealPredicate::LLVMRealOGT
                } else {
                    RealPredicate::LLVMRealOLT
                };
                let better = b.fcmp(predicate, operand, old);
                let no_number = b.fcmp(RealPredicate::LLVMRealUNO, old, old);
                b.select(b.or(better, no_number), operand, old)
            }
            LLVMAtomicRMWBinOpUIncWrap => {
                let wraps = b.icmp(LLVMIntUGE, old, operand);
                b.select(wraps, old.ty().constant(0), b.add(old, old.ty().constant(1)))
            }
            _ => {
                let zero = b.icmp(LLVMIntEQ, old, old.ty().constant(0));
                let above = b.icmp(LLVMIntUGT, old, operand);
                let less = b.sub(old, old.ty().constant(1));
                b.select(b.or(zero, above), operand, less)
            }
        }
    }
}

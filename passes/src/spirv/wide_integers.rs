//! Integers of 65 to 128 bits become pairs of 64 bits.
//!
//!   %s = add i128 %a, %b        %lo = add i64 %a.lo, %b.lo
//!                               %carry = zext (icmp ult %lo, %a.lo)
//!                               %hi = add (add %a.hi, %b.hi), %carry
//!
//! Bits of the upper half beyond the width are always zero; operations that look at the sign extend it first. Divisions
//! and conversions to floats are calls of `libdevice/gpu/wide.c`, which are inlined next.

use crate::blame::location;
use crate::blocks::BlockGraph;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, IntPredicate::*, ModuleExt, Opcode, Type, TypeKind, Value};
use std::collections::HashMap;

/// A value's halves, the lower one first.
type Pair = (Value, Value);

/// Whether there was any.
///
/// # Errors
/// Atomics, and what nobody writes: vectors and structures of such integers, `switch`.
pub(super) fn run(module: &Module<'_>, kernel: Value) -> Result<bool, Diagnostics> {
    let order = BlockGraph::of(kernel).blocks;
    let all: Vec<Value> = order.into_iter().flat_map(|block| block.instructions()).collect();
    let involved = |i: &Value| is_wide(i.ty()) || i.operands().iter().any(|operand| is_wide(operand.ty()));
    let old: Vec<Value> = all.into_iter().filter(involved).collect();
    if old.is_empty() {
        return Ok(false);
    }
    let b = Builder::new(module.void());
    let mut splitter = Splitter { module, b, pairs: HashMap::new(), errors: Vec::new() };
    for &i in &old {
        splitter.b.before(i);
        splitter.b.locate(i);
        splitter.rewrite(i);
    }
    for &i in old.iter().filter(|i| i.opcode() == Opcode::LLVMPHI) {
        let (low, high) = splitter.pairs[&i];
        for (value, block) in i.incoming() {
            let pair = splitter.pair(value);
            low.add_incoming(pair.0, block);
            high.add_incoming(pair.1, block);
        }
    }
    for &i in &old {
        if i.ty().kind() != TypeKind::Void {
            i.replace_all_uses_with(i.ty().poison());
        }
    }
    old.into_iter().rev().for_each(Value::erase);
    if splitter.errors.is_empty() { Ok(true) } else { Err(splitter.errors) }
}

fn is_wide(ty: Type) -> bool {
    ty.kind() == TypeKind::Integer && (65..=128).contains(&ty.int_width())
}

struct Splitter<'m, 'ctx> {
    module: &'m Module<'ctx>,
    b: Builder,
    pairs: HashMap<Value, Pair>,
    errors: Diagnostics,
}

impl Splitter<'_, '_> {
    fn word(&self) -> Type {
        self.module.void().int(64)
    }

    fn number(&self, value: u64) -> Value {
        self.word().constant(value)
    }

    /// The halves of a value; of one that is no wider than 64 bits, itself and nothing.
    fn pair(&self, old: Value) -> Pair {
        if !is_wide(old.ty()) {
            return (self.b.resize(old, self.word()), self.number(0));
        }
        match (self.pairs.get(&old), old.scalar_bits()) {
            (Some(&pair), _) => pair,
            (None, Some(bits)) => (self.number(bits as u64), self.number((bits >> 64) as u64)),
            (None, None) => (self.word().poison(), self.word().poison()),
        }
    }

    /// The halves with the sign in the bits beyond the width.
    fn signed(&self, old: Value) -> Pair {
        let (low, high) = self.pair(old);
        let unused = self.number(u64::from(128 - old.ty().int_width().max(65)));
        (low, self.b.ashr(self.b.shl(high, unused), unused))
    }

    fn masked(&self, (low, high): Pair, width: u32) -> Pair {
        if width == 128 { (low, high) } else { (low, self.b.and(high, self.number((1 << (width - 64)) - 1))) }
    }

    fn rewrite(&mut self, i: Value) {
        use Opcode::*;
        let operand = |n: u32| i.operand(n);
        let opcode = i.opcode();
        let new = match opcode {
            LLVMPHI => (self.b.phi(self.word()), self.b.phi(self.word())),
            LLVMSelect => {
                let (a, b) = (self.pair(operand(1)), self.pair(operand(2)));
                (self.b.select(operand(0), a.0, b.0), self.b.select(operand(0), a.1, b.1))
            }
            LLVMFreeze => {
                let (low, high) = self.pair(operand(0));
                (self.b.freeze(low), self.b.freeze(high))
            }
            LLVMAdd => self.sum(self.pair(operand(0)), self.pair(operand(1))),
            LLVMSub => self.difference(self.pair(operand(0)), self.pair(operand(1))),
            LLVMMul => self.product(self.pair(operand(0)), self.pair(operand(1))),
            LLVMAnd | LLVMOr | LLVMXor => {
                let (a, b) = (self.pair(operand(0)), self.pair(operand(1)));
                let each = |x, y| match opcode {
                    LLVMAnd => self.b.and(x, y),
                    LLVMOr => self.b.or(x, y),
                    _ => self.b.xor(x, y),
                };
                (each(a.0, b.0), each(a.1, b.1))
            }
            LLVMShl => self.left(self.pair(operand(0)), self.pair(operand(1)).0),
            LLVMLShr => self.right(self.pair(operand(0)), self.pair(operand(1)).0, false),
            LLVMAShr => self.right(self.signed(operand(0)), self.pair(operand(1)).0, true),
            LLVMUDiv => self.call("udiv128", self.pair(operand(0)), self.pair(operand(1))),
            LLVMURem => self.call("urem128", self.pair(operand(0)), self.pair(operand(1))),
            LLVMSDiv => self.call("sdiv128", self.signed(operand(0)), self.signed(operand(1))),
            LLVMSRem => self.call("srem128", self.signed(operand(0)), self.signed(operand(1))),
            LLVMZExt => self.pair(operand(0)),
            LLVMSExt if is_wide(operand(0).ty()) => self.signed(operand(0)),
            LLVMSExt => {
                let narrow = operand(0);
                let low = if narrow.ty() == self.word() { narrow } else { self.b.sext(narrow, self.word()) };
                (low, self.b.ashr(low, self.number(63)))
            }
            LLVMTrunc if is_wide(i.ty()) => self.pair(operand(0)),
            LLVMLoad => self.load(i),
            LLVMFPToUI | LLVMFPToSI => {
                let name = if opcode == LLVMFPToUI { "dtou128" } else { "dtos128" };
                self.integer_of(name, operand(0))
            }
            LLVMBitCast if is_wide(i.ty()) => {
                let vector = self.b.bitcast(operand(0), self.word().vector(2));
                self.halves(vector)
            }
            _ => return self.rewrite_other(i),
        };
        let unchanged = matches!(opcode, LLVMPHI | LLVMSelect | LLVMFreeze | LLVMLoad);
        let new = if unchanged { new } else { self.masked(new, i.ty().int_width()) };
        self.pairs.insert(i, new);
    }

    /// An instruction whose result is no wide integer.
    fn rewrite_other(&mut self, i: Value) {
        use Opcode::*;
        let opcode = i.opcode();
        let new = match opcode {
            LLVMICmp => self.compare(i),
            LLVMTrunc => self.b.resize(self.pair(i.operand(0)).0, i.ty()),
            LLVMStore if !i.is_atomic() => return self.store(i),
            LLVMUIToFP => self.to_float("u128to", self.pair(i.operand(0)), i.ty()),
            LLVMSIToFP => self.to_float("s128to", self.signed(i.operand(0)), i.ty()),
            LLVMBitCast => {
                let (low, high) = self.pair(i.operand(0));
                self.b.bitcast(self.vector(low, high), i.ty())
            }
            _ => {
                let what = match opcode {
                    LLVMCall => i.called_function().map_or_else(String::new, Value::name),
                    _ => format!("{opcode:?}"),
                };
                let what = format!("`{what}` of an integer of 128 bits is not supported on Vulkan devices");
                self.errors.push(Diagnostic::new(Code::Unsupported, what).at(location(i)));
                if is_wide(i.ty()) {
                    self.pairs.insert(i, (self.word().poison(), self.word().poison()));
                }
                return;
            }
        };
        i.replace_all_uses_with(new);
    }

    fn sum(&self, a: Pair, b: Pair) -> Pair {
        let low = self.b.add(a.0, b.0);
        let carry = self.b.zext(self.b.icmp(LLVMIntULT, low, a.0), self.word());
        (low, self.b.add(self.b.add(a.1, b.1), carry))
    }

    fn difference(&self, a: Pair, b: Pair) -> Pair {
        let borrow = self.b.zext(self.b.icmp(LLVMIntULT, a.0, b.0), self.word());
        (self.b.sub(a.0, b.0), self.b.sub(self.b.sub(a.1, b.1), borrow))
    }

    fn product(&self, a: Pair, b: Pair) -> Pair {
        let high = self.upper_product(a.0, b.0);
        let across = self.b.add(self.b.mul(a.0, b.1), self.b.mul(a.1, b.0));
        (self.b.mul(a.0, b.0), self.b.add(high, across))
    }

    /// The upper half of the product of 64 bits, from products of 32 (Knuth, "The Art of Computer Programming", 4.3.1 M).
    fn upper_product(&self, x: Value, y: Value) -> Value {
        let b = &self.b;
        let (mask, half) = (self.number(0xffff_ffff), self.number(32));
        let (x0, x1) = (b.and(x, mask), b.lshr(x, half));
        let (y0, y1) = (b.and(y, mask), b.lshr(y, half));
        let first = b.add(b.mul(x1, y0), b.lshr(b.mul(x0, y0), half));
        let second = b.add(b.mul(x0, y1), b.and(first, mask));
        b.add(b.mul(x1, y1), b.add(b.lshr(first, half), b.lshr(second, half)))
    }

    /// What two halves are by a count below 64 and by one of 64 or more.
    fn shifted(&self, count: Value, near: impl Fn(Value) -> Pair, far: impl Fn(Value) -> Pair) -> Pair {
        let b = &self.b;
        let within = b.and(count, self.number(63));
        let is_far = b.icmp(LLVMIntNE, b.and(count, self.number(64)), self.number(0));
        let (near, far) = (near(within), far(within));
        (b.select(is_far, far.0, near.0), b.select(is_far, far.1, near.1))
    }

    fn left(&self, (low, high): Pair, count: Value) -> Pair {
        let b = &self.b;
        let near = |c| {
            let over = b.lshr(b.lshr(low, self.number(1)), b.xor(c, self.number(63)));
            (b.shl(low, c), b.or(b.shl(high, c), over))
        };
        self.shifted(count, near, |c| (self.number(0), b.shl(low, c)))
    }

    fn right(&self, (low, high): Pair, count: Value, arithmetic: bool) -> Pair {
        let b = &self.b;
        let shift = |value, by| if arithmetic { b.ashr(value, by) } else { b.lshr(value, by) };
        let near = |c| {
            let over = b.shl(b.shl(high, self.number(1)), b.xor(c, self.number(63)));
            (b.or(b.lshr(low, c), over), shift(high, c))
        };
        let above = if arithmetic { b.ashr(high, self.number(63)) } else { self.number(0) };
        self.shifted(count, near, |c| (shift(high, c), above))
    }

    fn compare(&self, i: Value) -> Value {
        let b = &self.b;
        let predicate = i.int_predicate();
        let is_signed = matches!(predicate, LLVMIntSLT | LLVMIntSLE | LLVMIntSGT | LLVMIntSGE);
        let get = |n| if is_signed { self.signed(i.operand(n)) } else { self.pair(i.operand(n)) };
        let (x, y) = (get(0), get(1));
        if matches!(predicate, LLVMIntEQ | LLVMIntNE) {
            let differ = b.or(b.xor(x.0, y.0), b.xor(x.1, y.1));
            return b.icmp(predicate, differ, self.number(0));
        }
        let same = b.icmp(LLVMIntEQ, x.1, y.1);
        b.select(same, b.icmp(unsigned(predicate), x.0, y.0), b.icmp(predicate, x.1, y.1))
    }

    fn load(&self, i: Value) -> Pair {
        let load = |address, alignment| {
            let load = self.b.load(self.word(), address, alignment);
            load.set_volatile(i.is_volatile());
            load
        };
        let (address, above, alignment) = self.places(i.operand(0), i.alignment());
        (load(address, alignment), load(above, alignment.min(8)))
    }

    fn store(&self, i: Value) {
        let (low, high) = self.pair(i.operand(0));
        let (address, above, alignment) = self.places(i.operand(1), i.alignment());
        for (value, address, alignment) in [(low, address, alignment), (high, above, alignment.min(8))] {
            self.b.store(value, address, alignment).set_volatile(i.is_volatile());
        }
    }

    /// The addresses of both halves, and the alignment of the first in bytes.
    fn places(&self, address: Value, alignment: u32) -> (Value, Value, u32) {
        (address, self.b.byte_offset(address, self.number(8), false), alignment)
    }

    fn vector(&self, low: Value, high: Value) -> Value {
        let (first, second) =
            (self.module.void().int(32).constant(0), self.module.void().int(32).constant(1));
        let vector = self.word().vector(2).poison();
        self.b.insert_element(self.b.insert_element(vector, low, first), high, second)
    }

    fn halves(&self, vector: Value) -> Pair {
        let index = |n| self.module.void().int(32).constant(n);
        (self.b.extract_element(vector, index(0)), self.b.extract_element(vector, index(1)))
    }

    fn call(&self, name: &str, a: Pair, b: Pair) -> Pair {
        let wide = self.word().vector(2);
        let function = self.module.declare(&format!("__anywarp_gpu_{name}"), wide.function(&[wide, wide]));
        self.halves(self.b.call_function(function, &[self.vector(a.0, a.1), self.vector(b.0, b.1)]))
    }

    fn to_float(&self, name: &str, (low, high): Pair, ty: Type) -> Value {
        let wide = self.word().vector(2);
        let convert = |ty: Type, letter| {
            let function =
                self.module.declare(&format!("__anywarp_gpu_{name}{letter}"), ty.function(&[wide]));
            self.b.call_function(function, &[self.vector(low, high)])
        };
        match ty.kind() {
            TypeKind::Double => convert(ty, 'd'),
            TypeKind::Float => convert(ty, 'f'),
            // From 2^64 on, both are infinity for halves.
            _ => self.b.fp_trunc(convert(self.module.void().float(), 'f'), ty),
        }
    }

    fn integer_of(&self, name: &str, value: Value) -> Pair {
        let (double, wide) = (self.module.void().double(), self.word().vector(2));
        let value = if value.ty() == double { value } else { self.b.fp_ext(value, double) };
        let function = self.module.declare(&format!("__anywarp_gpu_{name}"), wide.function(&[double]));
        self.halves(self.b.call_function(function, &[value]))
    }
}

fn unsigned(predicate: IntPredicate) -> IntPredicate {
    match predicate {
        LLVMIntSLT => LLVMIntULT,
        LLVMIntSLE => LLVMIntULE,
        LLVMIntSGT => LLVMIntUGT,
        LLVMIntSGE => LLVMIntUGE,
        other => other,
    }
}

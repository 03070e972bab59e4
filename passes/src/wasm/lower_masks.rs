//! Says vectors of conditions as wasm does: a mask is a vector of words, all ones or 0.
//!
//!   and <n x i1> %a, %b                      and <n x i32> mask(%a), mask(%b)
//!   select <n x i1> %c, <n x float> %x, %y   bits of %x where mask(%c) is set, else those of %y
//!   phi <n x i1>                             phi <n x i32>
//!
//! LLVM's combiner makes conditions of masks wherever it can; its wasm backend keeps what is no comparison as bytes, which
//! it makes of words and takes apart again around every use. A comparison whose only use is a choice beside it stays as it
//! is: the backend knows minima and maxima by that.

use super::narrow_shifts::widen_shifts;
use super::splats::lower_tests;
use crate::pass::{Fact, Pass, Work};
use crate::simt::vectorize_warps::target::{Target, Wasm};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, Type, TypeKind, Value, ValueKind};
use std::collections::{HashMap, HashSet};

pub(crate) const PASS: Pass = Pass {
    name: "lower-masks",
    about: "Says vectors of conditions as wasm does: masks of words.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    for function in unit.module.functions().into_iter().filter(|f| !f.is_declaration()) {
        lower(&unit.module, &b, function);
        lower_tests(&b, function);
        widen_shifts(&b, function);
    }
    Ok(())
}

/// Conditions that are made bits at once.
const MOST: usize = 32;

/// Makes masks of the conditions of a function.
pub(crate) fn lower(module: &Module<'_>, b: &Builder, function: Value) {
    let mut masks = Masks { module, b, of: HashMap::new(), open: Vec::new() };
    for i in function.instructions() {
        masks.use_in(i);
    }
    masks.close_phis();
    let made = masks.of.into_keys();
    erase_unused(made.filter(|value| value.is_instruction()).collect());
}

fn is_conditions(ty: Type) -> bool {
    ty.kind() == TypeKind::Vector && ty.element().kind() == TypeKind::Integer && ty.element().int_width() == 1
}

struct Masks<'b, 'ctx> {
    module: &'b Module<'ctx>,
    b: &'b Builder,
    of: HashMap<Value, Value>,
    /// Phis of conditions, and of the masks they become, whose values are not there yet.
    open: Vec<(Value, Value)>,
}

impl Masks<'_, '_> {
    /// Makes an instruction use masks, if it is one that can.
    fn use_in(&mut self, i: Value) {
        let new = match i.opcode() {
            Opcode::LLVMSelect if is_conditions(i.operand(0).ty()) && !is_conditions(i.ty()) => {
                if is_comparison_beside(i.operand(0), i) {
                    return;
                }
                let mask = self.mask(i.operand(0));
                self.before(i);
                self.choose(mask, i.operand(1), i.operand(2))
            }
            Opcode::LLVMSExt | Opcode::LLVMZExt if is_conditions(i.operand(0).ty()) => {
                if is_comparison_beside(i.operand(0), i) {
                    return;
                }
                let mask = self.mask(i.operand(0));
                self.before(i);
                let wide = self.resized(mask, i.ty());
                let one = i.ty().element().splat(1, i.ty().len() as u32);
                if i.opcode() == Opcode::LLVMZExt { self.b.and(wide, one) } else { wide }
            }
            Opcode::LLVMExtractElement if is_conditions(i.operand(0).ty()) => {
                let mask = self.mask(i.operand(0));
                self.before(i);
                let word = self.b.extract_element(mask, i.operand(1));
                self.b.trunc(word, i.ty())
            }
            Opcode::LLVMBitCast
                if is_conditions(i.operand(0).ty()) && i.operand(0).ty().len().is_multiple_of(4) =>
            {
                let mask = self.mask(i.operand(0));
                self.before(i);
                self.bits(mask, i.ty())
            }
            _ => return,
        };
        i.replace_all_uses_with(new);
        i.erase();
    }

    fn before(&self, i: Value) {
        self.b.before(i);
        self.b.locate(i);
    }

    /// A number with one bit for each condition: LLVM's backend has no such casts of more than 16.
    fn bits(&self, mask: Value, ty: Type) -> Value {
        let mut bits = ty.constant(0);
        for first in (0..mask.ty().len() as u32).step_by(MOST) {
            let len = (mask.ty().len() as u32 - first).min(MOST as u32);
            let elements: Vec<u32> = (first..first + len).collect();
            let part = self.b.shuffle(mask, mask, &elements);
            let these = self.b.resize(Wasm.bits(self.module, self.b, part), ty);
            bits = self.b.or(bits, self.b.shl(these, ty.constant(first.into())));
        }
        bits
    }

    fn resized(&self, mask: Value, ty: Type) -> Value {
        match ty.element().int_width().cmp(&32) {
            std::cmp::Ordering::Less => self.b.trunc(mask, ty),
            std::cmp::Ordering::Equal => mask,
            std::cmp::Ordering::Greater => self.b.sext(mask, ty),
        }
    }

    /// `v128.bitselect`.
    fn choose(&self, mask: Value, then: Value, otherwise: Value) -> Value {
        let (ty, len) = (then.ty(), then.ty().len() as u32);
        let number = match ty.element().kind() {
            TypeKind::Float => ty.int(32).vector(len),
            TypeKind::Double => ty.int(64).vector(len),
            TypeKind::Pointer => return self.choose_by_condition(mask, then, otherwise),
            _ => ty,
        };
        let mask = self.resized(mask, number);
        let (then, otherwise) = (self.b.bitcast(then, number), self.b.bitcast(otherwise, number));
        let chosen = self.b.or(self.b.and(mask, then), self.b.and(self.b.not(mask), otherwise));
        self.b.bitcast(chosen, ty)
    }

    fn choose_by_condition(&self, mask: Value, then: Value, otherwise: Value) -> Value {
        let zero = mask.ty().element().splat(0, mask.ty().len() as u32);
        let condition = self.b.icmp(IntPredicate::LLVMIntNE, mask, zero);
        self.b.select(condition, then, otherwise)
    }

    /// The mask that stands for a vector of conditions.
    fn mask(&mut self, conditions: Value) -> Value {
        if let Some(&mask) = self.of.get(&conditions) {
            return mask;
        }
        let len = conditions.ty().len() as u32;
        let ty = conditions.ty().int(32).vector(len);
        if conditions.kind() != ValueKind::Instruction {
            // Folds constants.
            return self.b.sext(conditions, ty);
        }
        let mask = match conditions.opcode() {
            Opcode::LLVMPHI => {
                self.b.before(conditions);
                self.b.unlocate();
                let phi = self.b.phi(ty);
                self.open.push((conditions, phi));
                phi
            }
            opcode @ (Opcode::LLVMAnd | Opcode::LLVMOr | Opcode::LLVMXor) => {
                let (one, other) = (self.mask(conditions.operand(0)), self.mask(conditions.operand(1)));
                self.before(conditions);
                self.b.binary(opcode, one, other)
            }
            Opcode::LLVMSelect => self.choice(conditions),
            Opcode::LLVMFreeze => {
                let mask = self.mask(conditions.operand(0));
                self.before(conditions);
                self.b.freeze(mask)
            }
            Opcode::LLVMShuffleVector => {
                let elements: Vec<u32> =
                    conditions.shuffle_mask().into_iter().map(|element| element.unwrap_or(0)).collect();
                let (one, other) = (self.mask(conditions.operand(0)), self.mask(conditions.operand(1)));
                self.before(conditions);
                self.b.shuffle(one, other, &elements)
            }
            Opcode::LLVMInsertElement => {
                let whole = self.mask(conditions.operand(0));
                self.before(conditions);
                let element = self.b.sext(conditions.operand(1), ty.element());
                self.b.insert_element(whole, element, conditions.operand(2))
            }
            _ => {
                let next = conditions.next_instruction().expect("a terminator gives no conditions");
                self.before(next);
                self.b.sext(conditions, ty)
            }
        };
        self.of.insert(conditions, mask);
        mask
    }

    fn choice(&mut self, i: Value) -> Value {
        let (then, otherwise) = (self.mask(i.operand(1)), self.mask(i.operand(2)));
        if !is_conditions(i.operand(0).ty()) {
            self.before(i);
            return self.b.select(i.operand(0), then, otherwise);
        }
        let mask = self.mask(i.operand(0));
        self.before(i);
        self.choose(mask, then, otherwise)
    }

    fn close_phis(&mut self) {
        while let Some((old, new)) = self.open.pop() {
            for (value, from) in old.incoming() {
                let mask = self.mask(value);
                new.add_incoming(mask, from);
            }
        }
    }
}

/// True for a comparison with no other use, in the same block.
fn is_comparison_beside(conditions: Value, user: Value) -> bool {
    conditions.is_instruction()
        && matches!(conditions.opcode(), Opcode::LLVMICmp | Opcode::LLVMFCmp)
        && conditions.block() == user.block()
        && conditions.users().len() == 1
}

/// Erases what nobody uses any more; phis may use each other.
fn erase_unused(values: Vec<Value>) {
    let all: HashSet<Value> = values.into_iter().collect();
    let mut live: HashSet<Value> = HashSet::new();
    loop {
        let is_used = |value: &Value| {
            value.opcode() == Opcode::LLVMCall
                || value.users().into_iter().any(|user| !all.contains(&user) || live.contains(&user))
        };
        let found: Vec<Value> =
            all.iter().copied().filter(|value| !live.contains(value) && is_used(value)).collect();
        if found.is_empty() {
            break;
        }
        live.extend(found);
    }
    let dead: Vec<Value> = all.difference(&live).copied().collect();
    dead.iter().for_each(|value| value.replace_all_uses_with(value.ty().poison()));
    dead.into_iter().for_each(Value::erase);
}

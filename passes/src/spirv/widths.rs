//! Integers of widths that no device has (LLVM makes an `i33` of a sum's closed form) become the next wider ones.
//!
//!   %m = mul i33 %a, %b            %m = and (mul i64 %a, %b), 0x1ffffffff
//!   %h = ashr i33 %m, 1            %h = and (ashr (ashr (shl %m, 31), 31), 1), 0x1ffffffff
//!
//! The upper bits of a widened value are always zero; operations that look at the sign extend it first. Runs after
//! [`super::expand`]. Widths above 64 stay, and are refused by the backend.

use crate::blocks::BlockGraph;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, Type, TypeKind, Value, ValueKind};
use std::collections::HashMap;

pub(crate) fn run(module: &Module<'_>, kernel: Value) -> Result<(), Diagnostics> {
    let mut widener = Widener { b: Builder::new(module.void()), wide: HashMap::new(), errors: Vec::new() };
    let order = BlockGraph::of(kernel).blocks;
    let instructions: Vec<Value> = order.into_iter().flat_map(|block| block.instructions()).collect();
    let odd: Vec<Value> = instructions
        .into_iter()
        .filter(|i| is_odd(i.ty()) || i.operands().iter().any(|operand| is_odd(operand.ty())))
        .collect();
    for &i in &odd {
        widener.b.before(i);
        widener.b.locate(i);
        widener.rewrite(i);
    }
    for &i in odd.iter().filter(|i| i.opcode() == Opcode::LLVMPHI) {
        let phi = widener.wide[&i];
        for (value, block) in i.incoming() {
            phi.add_incoming(widener.value(value), block);
        }
    }
    for &i in &odd {
        if i.ty().kind() != TypeKind::Void {
            i.replace_all_uses_with(i.ty().poison());
        }
    }
    odd.into_iter().rev().for_each(Value::erase);
    if widener.errors.is_empty() { Ok(()) } else { Err(widener.errors) }
}

fn is_odd(ty: Type) -> bool {
    ty.kind() == TypeKind::Integer && ty.int_width() < 64 && !matches!(ty.int_width(), 1 | 8 | 16 | 32)
}

struct Widener {
    b: Builder,
    wide: HashMap<Value, Value>,
    errors: Diagnostics,
}

impl Widener {
    fn wide_type(ty: Type) -> Type {
        ty.int(ty.int_width().next_power_of_two().max(8))
    }

    /// The widened value of an odd one; any other value itself.
    fn value(&self, old: Value) -> Value {
        if !is_odd(old.ty()) {
            return old;
        }
        if let Some(&new) = self.wide.get(&old) {
            return new;
        }
        let ty = Self::wide_type(old.ty());
        match old.kind() {
            ValueKind::ConstantInt => ty.constant(old.as_uint().unwrap_or(0)),
            _ => ty.null(),
        }
    }

    /// The value with its sign in the upper bits.
    fn signed(&self, old: Value) -> Value {
        let value = self.value(old);
        if !is_odd(old.ty()) {
            return value;
        }
        let unused = value.ty().constant(u64::from(value.ty().int_width() - old.ty().int_width()));
        self.b.ashr(self.b.shl(value, unused), unused)
    }

    fn masked(&self, value: Value, width: u32) -> Value {
        self.b.and(value, value.ty().constant((1 << width) - 1))
    }

    fn rewrite(&mut self, i: Value) {
        use Opcode::*;
        let operands = i.operands();
        let signed = matches!(i.opcode(), LLVMAShr | LLVMSDiv | LLVMSRem | LLVMSExt | LLVMSIToFP)
            || (i.opcode() == LLVMICmp && is_signed(i.int_predicate()));
        // A shift's count is no signed number.
        let get = |n: usize| {
            if signed && !(i.opcode() == LLVMAShr && n == 1) {
                self.signed(operands[n])
            } else {
                self.value(operands[n])
            }
        };
        let ty = if is_odd(i.ty()) { Self::wide_type(i.ty()) } else { i.ty() };
        let b = &self.b;
        let new = match i.opcode() {
            LLVMPHI => b.phi(ty),
            LLVMSelect => b.select(get(0), get(1), get(2)),
            LLVMAdd => b.add(get(0), get(1)),
            LLVMSub => b.sub(get(0), get(1)),
            LLVMMul => b.mul(get(0), get(1)),
            LLVMShl => b.shl(get(0), get(1)),
            LLVMLShr => b.lshr(get(0), get(1)),
            LLVMAShr => b.ashr(get(0), get(1)),
            LLVMUDiv => b.udiv(get(0), get(1)),
            LLVMSDiv => b.sdiv(get(0), get(1)),
            LLVMURem => b.urem(get(0), get(1)),
            LLVMSRem => b.srem(get(0), get(1)),
            LLVMAnd => b.and(get(0), get(1)),
            LLVMOr => b.or(get(0), get(1)),
            LLVMXor => b.xor(get(0), get(1)),
            LLVMICmp => b.icmp(i.int_predicate(), get(0), get(1)),
            LLVMTrunc | LLVMZExt => b.resize(get(0), ty),
            LLVMSExt => {
                let value = get(0);
                if value.ty().int_width() < ty.int_width() { b.sext(value, ty) } else { b.resize(value, ty) }
            }
            LLVMUIToFP => b.ui_to_fp(get(0), ty),
            LLVMSIToFP => b.si_to_fp(get(0), ty),
            LLVMFPToUI => b.fp_to_ui(get(0), ty),
            LLVMFPToSI => b.fp_to_si(get(0), ty),
            LLVMFreeze => b.freeze(get(0)),
            opcode => {
                let what = format!(
                    "`{opcode:?}` of an integer of an unusual width is not supported on Vulkan devices"
                );
                let diagnostic = Diagnostic::new(Code::Unsupported, what).at(crate::blame::location(i));
                self.errors.push(diagnostic);
                if ty.kind() == TypeKind::Void {
                    return;
                }
                ty.poison()
            }
        };
        if is_odd(i.ty()) {
            let unchanged = matches!(i.opcode(), LLVMPHI | LLVMSelect | LLVMFreeze);
            let new = if unchanged { new } else { self.masked(new, i.ty().int_width()) };
            self.wide.insert(i, new);
        } else if i.ty().kind() != TypeKind::Void {
            i.replace_all_uses_with(new);
        }
    }
}

fn is_signed(predicate: IntPredicate) -> bool {
    use IntPredicate::*;
    matches!(predicate, LLVMIntSGT | LLVMIntSGE | LLVMIntSLT | LLVMIntSLE)
}

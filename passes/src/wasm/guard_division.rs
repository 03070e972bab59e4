//! Makes integer division total: wasm traps where CUDA goes on.
//!
//!   sdiv %a, %b      select (%b == 0) -1, (sdiv %a, (select (%b == 0 or overflow) 1, %b))
//!
//! CUDA leaves the result of a division by zero unspecified (PTX ISA, "div": "division by zero yields an
//! unspecified, machine-specific value"); NVIDIA's GPUs give all ones for quotient and remainder.
//! `INT_MIN / -1` overflows to `INT_MIN`. Divisions by a constant that can do neither stay as they are.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, TypeKind, Value};

pub(crate) const PASS: Pass = Pass {
    name: "guard-division",
    about: "Makes integer division total: wasm traps where CUDA goes on.",
    needs: &[Fact::Retargeted],
    gives: &[Fact::DivisionsTotal],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    for function in unit.module.functions() {
        for i in function.instructions() {
            match i.opcode() {
                Opcode::LLVMSDiv | Opcode::LLVMUDiv | Opcode::LLVMSRem | Opcode::LLVMURem => guard(&b, i),
                _ => {}
            }
        }
    }
    Ok(())
}

/// True for constants that are neither 0 nor -1, also of all elements of a vector.
fn is_harmless(divisor: Value) -> bool {
    let is = |value: Value| value.as_int().is_some_and(|value| value != 0 && value != -1);
    match divisor.ty().kind() {
        TypeKind::Vector if divisor.is_constant() => {
            let elements = (0..divisor.ty().len() as u32).map(|index| divisor.aggregate_element(index));
            elements.into_iter().all(|element| element.is_some_and(is))
        }
        _ => is(divisor),
    }
}

fn guard(b: &Builder, i: Value) {
    let (dividend, divisor) = (i.operand(0), i.operand(1));
    if is_harmless(divisor) {
        return;
    }
    let ty = i.ty();
    let number = |value: u64| match ty.kind() {
        TypeKind::Vector => ty.element().splat(value, ty.len() as u32),
        _ => ty.constant(value),
    };
    let (zero, one, all_ones) = (number(0), number(1), number(u64::MAX));
    b.before(i);
    b.locate(i);
    let is_zero = b.icmp(IntPredicate::LLVMIntEQ, divisor, zero);
    let unsafe_divisor = if matches!(i.opcode(), Opcode::LLVMSDiv | Opcode::LLVMSRem) {
        // Dividing by -1 is negation: dividing by 1 instead, the sign is corrected below.
        let minus_one = b.icmp(IntPredicate::LLVMIntEQ, divisor, all_ones);
        b.or(is_zero, minus_one)
    } else {
        is_zero
    };
    let safe = b.select(unsafe_divisor, one, divisor);
    let value = match i.opcode() {
        Opcode::LLVMUDiv => b.udiv(dividend, safe),
        Opcode::LLVMURem => b.urem(dividend, safe),
        Opcode::LLVMSDiv => {
            let quotient = b.sdiv(dividend, safe);
            let minus_one = b.icmp(IntPredicate::LLVMIntEQ, divisor, all_ones);
            let negated = b.sub(zero, dividend);
            b.select(minus_one, negated, quotient)
        }
        // A remainder by 1 is 0, as by -1.
        _ => b.srem(dividend, safe),
    };
    let guarded = b.select(is_zero, all_ones, value);
    i.replace_all_uses_with(guarded);
    i.erase();
}

//! Shifts by the width or more.
//!
//!   %r = shl i32 %x, %n      ->  %s = shl i32 %x, %n
//!                                %fits = icmp ult i32 %n, 32
//!                                %r = select i1 %fits, i32 %s, i32 0
//!
//! PTX clamps the amount (PTX ISA, `shl`, `shr`), so that a shift by 32 leaves 0 or the sign; wasm takes it modulo 32, and
//! SPIR-V leaves it open.
//! C++ has no value for it, but programs rely on a GPU's (`word << (32 - bit)` with `bit` 0). What LLVM makes of such
//! shifts while it optimises NVVM IR is left as it is, as nvcc's optimiser does.

use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, TypeKind, Value};

pub(crate) const PASS: Pass = Pass {
    name: "clamp-shifts",
    about: "Makes shifts by the width or more give what they give on a GPU: 0, or the sign.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    for function in unit.module.functions().into_iter().filter(|function| !function.is_declaration()) {
        of_function(&unit.module, function);
    }
    Ok(())
}

/// Clamps the shifts of one function; what its optimiser knows of an amount it finds out afterwards.
pub(crate) fn of_function(module: &Module<'_>, function: Value) {
    let b = Builder::new(module.void());
    for shift in function.instructions() {
        if matches!(shift.opcode(), Opcode::LLVMShl | Opcode::LLVMLShr | Opcode::LLVMAShr)
            && shift.ty().kind() == TypeKind::Integer
            && !fits(shift.operand(1), u64::from(shift.ty().int_width()))
        {
            clamp(&b, shift);
        }
    }
}

/// True if the amount is seen to be below the width.
fn fits(amount: Value, width: u64) -> bool {
    if let Some(constant) = amount.as_uint() {
        return constant < width;
    }
    amount.is_instruction()
        && amount.opcode() == Opcode::LLVMAnd
        && amount.operand(1).as_uint().is_some_and(|mask| mask < width)
}

fn clamp(b: &Builder, shift: Value) {
    let (ty, amount) = (shift.ty(), shift.operand(1));
    let width = u64::from(ty.int_width());
    b.before(shift);
    b.locate(shift);
    let fits = b.icmp(IntPredicate::LLVMIntULT, amount, ty.constant(width));
    if shift.opcode() == Opcode::LLVMAShr {
        let clamped = b.select(fits, amount, ty.constant(width - 1));
        shift.set_operand(1, clamped);
        return;
    }
    let copy = shift.clone_instruction();
    b.insert(copy);
    let clamped = b.select(fits, copy, ty.constant(0));
    shift.replace_all_uses_with(clamped);
    shift.erase();
}

//! Makes CoroSplit keep results, not operands.
//!
//!   %sum = fadd %a, %b          %sum = fadd %a, %b;  %kept = freeze %sum
//!   suspend                     suspend
//!   use %sum                    use %kept
//!
//! LLVM computes arithmetic anew behind a suspension and keeps its operands in the frame. That is good for an address; the
//! sixteen products of a tile's row would be kept as thirty-two vectors instead of their sum. It does not look through `freeze`,
//! which costs nothing.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Builder, ModuleExt, Opcode, Type, TypeKind, Value};

pub(crate) const PASS: Pass = Pass {
    name: "keep-results",
    about: "Makes CoroSplit keep results of arithmetic across a suspension, not their operands.",
    needs: &[Fact::CoroutinesFormed],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    let is_coroutine = |function: &Value| function.has_attribute("presplitcoroutine");
    for function in unit.module.functions().into_iter().filter(is_coroutine) {
        for i in function.instructions().into_iter().filter(|&i| is_recomputed(i) && is_number(i.ty())) {
            keep(&b, i);
        }
    }
    Ok(())
}

/// What LLVM computes anew (`coro::defaultMaterializable`), addresses aside.
fn is_recomputed(i: Value) -> bool {
    use Opcode::*;
    let arithmetic = [
        LLVMAdd, LLVMSub, LLVMMul, LLVMFAdd, LLVMFSub, LLVMFMul, LLVMFDiv, LLVMFRem, LLVMUDiv, LLVMSDiv, LLVMURem,
        LLVMSRem, LLVMAnd, LLVMOr, LLVMXor, LLVMShl, LLVMLShr, LLVMAShr,
    ];
    let others = [
        LLVMICmp, LLVMFCmp, LLVMSelect, LLVMTrunc, LLVMZExt, LLVMSExt, LLVMFPTrunc, LLVMFPExt, LLVMSIToFP, LLVMUIToFP,
        LLVMFPToSI, LLVMFPToUI, LLVMBitCast,
    ];
    arithmetic.contains(&i.opcode()) || others.contains(&i.opcode())
}

/// True for what is no part of an address.
fn is_number(ty: Type) -> bool {
    matches!(ty.kind(), TypeKind::Float | TypeKind::Double | TypeKind::Vector)
}

/// Behind a suspension is another block.
fn keep(b: &Builder, i: Value) {
    let here = i.block();
    let elsewhere = |user: &Value| user.block() != here || user.opcode() == Opcode::LLVMPHI;
    let users: Vec<Value> = i.users().into_iter().filter(elsewhere).collect();
    if users.is_empty() {
        return;
    }
    b.before(i.next_instruction().expect("a value is no terminator"));
    b.locate(i);
    let kept = b.freeze(i);
    for user in users {
        for (index, operand) in user.operands().into_iter().enumerate() {
            if operand == i {
                user.set_operand(index as u32, kept);
            }
        }
    }
}

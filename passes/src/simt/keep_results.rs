//! Makes CoroSplit keep results, not operands.
//!
//!   %sum = fadd %a, %b          %sum = fadd %a, %b;  %kept = freeze %sum
//!   suspend                     suspend
//!   use %sum                    use %kept
//!
//! What follows in few steps from one number, such as the threads' indices and comparisons of them, is computed anew where it
//! is used instead.
//!
//! LLVM computes arithmetic anew behind a suspension and keeps its operands in the frame. That is good for an address; the
//! sixteen products of a tile's row would be kept as thirty-two vectors instead of their sum. It does not look through `freeze`,
//! which costs nothing.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use crate::wasm::lower_masks;
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Block, Builder, ModuleExt, Opcode, Type, TypeKind, Value};
use std::collections::HashMap;

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
        // A frame would hold conditions bit by bit.
        lower_masks::lower(&unit.module, &b, function);
        let instructions = function.instructions();
        for &i in instructions.iter().filter(|i| i.ty().kind() == TypeKind::Vector) {
            if steps_from_a_number(i, STEPS).is_some() {
                recompute(&b, i);
            }
        }
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
        LLVMAdd, LLVMSub, LLVMMul, LLVMFAdd, LLVMFSub, LLVMFMul, LLVMFDiv, LLVMFRem, LLVMUDiv, LLVMSDiv,
        LLVMURem, LLVMSRem, LLVMAnd, LLVMOr, LLVMXor, LLVMShl, LLVMLShr, LLVMAShr,
    ];
    let others = [
        LLVMICmp,
        LLVMFCmp,
        LLVMSelect,
        LLVMTrunc,
        LLVMZExt,
        LLVMSExt,
        LLVMFPTrunc,
        LLVMFPExt,
        LLVMSIToFP,
        LLVMUIToFP,
        LLVMFPToSI,
        LLVMFPToUI,
        LLVMBitCast,
    ];
    arithmetic.contains(&i.opcode()) || others.contains(&i.opcode())
}

/// True for what is no part of an address.
fn is_number(ty: Type) -> bool {
    matches!(ty.kind(), TypeKind::Float | TypeKind::Double | TypeKind::Vector)
}

/// Behind a suspension is another block.
fn users_elsewhere(i: Value) -> Vec<Value> {
    let here = i.block();
    let elsewhere = |user: &Value| user.block() != here || user.opcode() == Opcode::LLVMPHI;
    i.users().into_iter().filter(elsewhere).collect()
}

/// Steps that cost less than a vector in the frame.
const STEPS: u32 = 6;

/// How many steps lead to a vector from constants and one number; none if there are too many, or anything else.
fn steps_from_a_number(vector: Value, left: u32) -> Option<u32> {
    if vector.is_constant() {
        return Some(0);
    }
    if left == 0 || !vector.is_instruction() {
        return None;
    }
    let of = |value: Value| steps_from_a_number(value, left - 1);
    match vector.opcode() {
        Opcode::LLVMInsertElement => of(vector.operand(0)).map(|steps| steps + 1),
        Opcode::LLVMShuffleVector | Opcode::LLVMICmp => {
            Some(of(vector.operand(0))? + of(vector.operand(1))? + 1)
        }
        Opcode::LLVMSExt | Opcode::LLVMZExt | Opcode::LLVMFreeze => Some(of(vector.operand(0))? + 1),
        Opcode::LLVMAdd
        | Opcode::LLVMSub
        | Opcode::LLVMShl
        | Opcode::LLVMAnd
        | Opcode::LLVMOr
        | Opcode::LLVMXor => Some(of(vector.operand(0))? + of(vector.operand(1))? + 1),
        _ => None,
    }
    .filter(|&steps| steps <= left)
}

/// Computes a vector again in each block that uses it.
fn recompute(b: &Builder, i: Value) {
    let users = users_elsewhere(i).into_iter().filter(|user| user.opcode() != Opcode::LLVMPHI);
    let mut copies: HashMap<Block, Value> = HashMap::new();
    for user in users {
        let block = user.block();
        let copy = *copies.entry(block).or_insert_with(|| {
            b.at_start(block);
            copy_of(b, i)
        });
        for (index, operand) in user.operands().into_iter().enumerate() {
            if operand == i {
                user.set_operand(index as u32, copy);
            }
        }
    }
}

fn copy_of(b: &Builder, vector: Value) -> Value {
    if vector.ty().kind() != TypeKind::Vector || !vector.is_instruction() {
        return vector;
    }
    let copy = vector.clone_instruction();
    for (index, operand) in vector.operands().into_iter().enumerate() {
        let operand = copy_of(b, operand);
        copy.set_operand(index as u32, operand);
    }
    b.insert(copy);
    copy
}

fn keep(b: &Builder, i: Value) {
    let users = users_elsewhere(i);
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

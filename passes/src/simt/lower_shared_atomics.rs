//! Atomic operations on shared memory become plain ones: see [`super::mark_shared_atomics`].
//!
//!   atomicrmw add %address, %x    load, add, store
//!
//! Threads are programs of their own by now, or lanes of one that does this for one lane after the other, and they give way
//! to others nowhere within.

use super::mark_shared_atomics::MARKED;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{AtomicOperation, Builder, IntPredicate, ModuleExt, Opcode, Value};

pub(crate) const PASS: Pass = Pass {
    name: "lower-shared-atomics",
    about: "Makes plain reads and writes of atomic operations on shared memory: threads of a block take turns.",
    needs: &[Fact::Retargeted, Fact::SpinLoopsYield],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    for function in unit.module.functions() {
        for i in function.instructions().into_iter().filter(|i| i.has_flag_metadata(MARKED)) {
            b.before(i);
            b.locate(i);
            let result = match i.opcode() {
                Opcode::LLVMAtomicRMW => modify(&b, i),
                _ => Some(exchange_if_equal(&b, i)),
            };
            if let Some(result) = result {
                i.replace_all_uses_with(result);
                i.erase();
            }
        }
    }
    Ok(())
}

/// `atomicrmw`; nothing for operations that LLVM expands better.
fn modify(b: &Builder, i: Value) -> Option<Value> {
    let (address, operand, ty) = (i.operand(0), i.operand(1), i.operand(1).ty());
    let old = b.load(ty, address, i.alignment());
    let choose = |predicate| b.select(b.icmp(predicate, old, operand), old, operand);
    use AtomicOperation::*;
    let new = match i.atomic_operation() {
        LLVMAtomicRMWBinOpXchg => operand,
        LLVMAtomicRMWBinOpAdd => b.add(old, operand),
        LLVMAtomicRMWBinOpSub => b.sub(old, operand),
        LLVMAtomicRMWBinOpAnd => b.and(old, operand),
        LLVMAtomicRMWBinOpOr => b.or(old, operand),
        LLVMAtomicRMWBinOpXor => b.xor(old, operand),
        LLVMAtomicRMWBinOpMax => choose(IntPredicate::LLVMIntSGT),
        LLVMAtomicRMWBinOpMin => choose(IntPredicate::LLVMIntSLT),
        LLVMAtomicRMWBinOpUMax => choose(IntPredicate::LLVMIntUGT),
        LLVMAtomicRMWBinOpUMin => choose(IntPredicate::LLVMIntULT),
        LLVMAtomicRMWBinOpFAdd => b.binary(Opcode::LLVMFAdd, old, operand),
        LLVMAtomicRMWBinOpFSub => b.binary(Opcode::LLVMFSub, old, operand),
        _ => {
            old.erase();
            return None;
        }
    };
    b.store(new, address, i.alignment());
    Some(old)
}

/// `cmpxchg`: what was there, and whether it was what was expected.
fn exchange_if_equal(b: &Builder, i: Value) -> Value {
    let (address, expected, new) = (i.operand(0), i.operand(1), i.operand(2));
    let alignment = i.alignment();
    let old = b.load(expected.ty(), address, alignment);
    let is_equal = b.icmp(IntPredicate::LLVMIntEQ, old, expected);
    b.store(b.select(is_equal, new, old), address, alignment);
    b.insert_value(b.insert_value(i.ty().poison(), old, 0), is_equal, 1)
}

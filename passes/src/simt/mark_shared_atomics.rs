//! Marks atomic operations on shared memory.
//!
//! The threads of a block take turns on one thread of the processor, and nobody else reaches the block's memory: such
//! operations need not be atomic ([`super::lower_shared_atomics`]). It can be seen only until addresses have been put
//! into vectors.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{ModuleExt, Opcode, Value, ValueKind};
use std::collections::HashSet;

pub(crate) const PASS: Pass = Pass {
    name: "mark-shared-atomics",
    about: "Marks atomic operations on shared memory.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// Metadata of a marked operation.
pub(super) const MARKED: &str = "anywarp.shared";

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    for function in unit.module.functions() {
        for i in function.instructions() {
            let is_atomic = matches!(i.opcode(), Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg);
            if is_atomic && root(i.operand(0)) == Some(Root::Shared) {
                i.set_flag_metadata(MARKED);
            }
        }
    }
    Ok(())
}

/// Memory that nobody but the block, or the thread, reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    Shared,
    Private,
}

/// What memory an address is of, if nobody but the block reaches it.
pub(crate) fn root(address: Value) -> Option<Root> {
    root_of(address, &mut HashSet::new())
}

fn root_of(address: Value, seen: &mut HashSet<Value>) -> Option<Root> {
    if address.kind() != ValueKind::Instruction || !seen.insert(address) {
        return None;
    }
    match address.opcode() {
        Opcode::LLVMAlloca => Some(Root::Private),
        Opcode::LLVMGetElementPtr | Opcode::LLVMFreeze => root_of(address.operand(0), seen),
        Opcode::LLVMCall => ["anywarp_shared", "anywarp_dynamic_shared"]
            .iter()
            .any(|name| address.is_call_to(name))
            .then_some(Root::Shared),
        Opcode::LLVMSelect => {
            root_of(address.operand(1), seen).filter(|&one| root_of(address.operand(2), seen) == Some(one))
        }
        _ => None,
    }
}

//! Numbers of threads as seen by a warp: which are the lane's number above a multiple of 32, and what makes of them
//! something that is the same for all lanes (`threadIdx.x < 32`, `threadIdx.x / 32`).
//!
//! Holds for blocks whose size in x is a multiple of 32: all lanes of a warp have the same y and z then, and the x of
//! lane `l` is `32 * k + l`.

use super::parameters::PARAMETERS;
use llvm_config::ir::{IntPredicate, Opcode, Value, ValueKind};

/// Deeper expressions count as unknown.
const DEPTH: u32 = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The same for all lanes, and a multiple of 32.
    Aligned,
    /// The lane's number plus an [`Form::Aligned`] one.
    Lane,
    Unknown,
}

/// The special register that an instruction reads.
pub(super) fn register(i: Value) -> Option<String> {
    let name = i.called_function().map(Value::name)?;
    name.strip_prefix("llvm.nvvm.read.ptx.sreg.").map(str::to_owned)
}

/// Whether a special register has one value in the whole block.
pub(super) fn is_per_block(register: &str) -> bool {
    ["ntid", "ctaid", "nctaid", "warpsize", "nwarpid", "dynamic", "total"]
        .iter()
        .any(|start| register.starts_with(start))
}

/// The same in a warp.
pub(super) fn is_per_warp(register: &str) -> bool {
    is_per_block(register) || ["tid.y", "tid.z", "warpid"].contains(&register)
}

/// True if the instruction makes of a lane's number what is the same for all lanes.
pub(super) fn is_the_same_for_lanes(i: Value) -> bool {
    let lane = || form(i.operand(0), DEPTH) == Form::Lane;
    let constant = |n: u32| i.operand(n).as_uint();
    let other_is_aligned = || form(i.operand(1), DEPTH) == Form::Aligned;
    match i.opcode() {
        Opcode::LLVMLShr | Opcode::LLVMAShr => constant(1).is_some_and(|by| by >= 5) && lane(),
        Opcode::LLVMUDiv => constant(1).is_some_and(|by| by != 0 && by % 32 == 0) && lane(),
        Opcode::LLVMAnd => constant(1).is_some_and(|mask| mask % 32 == 0) && lane(),
        Opcode::LLVMICmp => {
            use IntPredicate::*;
            match i.int_predicate() {
                LLVMIntULT | LLVMIntUGE | LLVMIntSLT | LLVMIntSGE => other_is_aligned() && lane(),
                LLVMIntUGT | LLVMIntULE | LLVMIntSGT | LLVMIntSLE => {
                    constant(1).is_some_and(|limit| limit % 32 == 31) && lane()
                }
                _ => false,
            }
        }
        _ => false,
    }
}

fn form(value: Value, depth: u32) -> Form {
    if depth == 0 {
        return Form::Unknown;
    }
    if let Some(number) = value.as_uint() {
        return if number % 32 == 0 { Form::Aligned } else { Form::Unknown };
    }
    if value.kind() != ValueKind::Instruction {
        return Form::Unknown;
    }
    let of = |n: u32| form(value.operand(n), depth - 1);
    let constant = |n: u32| value.operand(n).as_uint();
    match value.opcode() {
        Opcode::LLVMCall => match register(value).as_deref() {
            Some("tid.x" | "laneid") => Form::Lane,
            Some("ntid.x") => Form::Aligned,
            _ => Form::Unknown,
        },
        Opcode::LLVMAdd | Opcode::LLVMOr => match (of(0), of(1)) {
            (Form::Aligned, Form::Aligned) => Form::Aligned,
            (Form::Aligned, Form::Lane) | (Form::Lane, Form::Aligned) => Form::Lane,
            _ => Form::Unknown,
        },
        Opcode::LLVMSub if of(1) == Form::Aligned => of(0),
        Opcode::LLVMMul => match (of(0), of(1)) {
            (Form::Aligned, _) if is_uniform(value.operand(1), depth - 1) => Form::Aligned,
            (_, Form::Aligned) if is_uniform(value.operand(0), depth - 1) => Form::Aligned,
            _ => Form::Unknown,
        },
        Opcode::LLVMShl
            if constant(1).is_some_and(|by| by >= 5) && is_uniform(value.operand(0), depth - 1) =>
        {
            Form::Aligned
        }
        Opcode::LLVMAnd if constant(1).is_some_and(|mask| mask % 32 == 0) => {
            if of(0) == Form::Lane || is_uniform(value.operand(0), depth - 1) {
                Form::Aligned
            } else {
                Form::Unknown
            }
        }
        Opcode::LLVMZExt | Opcode::LLVMSExt | Opcode::LLVMFreeze => of(0),
        Opcode::LLVMTrunc if value.ty().int_width() >= 8 => of(0),
        _ => Form::Unknown,
    }
}

/// True if the value is the same for all lanes by the way it is computed, wherever that is.
fn is_uniform(value: Value, depth: u32) -> bool {
    if value.is_constant() {
        return true;
    }
    if depth == 0 || value.kind() != ValueKind::Instruction {
        return false;
    }
    let operands = || value.operands().into_iter().all(|operand| is_uniform(operand, depth - 1));
    match value.opcode() {
        Opcode::LLVMCall => match register(value) {
            Some(register) => is_per_warp(&register),
            None => value.called_function().is_some_and(|function| function.name() == PARAMETERS),
        },
        // Parameters do not change.
        Opcode::LLVMLoad => comes_from_parameters(value.operand(0)),
        Opcode::LLVMAdd
        | Opcode::LLVMSub
        | Opcode::LLVMMul
        | Opcode::LLVMShl
        | Opcode::LLVMLShr
        | Opcode::LLVMAShr
        | Opcode::LLVMAnd
        | Opcode::LLVMOr
        | Opcode::LLVMXor
        | Opcode::LLVMUDiv
        | Opcode::LLVMURem
        | Opcode::LLVMZExt
        | Opcode::LLVMSExt
        | Opcode::LLVMTrunc
        | Opcode::LLVMFreeze => is_the_same_for_lanes(value) || operands(),
        _ => false,
    }
}

fn comes_from_parameters(address: Value) -> bool {
    if address.kind() != ValueKind::Instruction {
        return false;
    }
    match address.opcode() {
        Opcode::LLVMCall => address.called_function().is_some_and(|function| function.name() == PARAMETERS),
        Opcode::LLVMGetElementPtr => {
            let constant = (1..address.operand_count()).all(|n| address.operand(n).as_int().is_some());
            constant && comes_from_parameters(address.operand(0))
        }
        Opcode::LLVMAddrSpaceCast => comes_from_parameters(address.operand(0)),
        _ => false,
    }
}

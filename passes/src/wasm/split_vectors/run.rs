//! Which instructions are written in parts, and which of them together.

use super::PART;
use crate::simt::vectorize_warps::{Overload, elementwise};
use llvm_config::ir::{Opcode, Type, TypeKind, Value, is_binary, is_cast};
use std::collections::HashSet;

/// Parts of loads that registers hold.
const LOADED: usize = 12;

/// Instructions of a block that follow each other, those between them aside that need none of them and have no effect.
#[derive(Default)]
pub(super) struct Run {
    pub(super) instructions: Vec<Value>,
    members: HashSet<Value>,
    stores: bool,
}

impl Run {
    pub(super) fn push(&mut self, i: Value) {
        self.instructions.push(i);
        self.members.insert(i);
        self.stores |= i.opcode() == Opcode::LLVMStore;
    }

    pub(super) fn ends_before(&self, i: Value) -> bool {
        let reads = i.opcode() == Opcode::LLVMLoad && is_plain(i);
        if reads {
            // Each part of a load behind a store stays behind all of the store.
            return self.stores;
        }
        !can_be_in_parts(i)
            && (has_effect(i) || i.operands().iter().any(|operand| self.members.contains(operand)))
    }

    /// True if the parts of its values had better come one after the other: they end in stores, before which there are
    /// registers for one part of everything and not for all. Then threads of a warp do not load before others of it
    /// store; CUDA asks for no more than that each does things in its order, `__syncwarp` and volatile accesses aside
    /// (which end a run).
    pub(super) fn is_by_parts(&self) -> bool {
        let loads = self.instructions.iter().filter(|i| i.opcode() == Opcode::LLVMLoad).count();
        (self.stores && loads <= LOADED || loads == 1)
            && self.instructions.iter().all(|&i| self.is_of_each(i) || self.is_of_none(i))
    }

    /// True for what does the same for each part.
    pub(super) fn is_of_each(&self, i: Value) -> bool {
        !matches!(
            i.opcode(),
            Opcode::LLVMShuffleVector | Opcode::LLVMInsertElement | Opcode::LLVMExtractElement
        )
    }

    /// True for vectors that are made before anything else of the run: of scalars.
    fn is_of_none(&self, i: Value) -> bool {
        !self.is_of_each(i)
            && i.operands()
                .into_iter()
                .all(|operand| !self.members.contains(&operand) || self.is_of_none(operand))
    }
}

/// True for instructions that others must not be moved across.
pub(super) fn has_effect(i: Value) -> bool {
    match i.opcode() {
        Opcode::LLVMLoad => !is_plain(i),
        Opcode::LLVMStore | Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg | Opcode::LLVMFence => true,
        Opcode::LLVMCall => elementwise(i).is_none(),
        _ => i.is_terminator(),
    }
}

/// The type that an instruction computes, or stores.
pub(super) fn accessed(i: Value) -> Type {
    if i.opcode() == Opcode::LLVMStore { i.operand(0).ty() } else { i.ty() }
}

/// True for instructions that can be written as several.
pub(super) fn can_be_in_parts(i: Value) -> bool {
    match i.opcode() {
        Opcode::LLVMLoad => is_long(i.ty()) && is_plain(i),
        Opcode::LLVMStore => is_long(i.operand(0).ty()) && is_plain(i),
        Opcode::LLVMShuffleVector => {
            is_splittable(i.ty().element())
                && (is_long(i.ty()) || is_long(i.operand(0).ty()) && i.ty().len() <= PART.into())
                && (is_long(i.operand(0).ty()) || i.operand(0).ty().len() <= PART.into())
        }
        Opcode::LLVMExtractElement => {
            let ty = i.operand(0).ty();
            is_long(ty) && i.operand(1).as_uint().is_some_and(|index| index < ty.len())
        }
        Opcode::LLVMInsertElement => {
            is_long(i.ty()) && i.operand(2).as_uint().is_some_and(|index| index < i.ty().len())
        }
        _ => is_elementwise(i),
    }
}

/// True for elements of which a register has at most four.
pub(super) fn is_splittable(element: Type) -> bool {
    match element.kind() {
        TypeKind::Integer => matches!(element.int_width(), 32 | 64),
        kind => matches!(kind, TypeKind::Float | TypeKind::Double),
    }
}

/// True for vectors of several parts: a power of two of them, so that they can be put together in pairs.
pub(super) fn is_long(ty: Type) -> bool {
    ty.kind() == TypeKind::Vector
        && is_splittable(ty.element())
        && ty.len() > u64::from(PART)
        && (ty.len() / u64::from(PART)).is_power_of_two()
        && ty.len().is_multiple_of(PART.into())
}

pub(super) fn count(ty: Type) -> u32 {
    ty.len() as u32 / PART
}

pub(super) fn part_of(ty: Type) -> Type {
    ty.element().vector(PART)
}

pub(super) fn is_plain(access: Value) -> bool {
    !access.is_volatile() && !access.is_atomic()
}

/// True for operations that do the same for each element, of vectors that all can be in parts.
pub(super) fn is_elementwise(i: Value) -> bool {
    let operands = operands(i);
    let vectors: Vec<Value> = operands.into_iter().filter(|v| v.ty().kind() == TypeKind::Vector).collect();
    let fits = |value: &Value| {
        value.ty().len() == i.ty().len() && (is_long(value.ty()) || is_comparison_in_parts(*value))
    };
    match i.opcode() {
        Opcode::LLVMICmp | Opcode::LLVMFCmp => is_comparison_in_parts(i),
        _ if !is_long(i.ty()) || !vectors.iter().all(fits) => false,
        Opcode::LLVMSelect | Opcode::LLVMFreeze | Opcode::LLVMFNeg => true,
        Opcode::LLVMCall => matches!(elementwise(i), Some(Overload::Result | Overload::ResultAndFirst)),
        opcode => is_cast(opcode) || is_binary(opcode),
    }
}

/// True for comparisons of long vectors whose uses can all be in parts.
pub(super) fn is_comparison_in_parts(value: Value) -> bool {
    let is_use = |user: &Value| match user.opcode() {
        Opcode::LLVMSelect => user.operand(0) == value && is_long(user.ty()),
        Opcode::LLVMSExt | Opcode::LLVMZExt => is_long(user.ty()),
        _ => false,
    };
    value.is_instruction()
        && matches!(value.opcode(), Opcode::LLVMICmp | Opcode::LLVMFCmp)
        && is_long(value.operand(0).ty())
        && value.users().iter().all(is_use)
}

pub(super) fn operands(i: Value) -> Vec<Value> {
    if i.opcode() == Opcode::LLVMCall { i.arguments() } else { i.operands() }
}

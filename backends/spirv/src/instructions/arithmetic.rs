//! Arithmetic, comparisons and logic.

use crate::emitter::Emitter;
use anywarp_artifact::spirv::Requirement;
use llvm_config::ir::{IntPredicate, Opcode, RealPredicate, Type, TypeKind, Value};
use rspirv::dr::Operand;
use rspirv::spirv::{Decoration, Op};

/// True for `i1` and vectors of it, which SPIR-V keeps apart from integers.
pub(crate) fn is_bool(ty: Type) -> bool {
    match ty.kind() {
        TypeKind::Integer => ty.int_width() == 1,
        TypeKind::Vector => is_bool(ty.element()),
        _ => false,
    }
}

impl Emitter<'_, '_> {
    pub(crate) fn arithmetic(&mut self, i: Value) {
        let Some(mut op) = operation(i.opcode(), is_bool(i.ty())) else {
            return self.unsupported(Some(i), format!("`{:?}`", i.opcode()));
        };
        // Drivers fold constant sums into the offsets of accesses, and see that neighbours are neighbours.
        if op == Op::BitwiseOr && i.is_disjoint_or() {
            op = Op::IAdd;
        }
        let ids: Vec<u32> = i.operands().into_iter().map(|operand| self.value(operand)).collect();
        self.define_ids(i, op, &ids);
        let float = matches!(op, Op::FAdd | Op::FSub | Op::FMul | Op::FDiv | Op::FNegate);
        if op == Op::FDiv && i.ty().kind() == TypeKind::Double {
            self.require(Requirement::ExactDouble);
        }
        // nvcc contracts by default; where it may not, no driver may.
        if float && !i.may_contract() {
            let id = self.values[&i];
            self.decorate(id, vec![Operand::Decoration(Decoration::NoContraction)]);
        }
    }

    pub(crate) fn compare_integers(&mut self, i: Value) {
        use IntPredicate::*;
        let (a, b) = (self.value(i.operand(0)), self.value(i.operand(1)));
        let op = match (i.int_predicate(), is_bool(i.operand(0).ty())) {
            (LLVMIntEQ, false) => Op::IEqual,
            (LLVMIntNE, false) => Op::INotEqual,
            (LLVMIntUGT, false) => Op::UGreaterThan,
            (LLVMIntUGE, false) => Op::UGreaterThanEqual,
            (LLVMIntULT, false) => Op::ULessThan,
            (LLVMIntULE, false) => Op::ULessThanEqual,
            (LLVMIntSGT, false) => Op::SGreaterThan,
            (LLVMIntSGE, false) => Op::SGreaterThanEqual,
            (LLVMIntSLT, false) => Op::SLessThan,
            (LLVMIntSLE, false) => Op::SLessThanEqual,
            (LLVMIntEQ, true) => Op::LogicalEqual,
            (LLVMIntNE, true) => Op::LogicalNotEqual,
            (predicate, true) => return self.compare_booleans(i, predicate, a, b),
        };
        self.define_ids(i, op, &[a, b]);
    }

    /// `a > b` for booleans is `a and not b`; as signed numbers, true is -1.
    fn compare_booleans(&mut self, i: Value, predicate: IntPredicate, a: u32, b: u32) {
        use IntPredicate::*;
        let ty = self.ty(i.ty());
        let (true_side, false_side, op) = match predicate {
            LLVMIntUGT | LLVMIntSLT => (a, b, Op::LogicalAnd),
            LLVMIntULT | LLVMIntSGT => (b, a, Op::LogicalAnd),
            LLVMIntUGE | LLVMIntSLE => (a, b, Op::LogicalOr),
            _ => (b, a, Op::LogicalOr),
        };
        let not = self.ids(Op::LogicalNot, ty, &[false_side]);
        self.define_ids(i, op, &[true_side, not]);
    }

    pub(crate) fn compare_floats(&mut self, i: Value) {
        use RealPredicate::*;
        let (a, b) = (self.value(i.operand(0)), self.value(i.operand(1)));
        let op = match i.real_predicate() {
            LLVMRealOEQ => Op::FOrdEqual,
            LLVMRealOGT => Op::FOrdGreaterThan,
            LLVMRealOGE => Op::FOrdGreaterThanEqual,
            LLVMRealOLT => Op::FOrdLessThan,
            LLVMRealOLE => Op::FOrdLessThanEqual,
            LLVMRealONE => Op::FOrdNotEqual,
            LLVMRealUEQ => Op::FUnordEqual,
            LLVMRealUGT => Op::FUnordGreaterThan,
            LLVMRealUGE => Op::FUnordGreaterThanEqual,
            LLVMRealULT => Op::FUnordLessThan,
            LLVMRealULE => Op::FUnordLessThanEqual,
            LLVMRealUNE => Op::FUnordNotEqual,
            LLVMRealORD | LLVMRealUNO => {
                let ty = self.ty(i.ty());
                let (a, b) = (self.ids(Op::IsNan, ty, &[a]), self.ids(Op::IsNan, ty, &[b]));
                if i.real_predicate() == LLVMRealUNO {
                    return self.define_ids(i, Op::LogicalOr, &[a, b]);
                }
                let either = self.ids(Op::LogicalOr, ty, &[a, b]);
                return self.define_ids(i, Op::LogicalNot, &[either]);
            }
            constant => {
                let value = self.boolean(constant == LLVMRealPredicateTrue);
                return self.define_ids(i, Op::CopyObject, &[value]);
            }
        };
        self.define_ids(i, op, &[a, b]);
    }
}

fn operation(opcode: Opcode, bool: bool) -> Option<Op> {
    use Opcode::*;
    Some(match (opcode, bool) {
        (LLVMAnd | LLVMMul, true) => Op::LogicalAnd,
        (LLVMOr, true) => Op::LogicalOr,
        (LLVMXor | LLVMAdd | LLVMSub, true) => Op::LogicalNotEqual,
        (_, true) => return None,
        (LLVMAdd, _) => Op::IAdd,
        (LLVMSub, _) => Op::ISub,
        (LLVMMul, _) => Op::IMul,
        (LLVMUDiv, _) => Op::UDiv,
        (LLVMSDiv, _) => Op::SDiv,
        (LLVMURem, _) => Op::UMod,
        (LLVMSRem, _) => Op::SRem,
        (LLVMShl, _) => Op::ShiftLeftLogical,
        (LLVMLShr, _) => Op::ShiftRightLogical,
        (LLVMAShr, _) => Op::ShiftRightArithmetic,
        (LLVMAnd, _) => Op::BitwiseAnd,
        (LLVMOr, _) => Op::BitwiseOr,
        (LLVMXor, _) => Op::BitwiseXor,
        (LLVMFAdd, _) => Op::FAdd,
        (LLVMFSub, _) => Op::FSub,
        (LLVMFMul, _) => Op::FMul,
        (LLVMFDiv, _) => Op::FDiv,
        (LLVMFNeg, _) => Op::FNegate,
        _ => return None,
    })
}

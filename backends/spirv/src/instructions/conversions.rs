//! Conversions between types.

use super::arithmetic::is_bool;
use crate::emitter::Emitter;
use llvm_config::ir::{Opcode, Type, TypeKind, Value};
use rspirv::spirv::{Op, Word};

impl Emitter<'_, '_> {
    pub(crate) fn conversion(&mut self, i: Value) {
        let (from, to) = (i.operand(0).ty(), i.ty());
        if is_bool(from) && i.opcode() != Opcode::LLVMBitCast {
            return self.number_of_bool(i);
        }
        let value = self.value(i.operand(0));
        if is_bool(to) && i.opcode() != Opcode::LLVMBitCast {
            return self.bool_of_number(i, value);
        }
        let op = match i.opcode() {
            Opcode::LLVMTrunc | Opcode::LLVMZExt => Op::UConvert,
            Opcode::LLVMSExt => Op::SConvert,
            Opcode::LLVMFPTrunc | Opcode::LLVMFPExt => Op::FConvert,
            Opcode::LLVMFPToUI => Op::ConvertFToU,
            Opcode::LLVMFPToSI => Op::ConvertFToS,
            Opcode::LLVMUIToFP => Op::ConvertUToF,
            Opcode::LLVMSIToFP => Op::ConvertSToF,
            _ if self.ty(from) == self.ty(to) => Op::CopyObject,
            _ => Op::Bitcast,
        };
        self.define_ids(i, op, &[value]);
    }

    fn number_of_bool(&mut self, i: Value) {
        let value = self.value(i.operand(0));
        let zero = self.zero(i.ty());
        let one = match (i.opcode(), scalar(i.ty()).kind()) {
            (Opcode::LLVMSExt, _) => self.splat(i.ty(), u64::MAX),
            (_, TypeKind::Integer) => self.splat(i.ty(), 1),
            (Opcode::LLVMSIToFP, _) => self.real(i, -1.0),
            _ => self.real(i, 1.0),
        };
        self.define_ids(i, Op::Select, &[value, one, zero]);
    }

    fn real(&mut self, i: Value, value: f64) -> Word {
        if i.ty().kind() == TypeKind::Vector {
            self.unsupported(Some(i), "a conversion of a vector of booleans".to_owned());
        }
        self.constant(scalar(i.ty()).real(value))
    }

    fn bool_of_number(&mut self, i: Value, value: Word) {
        let from = i.operand(0).ty();
        let ty = self.ty(from);
        let one = self.splat(from, 1);
        let bit = self.ids(Op::BitwiseAnd, ty, &[value, one]);
        let zero = self.zero(from);
        self.define_ids(i, Op::INotEqual, &[bit, zero]);
    }

    fn zero(&mut self, ty: Type) -> Word {
        let ty = self.ty(ty);
        self.null(ty)
    }

    /// A constant integer, or a vector of equal ones.
    fn splat(&mut self, ty: Type, value: u64) -> Word {
        let element = self.number(scalar(ty).int_width(), value);
        if ty.kind() != TypeKind::Vector {
            return element;
        }
        let vector = self.ty(ty);
        let elements = (0..ty.len()).map(|_| rspirv::dr::Operand::IdRef(element)).collect();
        self.global(Op::ConstantComposite, Some(vector), elements)
    }
}

fn scalar(ty: Type) -> Type {
    if ty.kind() == TypeKind::Vector { ty.element() } else { ty }
}

//! Constants, each declared once.

use crate::emitter::Emitter;
use llvm_config::ir::{Type, TypeKind, Value, ValueKind};
use rspirv::dr::Operand;
use rspirv::spirv::{Decoration, Op, Word};

impl Emitter<'_, '_> {
    /// An integer of the width.
    pub(crate) fn number(&mut self, width: u32, value: u64) -> Word {
        let ty = self.integer(width);
        let kept = if width == 64 { value } else { value & ((1 << width) - 1) };
        self.scalar(ty, width, kept)
    }

    /// A number of a type from its bits.
    pub(crate) fn scalar(&mut self, ty: Word, width: u32, bits: u64) -> Word {
        if let Some(&id) = self.constants.get(&(ty, bits)) {
            return id;
        }
        let literal =
            if width == 64 { Operand::LiteralBit64(bits) } else { Operand::LiteralBit32(bits as u32) };
        let id = self.global(Op::Constant, Some(ty), vec![literal]);
        self.constants.insert((ty, bits), id);
        id
    }

    pub(crate) fn boolean(&mut self, value: bool) -> Word {
        let ty = self.bool();
        if let Some(&id) = self.constants.get(&(ty, value.into())) {
            return id;
        }
        let op = if value { Op::ConstantTrue } else { Op::ConstantFalse };
        let id = self.global(op, Some(ty), vec![]);
        self.constants.insert((ty, value.into()), id);
        id
    }

    pub(crate) fn null(&mut self, ty: Word) -> Word {
        if let Some(&id) = self.nulls.get(&ty) {
            return id;
        }
        let id = self.global(Op::ConstantNull, Some(ty), vec![]);
        self.nulls.insert(ty, id);
        id
    }

    /// A value that no one reads.
    pub(crate) fn undefined(&mut self, ty: Type) -> Word {
        let ty = self.ty(ty);
        if let Some(&id) = self.undefined.get(&ty) {
            return id;
        }
        let id = self.global(Op::Undef, Some(ty), vec![]);
        self.undefined.insert(ty, id);
        id
    }

    /// A 32-bit specialisation constant with its default.
    pub(crate) fn specialization(&mut self, number: u32) -> Word {
        if let Some(&id) = self.special.get(&number) {
            return id;
        }
        let ty = self.u32();
        let default = u32::from(number <= anywarp_artifact::spirv::specialize::DYNAMIC_SHARED);
        let id = self.global(Op::SpecConstant, Some(ty), vec![Operand::LiteralBit32(default)]);
        self.decorate(id, vec![Operand::Decoration(Decoration::SpecId), Operand::LiteralBit32(number)]);
        self.special.insert(number, id);
        id
    }

    /// A constant of LLVM's. What is undefined there is zero here, so that every device does the same.
    pub(crate) fn constant(&mut self, value: Value) -> Word {
        let ty = self.ty(value.ty());
        match value.kind() {
            ValueKind::ConstantInt if value.ty().int_width() == 1 => self.boolean(value.as_uint() == Some(1)),
            ValueKind::ConstantInt => match value.as_uint() {
                Some(bits) => self.number(value.ty().int_width(), bits),
                None => self.null(ty),
            },
            ValueKind::ConstantFloat => {
                let width = match value.ty().kind() {
                    TypeKind::Double => 64,
                    TypeKind::Half => 16,
                    _ => 32,
                };
                match value.scalar_bits() {
                    Some(bits) => self.scalar(ty, width, bits as u64),
                    None => {
                        self.unsupported(None, format!("the constant `{value}`"));
                        self.null(ty)
                    }
                }
            }
            ValueKind::ConstantData | ValueKind::ConstantAggregate => {
                let elements: Vec<Word> = (0..value.ty().len() as u32)
                    .filter_map(|index| value.aggregate_element(index))
                    .map(|element| self.constant(element))
                    .collect();
                let operands = elements.into_iter().map(Operand::IdRef).collect();
                self.global(Op::ConstantComposite, Some(ty), operands)
            }
            ValueKind::ConstantNull | ValueKind::ConstantZero | ValueKind::Undef | ValueKind::Poison => {
                if value.ty().kind() == TypeKind::Integer && value.ty().int_width() == 1 {
                    return self.boolean(false);
                }
                self.null(ty)
            }
            _ => {
                self.unsupported(None, format!("the constant `{value}`"));
                self.null(ty)
            }
        }
    }
}

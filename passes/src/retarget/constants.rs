//! Constants: what mentions an address becomes instructions at the place of use.

use super::data::element_offset;
use super::function::Translator;
use super::shared::Place;
use super::types::value_type;
use llvm_config::ir::{Opcode, TypeKind, Value, ValueKind};

impl Translator<'_, '_, '_> {
    pub(crate) fn constant_value(&mut self, old: Value) -> Value {
        let ty = value_type(old.ty());
        match old.kind() {
            ValueKind::ConstantNull | ValueKind::ConstantZero => ty.null(),
            ValueKind::Poison => ty.poison(),
            ValueKind::Undef => ty.undef(),
            ValueKind::Function => self.unit.functions.get(&old).copied().unwrap_or(old),
            ValueKind::GlobalVariable => self.variable(old),
            ValueKind::ConstantAggregate if old.operands().into_iter().any(mentions_address) => {
                self.aggregate(old)
            }
            ValueKind::ConstantExpr => self.expression(old),
            _ => old,
        }
    }

    fn variable(&mut self, old: Value) -> Value {
        match self.unit.shared.places.get(&old).copied() {
            Some(Place::Dynamic) => self.dynamic_shared_base(),
            Some(Place::Static(offset)) => {
                let (base, offset) = (self.shared_base(), self.constant(u64::from(offset)));
                self.b.byte_offset(base, offset, true)
            }
            None => self.unit.variables[&old],
        }
    }

    fn aggregate(&mut self, old: Value) -> Value {
        let ty = value_type(old.ty());
        let mut result = ty.poison();
        for (index, element) in old.operands().into_iter().enumerate() {
            let element = self.value(element);
            result = if ty.kind() == TypeKind::Vector {
                let index = self.constant(index as u64);
                self.b.insert_element(result, element, index)
            } else {
                self.b.insert_value(result, element, index as u32)
            };
        }
        result
    }

    fn expression(&mut self, old: Value) -> Value {
        let ty = value_type(old.ty());
        match old.const_opcode() {
            Opcode::LLVMAddrSpaceCast | Opcode::LLVMBitCast if ty.is_pointer() => self.value(old.operand(0)),
            Opcode::LLVMIntToPtr => {
                let word = self.value(old.operand(0));
                self.narrow(word)
            }
            Opcode::LLVMPtrToInt | Opcode::LLVMPtrToAddr => self.pointer_to_int(old.operand(0), ty),
            Opcode::LLVMGetElementPtr => self.gep_value(old),
            opcode => {
                let operands: Vec<Value> =
                    old.operands().into_iter().map(|operand| self.value(operand)).collect();
                match (opcode, operands.as_slice()) {
                    (Opcode::LLVMAdd, &[a, b]) => self.b.add(a, b),
                    (Opcode::LLVMSub, &[a, b]) => self.b.sub(a, b),
                    (Opcode::LLVMXor, &[a, b]) => self.b.xor(a, b),
                    (Opcode::LLVMTrunc, &[a]) => self.b.trunc(a, ty),
                    (Opcode::LLVMBitCast, &[a]) => self.b.bitcast(a, ty),
                    _ => {
                        // LLVM 22 has no other constant expressions.
                        let what = format!("unknown constant expression `{old}`");
                        self.unit.errors.extend(crate::internal(what));
                        ty.poison()
                    }
                }
            }
        }
    }

    /// Offset of field or element `index` of an aggregate in memory.
    pub(crate) fn element_offset(&self, ty: llvm_config::ir::Type, index: u32) -> u64 {
        element_offset(&self.unit.layout, ty, index)
    }
}

fn mentions_address(value: Value) -> bool {
    match value.kind() {
        ValueKind::ConstantExpr | ValueKind::Function | ValueKind::GlobalVariable => true,
        ValueKind::ConstantAggregate => value.operands().into_iter().any(mentions_address),
        // A null of another address space changes its type.
        _ => value_type(value.ty()) != value.ty(),
    }
}

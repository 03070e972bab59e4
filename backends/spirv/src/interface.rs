//! What a module shares with the outside: its entry point, its launch record, builtin numbers, arrays.

use crate::emitter::Emitter;
use crate::types::Shape;
use anywarp_artifact::spirv::{ENTRY_POINT, Requirement, specialize};
use anywarp_passes::spirv::{Array, Storage};
use rspirv::dr::{Instruction, Operand};
use rspirv::spirv::{BuiltIn, Capability, Decoration, ExecutionMode, ExecutionModel, Op, StorageClass, Word};

impl Emitter<'_, '_> {
    /// Declares the arrays; private ones get their variables in the function.
    pub(crate) fn arrays(&mut self) {
        for array in self.kernel.arrays.clone() {
            let id = if array.storage == Storage::Private {
                self.id()
            } else {
                let ty = self.array_type(array);
                self.variable(StorageClass::Workgroup, ty)
            };
            self.arrays.push(id);
        }
    }

    pub(crate) fn array_type(&mut self, array: Array) -> Word {
        let element = self.integer(array.element_bytes * 8);
        let length = match array.storage {
            Storage::DynamicShared => self.specialization(specialize::DYNAMIC_SHARED),
            _ => self.number(32, array.elements.into()),
        };
        self.shape(Shape::Array(element, length))
    }

    pub(crate) fn variable(&mut self, class: StorageClass, ty: Word) -> Word {
        let pointer = self.pointer(class, ty);
        let id = self.global(Op::Variable, Some(pointer), vec![Operand::StorageClass(class)]);
        self.interface.push(id);
        id
    }

    /// The variable of a builtin number.
    pub(crate) fn input(&mut self, name: &'static str) -> Word {
        if let Some(&id) = self.inputs.get(name) {
            return id;
        }
        let word = self.u32();
        let (builtin, ty) = match name {
            "tid" => (BuiltIn::LocalInvocationId, self.shape(Shape::Vector(word, 3))),
            "ctaid" => (BuiltIn::WorkgroupId, self.shape(Shape::Vector(word, 3))),
            "lane" => (BuiltIn::SubgroupLocalInvocationId, word),
            _ => (BuiltIn::SubgroupId, word),
        };
        if matches!(name, "lane" | "subgroup") {
            self.capability(Capability::GroupNonUniform);
        }
        let id = self.variable(StorageClass::Input, ty);
        self.decorate(id, vec![Operand::Decoration(Decoration::BuiltIn), Operand::BuiltIn(builtin)]);
        self.inputs.insert(name, id);
        id
    }

    /// Declares the function as the entry point, with the block's size by specialisation.
    pub(crate) fn entry_point(&mut self, function: Word) {
        let mut operands = vec![
            Operand::ExecutionModel(ExecutionModel::GLCompute),
            Operand::IdRef(function),
            Operand::LiteralString(ENTRY_POINT.to_owned()),
        ];
        operands.extend(self.interface.iter().map(|&id| Operand::IdRef(id)));
        self.module.entry_points.push(Instruction::new(Op::EntryPoint, None, None, operands));
        let size = specialize::BLOCK.map(|number| self.specialization(number));
        let mut operands = vec![Operand::IdRef(function), Operand::ExecutionMode(ExecutionMode::LocalSizeId)];
        operands.extend(size.map(Operand::IdRef));
        self.module.execution_modes.push(Instruction::new(Op::ExecutionModeId, None, None, operands));
        let name = vec![Operand::IdRef(function), Operand::LiteralString(self.kernel.name.clone())];
        self.module.debug_names.push(Instruction::new(Op::Name, None, None, name));
    }

    /// CUDA rounds to nearest even and keeps subnormal numbers, infinities, NaNs and the sign of zero.
    pub(crate) fn float_controls(&mut self) {
        let Some(Operand::IdRef(function)) =
            self.module.entry_points.first().and_then(|entry| entry.operands.get(1).cloned())
        else {
            return;
        };
        for width in self.float_widths.clone() {
            let preserve = match width {
                16 => Requirement::DenormPreserve16,
                64 => Requirement::DenormPreserve64,
                _ => Requirement::DenormPreserve32,
            };
            let modes = [
                (Capability::DenormPreserve, ExecutionMode::DenormPreserve, preserve),
                (
                    Capability::SignedZeroInfNanPreserve,
                    ExecutionMode::SignedZeroInfNanPreserve,
                    Requirement::SignedZeroInfNanPreserve,
                ),
                (Capability::RoundingModeRTE, ExecutionMode::RoundingModeRTE, Requirement::RoundingModeRte),
            ];
            for (capability, mode, requirement) in modes {
                self.capability(capability);
                self.require(requirement);
                let operands = vec![
                    Operand::IdRef(function),
                    Operand::ExecutionMode(mode),
                    Operand::LiteralBit32(width),
                ];
                self.module.execution_modes.push(Instruction::new(Op::ExecutionMode, None, None, operands));
            }
        }
    }
}

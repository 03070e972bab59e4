//! Vectors and structures taken apart and put together.

use crate::emitter::Emitter;
use llvm_config::ir::{Opcode, Value};
use rspirv::dr::Operand;
use rspirv::spirv::Op;

/// SPIR-V's index for a lane whose value does not matter.
const ANY_LANE: u32 = u32::MAX;

impl Emitter<'_, '_> {
    pub(crate) fn composite(&mut self, i: Value) {
        let ids: Vec<u32> = match i.opcode() {
            Opcode::LLVMShuffleVector => vec![self.value(i.operand(0)), self.value(i.operand(1))],
            _ => i.operands().into_iter().map(|operand| self.value(operand)).collect(),
        };
        let literals = |indices: Vec<u32>| indices.into_iter().map(Operand::LiteralBit32);
        match i.opcode() {
            Opcode::LLVMExtractValue => {
                let mut operands = vec![Operand::IdRef(ids[0])];
                operands.extend(literals(i.indices()));
                self.define(i, Op::CompositeExtract, operands);
            }
            Opcode::LLVMInsertValue => {
                let mut operands = vec![Operand::IdRef(ids[1]), Operand::IdRef(ids[0])];
                operands.extend(literals(i.indices()));
                self.define(i, Op::CompositeInsert, operands);
            }
            Opcode::LLVMExtractElement => match i.operand(1).as_uint() {
                Some(index) => {
                    let operands = vec![Operand::IdRef(ids[0]), Operand::LiteralBit32(index as u32)];
                    self.define(i, Op::CompositeExtract, operands);
                }
                None => self.define_ids(i, Op::VectorExtractDynamic, &ids),
            },
            Opcode::LLVMInsertElement => match i.operand(2).as_uint() {
                Some(index) => {
                    let operands = vec![
                        Operand::IdRef(ids[1]),
                        Operand::IdRef(ids[0]),
                        Operand::LiteralBit32(index as u32),
                    ];
                    self.define(i, Op::CompositeInsert, operands);
                }
                None => self.define_ids(i, Op::VectorInsertDynamic, &ids),
            },
            _ => {
                let mut operands: Vec<Operand> = ids.into_iter().map(Operand::IdRef).collect();
                operands.extend(literals(
                    i.shuffle_mask().into_iter().map(|lane| lane.unwrap_or(ANY_LANE)).collect(),
                ));
                self.define(i, Op::VectorShuffle, operands);
            }
        }
    }
}

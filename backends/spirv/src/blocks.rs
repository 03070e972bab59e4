//! The kernel's function: its blocks in order, with merge instructions, and its instructions by class.

use crate::emitter::Emitter;
use crate::types::Shape;
use anywarp_diag::Diagnostics;
use anywarp_passes::spirv::{Merge, Storage, Structure, dialect};
use llvm_config::ir::{Opcode, TypeKind, Value, ValueKind};
use rspirv::dr::{Block, Function, Instruction, Operand};
use rspirv::spirv::{FunctionControl, LoopControl, Op, SelectionControl, Word};

impl Emitter<'_, '_> {
    /// Writes the kernel; returns the function's id.
    pub(crate) fn function(&mut self) -> Result<Word, Diagnostics> {
        let structure = Structure::of(self.kernel.function)?;
        for &block in &structure.order {
            let label = self.id();
            self.labels.insert(block, label);
            // Phis name values of blocks that come later.
            for i in block.instructions().into_iter().filter(|i| i.ty().kind() != TypeKind::Void) {
                let id = self.id();
                self.values.insert(i, id);
            }
        }
        let mut blocks = Vec::new();
        let mut dead_merges = Vec::new();
        for (index, &block) in structure.order.iter().enumerate() {
            self.current = if index == 0 { self.private_variables() } else { Vec::new() };
            for i in block.instructions() {
                self.line(i);
                if i.is_terminator() {
                    self.merge(i, structure.merges.get(&block), &mut dead_merges);
                }
                self.instruction(i);
            }
            blocks.push(self.block(self.labels[&block]));
        }
        for label in dead_merges {
            self.current = vec![Instruction::new(Op::Unreachable, None, None, vec![])];
            blocks.push(self.block(label));
        }
        let (void, id) = (self.void(), self.id());
        let ty = self.shape(Shape::Function(void));
        let operands = vec![Operand::FunctionControl(FunctionControl::NONE), Operand::IdRef(ty)];
        self.module.functions.push(Function {
            def: Some(Instruction::new(Op::Function, Some(void), Some(id), operands)),
            end: Some(Instruction::new(Op::FunctionEnd, None, None, vec![])),
            parameters: Vec::new(),
            blocks,
        });
        Ok(id)
    }

    fn block(&mut self, label: Word) -> Block {
        Block {
            label: Some(Instruction::new(Op::Label, None, Some(label), vec![])),
            instructions: std::mem::take(&mut self.current),
        }
    }

    /// Variables of the first block, in the order that [`Emitter::arrays`] gave them ids.
    fn private_variables(&mut self) -> Vec<Instruction> {
        let class = rspirv::spirv::StorageClass::Function;
        let mut variables = Vec::new();
        for index in 0..self.kernel.arrays.len() {
            let array = self.kernel.arrays[index];
            if array.storage == Storage::Private {
                let ty = self.array_type(array);
                let ty = self.pointer(class, ty);
                let operands = vec![Operand::StorageClass(class)];
                variables.push(Instruction::new(Op::Variable, Some(ty), Some(self.arrays[index]), operands));
            }
        }
        variables
    }

    fn merge(&mut self, branch: Value, merge: Option<&Merge>, dead_merges: &mut Vec<Word>) {
        match merge {
            None => {}
            Some(Merge::Selection { merge }) => {
                let label = self.labels[merge];
                let control = if has_slow_side(branch) {
                    SelectionControl::DONT_FLATTEN
                } else {
                    SelectionControl::NONE
                };
                self.act(Op::SelectionMerge, vec![Operand::IdRef(label), Operand::SelectionControl(control)]);
            }
            Some(Merge::Loop { merge, continue_to }) => {
                let merge = match merge {
                    Some(block) => self.labels[block],
                    None => {
                        let label = self.id();
                        dead_merges.push(label);
                        label
                    }
                };
                let continue_to = self.labels[continue_to];
                self.act(
                    Op::LoopMerge,
                    vec![
                        Operand::IdRef(merge),
                        Operand::IdRef(continue_to),
                        Operand::LoopControl(LoopControl::NONE),
                    ],
                );
            }
        }
    }

    /// The id of any value.
    pub(crate) fn value(&mut self, value: Value) -> Word {
        match self.values.get(&value) {
            Some(&id) => id,
            None if value.kind() == ValueKind::Instruction => {
                self.unsupported(Some(value), "a value of an unreachable block".to_owned());
                0
            }
            None => self.constant(value),
        }
    }

    /// Appends the instruction that defines the LLVM value `i`.
    pub(crate) fn define(&mut self, i: Value, op: Op, operands: Vec<Operand>) {
        let ty = self.ty(i.ty());
        let id = self.values[&i];
        self.current.push(Instruction::new(op, Some(ty), Some(id), operands));
    }

    pub(crate) fn define_ids(&mut self, i: Value, op: Op, ids: &[Word]) {
        self.define(i, op, ids.iter().map(|&id| Operand::IdRef(id)).collect());
    }

    fn instruction(&mut self, i: Value) {
        use Opcode::*;
        match i.opcode() {
            LLVMPHI => self.phi(i),
            LLVMRet => self.act(Op::Return, vec![]),
            LLVMUnreachable => self.act(Op::Unreachable, vec![]),
            LLVMBr => self.branch(i),
            LLVMCall => self.call(i),
            LLVMTrunc | LLVMZExt | LLVMSExt | LLVMFPTrunc | LLVMFPExt | LLVMFPToUI | LLVMFPToSI
            | LLVMUIToFP | LLVMSIToFP | LLVMBitCast => self.conversion(i),
            LLVMExtractValue | LLVMInsertValue | LLVMExtractElement | LLVMInsertElement
            | LLVMShuffleVector => self.composite(i),
            LLVMFreeze => {
                let value = self.value(i.operand(0));
                self.define_ids(i, Op::CopyObject, &[value]);
            }
            LLVMSelect => {
                let ids = i.operands().into_iter().map(|operand| self.value(operand)).collect::<Vec<_>>();
                self.define_ids(i, Op::Select, &ids);
            }
            LLVMICmp => self.compare_integers(i),
            LLVMFCmp => self.compare_floats(i),
            _ => self.arithmetic(i),
        }
    }

    fn phi(&mut self, i: Value) {
        let mut operands = Vec::new();
        for (value, block) in i.incoming() {
            // Edges from unreachable blocks are gone.
            let Some(&label) = self.labels.get(&block) else { continue };
            // The structurizer's value on ways where nobody looks at it; a zero would have to be put there.
            let value = if value.kind() == ValueKind::Poison {
                self.undefined(value.ty())
            } else {
                self.value(value)
            };
            operands.push(Operand::IdRef(value));
            operands.push(Operand::IdRef(label));
        }
        self.define(i, Op::Phi, operands);
    }

    fn branch(&mut self, i: Value) {
        let targets: Vec<Word> = i.successors().iter().map(|block| self.labels[block]).collect();
        match targets[..] {
            [target] => self.act(Op::Branch, vec![Operand::IdRef(target)]),
            _ => {
                let condition = self.value(i.condition());
                let mut operands = vec![Operand::IdRef(condition)];
                operands.extend(targets.into_iter().map(Operand::IdRef));
                self.act(Op::BranchConditional, operands);
            }
        }
    }

    /// The source line of what follows.
    fn line(&mut self, i: Value) {
        let Some((file, line, column)) = i.location() else { return };
        if line == 0 || matches!(i.opcode(), Opcode::LLVMPHI) || i.is_terminator() {
            return;
        }
        let file = self.file(file);
        let wanted = vec![Operand::IdRef(file), Operand::LiteralBit32(line), Operand::LiteralBit32(column)];
        let last = self.current.iter().rev().find(|i| i.class.opcode == Op::Line);
        if last.is_none_or(|last| last.operands != wanted) {
            self.act(Op::Line, wanted);
        }
    }

    fn file(&mut self, name: String) -> Word {
        if let Some(&id) = self.files.get(&name) {
            return id;
        }
        let id = self.id();
        let operands = vec![Operand::LiteralString(name.clone())];
        self.module.debug_string_source.push(Instruction::new(Op::String, None, Some(id), operands));
        self.files.insert(name, id);
        id
    }
}

/// True if one way of the branch begins with a division or square root of doubles, which nobody wants to compute in
/// vain: the rare side of a division of floats.
fn has_slow_side(branch: Value) -> bool {
    let is_slow = |i: Value| {
        i.ty().kind() == TypeKind::Double
            && (i.opcode() == Opcode::LLVMFDiv
                || i.is_call_to(dialect::ROUGH_QUOTIENT)
                || i.is_call_to(dialect::ROUGH_ROOT)
                || i.is_call_to("llvm.sqrt.f64"))
    };
    branch.successors().into_iter().any(|block| block.instructions().into_iter().any(is_slow))
}

//! The launch record: push constants of 32 bits, and of 64 bits where the kernel reads two words as one number, which
//! saves drivers the joining.

use crate::emitter::Emitter;
use crate::types::Shape;
use anywarp_artifact::spirv::launch;
use anywarp_passes::spirv::dialect;
use llvm_config::ir::{Opcode, Value};
use rspirv::dr::{Instruction, Operand};
use rspirv::spirv::{Decoration, Op, StorageClass, Word};
use std::collections::BTreeSet;

/// The record's variable.
pub(crate) struct LaunchRecord {
    variable: Word,
    /// The first word of each member.
    members: Vec<u32>,
    /// The members of 64 bits, by their first words.
    pairs: BTreeSet<u32>,
}

impl LaunchRecord {
    /// The member that holds a word, and its first word.
    fn member(&self, word: u32) -> (u32, u32) {
        let number = self.members.partition_point(|&first| first <= word) - 1;
        (number as u32, self.members[number])
    }
}

impl Emitter<'_, '_> {
    /// A word of the record.
    pub(crate) fn launch_word(&mut self, i: Value) {
        let word = i.operand(0).as_uint().unwrap_or(0) as u32;
        let (pointer, first, is_pair) = self.launch_member(word);
        if !is_pair {
            return self.define_ids(i, Op::Load, &[pointer]);
        }
        let long = self.integer(64);
        let mut pair = self.ids(Op::Load, long, &[pointer]);
        if word != first {
            let half = self.number(32, 32);
            pair = self.ids(Op::ShiftRightLogical, long, &[pair, half]);
        }
        self.define_ids(i, Op::UConvert, &[pair]);
    }

    /// Two words of the record as one number.
    pub(crate) fn launch_pair(&mut self, i: Value) {
        let (pointer, ..) = self.launch_member(i.operand(0).as_uint().unwrap_or(0) as u32);
        self.define_ids(i, Op::Load, &[pointer]);
    }

    /// A pointer to the member that holds a word, the member's first word, and whether it has two.
    fn launch_member(&mut self, word: u32) -> (Word, u32, bool) {
        if self.launch.is_none() {
            self.launch = Some(self.launch_record());
        }
        let record = self.launch.as_ref().map(|record| {
            let (member, first) = record.member(word);
            (record.variable, member, first, record.pairs.contains(&first))
        });
        let (variable, member, first, is_pair) = record.unwrap_or_default();
        let ty = self.integer(if is_pair { 64 } else { 32 });
        let pointer = self.pointer(StorageClass::PushConstant, ty);
        let member = self.number(32, member.into());
        (self.ids(Op::AccessChain, pointer, &[variable, member]), first, is_pair)
    }

    fn launch_record(&mut self) -> LaunchRecord {
        let pairs = pairs(self.kernel.function);
        let words = 0..launch::BYTES / 4;
        let members: Vec<u32> = words.filter(|word| word % 2 == 0 || !pairs.contains(&(word - 1))).collect();
        let types =
            members.iter().map(|first| self.integer(if pairs.contains(first) { 64 } else { 32 })).collect();
        let record = self.shape(Shape::Struct(types));
        self.decorate(record, vec![Operand::Decoration(Decoration::Block)]);
        for (number, first) in members.iter().enumerate() {
            let operands = vec![
                Operand::IdRef(record),
                Operand::LiteralBit32(number as u32),
                Operand::Decoration(Decoration::Offset),
                Operand::LiteralBit32(first * 4),
            ];
            self.module.annotations.push(Instruction::new(Op::MemberDecorate, None, None, operands));
        }
        let variable = self.variable(StorageClass::PushConstant, record);
        LaunchRecord { variable, members, pairs }
    }
}

/// The words that are read as one number with the next.
fn pairs(kernel: Value) -> BTreeSet<u32> {
    let calls = kernel.instructions().into_iter().filter(|i| i.opcode() == Opcode::LLVMCall);
    let calls = calls.filter(|i| i.is_call_to(dialect::PUSH_PAIR));
    calls.filter_map(|i| i.operand(0).as_uint()).map(|word| word as u32).collect()
}

//! Control flow: terminators, phis.

use super::function::Translator;
use llvm_config::ir::{Block, Opcode, Value};

impl Translator<'_, '_, '_> {
    pub(super) fn terminator(&mut self, i: Value) {
        match i.opcode() {
            Opcode::LLVMRet => {
                let value = (i.operand_count() == 1).then(|| self.value(i.operand(0)));
                self.b.ret(value);
            }
            Opcode::LLVMUnreachable => {
                self.b.unreachable();
            }
            Opcode::LLVMBr => {
                let targets: Vec<Block> =
                    i.successors().into_iter().map(|block| self.block_of(block)).collect();
                if targets.len() == 1 {
                    self.b.br(targets[0]);
                } else {
                    let condition = self.value(i.condition());
                    self.b.cond_br(condition, targets[0], targets[1]);
                }
            }
            _ => {
                let targets: Vec<Block> =
                    i.successors().into_iter().map(|block| self.block_of(block)).collect();
                let condition = self.value(i.condition());
                let cases: Vec<(Value, Block)> =
                    (1..targets.len()).map(|n| (i.switch_case(n as u32), targets[n])).collect();
                self.b.switch(condition, targets[0], &cases);
            }
        }
    }

    pub(super) fn complete_phis(&mut self) {
        for (old, new) in std::mem::take(&mut self.phis) {
            for (value, block) in old.incoming() {
                // Edges from unreachable blocks are gone.
                let Some(&end) = self.ends.get(&block) else { continue };
                if let Some(terminator) = end.terminator() {
                    self.b.unlocate();
                    self.b.before(terminator);
                }
                let value = self.value(value);
                new.add_incoming(value, end);
            }
        }
    }
}

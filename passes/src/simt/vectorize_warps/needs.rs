//! What the instructions of a block ask of those who visit it.

use super::calls::{Called, called};
use super::emit::Emitter;
use crate::analysis::shapes::Shape;
use llvm_config::ir::{Block, Opcode, Value};

/// Instructions that cost more than to ask whether anybody is there.
const WORTH_ASKING: usize = 24;
/// Instructions of a block that all threads pass on their way, beside phis.
const LITTLE: usize = 8;
/// Instructions beyond which a block is not written twice.
const TOO_MANY_TWICE: usize = 1000;

impl Emitter<'_, '_> {
    /// True if the block must not, or had better not, run for nobody.
    pub(super) fn needs_somebody(&self, block: Block) -> bool {
        let instructions = block.instructions();
        instructions.len() > WORTH_ASKING || instructions.into_iter().any(has_effect)
    }

    /// True if the block has accesses that are one vector when all are there.
    pub(super) fn gains_by_all(&self, block: Block) -> bool {
        let instructions = block.instructions();
        let is_access = |i: &Value| matches!(i.opcode(), Opcode::LLVMLoad | Opcode::LLVMStore);
        instructions.len() < TOO_MANY_TWICE
            && instructions
                .into_iter()
                .any(|i| is_access(&i) && (self.is_contiguous(i) || self.row(i).is_some()) && !self.is_own(i))
    }

    /// True for a block that only leads on to another.
    pub(super) fn is_on_the_way(&self, block: usize) -> bool {
        let instructions = self.plan.source.blocks.blocks[block].instructions();
        let others = instructions.iter().filter(|i| i.opcode() != Opcode::LLVMPHI);
        self.plan.source.graph()[block].len() == 1
            && others.count() <= LITTLE
            && !instructions.into_iter().any(has_effect)
    }

    /// True for a loop of one block whose condition is a comparison of numbers that tell whether all threads repeat it:
    /// then they do without masks.
    pub(super) fn is_loop_of_all(&self, block: usize) -> bool {
        let old = self.plan.source.blocks.blocks[block];
        let Some(end) = old.terminator().filter(|_| self.plan.source.graph()[block].contains(&block)) else {
            return false;
        };
        let condition = end.condition();
        let shape = |index| self.shape(condition.operand(index));
        self.plan.shapes.diverges[block]
            && old.instructions().len() < TOO_MANY_TWICE / 4
            && condition.is_instruction()
            && condition.block() == old
            && condition.opcode() == Opcode::LLVMICmp
            && matches!(
                (shape(0), shape(1)),
                (Shape::Affine(1), Shape::Uniform) | (Shape::Uniform, Shape::Affine(1))
            )
    }
}

fn has_effect(i: Value) -> bool {
    match i.opcode() {
        Opcode::LLVMLoad | Opcode::LLVMStore | Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg => true,
        Opcode::LLVMCall => {
            matches!(called(i), Called::EachLane | Called::ArriveBarrier | Called::ArriveWarp)
        }
        _ => false,
    }
}

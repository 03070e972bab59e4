//! Operations of a subgroup.

use crate::emitter::Emitter;
use crate::types::Shape;
use anywarp_artifact::spirv::Requirement;
use anywarp_passes::spirv::dialect;
use llvm_config::ir::Value;
use rspirv::dr::Operand;
use rspirv::spirv::{Capability, GroupOperation, Op, Scope, Word};

impl Emitter<'_, '_> {
    pub(crate) fn subgroup(&mut self, i: Value, name: &str) {
        self.capability(Capability::GroupNonUniform);
        match name {
            dialect::SUBGROUP_BARRIER => self.barrier(Scope::Subgroup),
            dialect::SUBGROUP_BALLOT => self.ballot(i),
            dialect::SUBGROUP_SHUFFLE => self.shuffle(i, Op::GroupNonUniformShuffle),
            dialect::SUBGROUP_SHUFFLE_XOR => self.shuffle(i, Op::GroupNonUniformShuffleXor),
            _ => self.reduce(i, name.strip_prefix(dialect::SUBGROUP).unwrap_or(name)),
        }
    }

    fn ballot(&mut self, i: Value) {
        self.capability(Capability::GroupNonUniformBallot);
        self.require(Requirement::SubgroupBallot);
        let (scope, word, predicate) = (self.scope(Scope::Subgroup), self.u32(), self.value(i.operand(0)));
        let vector = self.shape(Shape::Vector(word, 4));
        let operands = vec![Operand::IdScope(scope), Operand::IdRef(predicate)];
        let all = self.op(Op::GroupNonUniformBallot, vector, operands);
        self.define(i, Op::CompositeExtract, vec![Operand::IdRef(all), Operand::LiteralBit32(0)]);
    }

    fn shuffle(&mut self, i: Value, op: Op) {
        self.capability(Capability::GroupNonUniformShuffle);
        self.require(Requirement::SubgroupShuffle);
        let ids: [Word; 2] = [0, 1].map(|n| self.value(i.operand(n)));
        let scope = self.scope(Scope::Subgroup);
        let operands = vec![Operand::IdScope(scope), Operand::IdRef(ids[0]), Operand::IdRef(ids[1])];
        self.define(i, op, operands);
    }

    fn reduce(&mut self, i: Value, name: &str) {
        self.capability(Capability::GroupNonUniformArithmetic);
        self.require(Requirement::SubgroupArithmetic);
        let op = match name {
            "add" => Op::GroupNonUniformIAdd,
            "umin" => Op::GroupNonUniformUMin,
            "umax" => Op::GroupNonUniformUMax,
            "smin" => Op::GroupNonUniformSMin,
            "smax" => Op::GroupNonUniformSMax,
            "and" => Op::GroupNonUniformBitwiseAnd,
            "or" => Op::GroupNonUniformBitwiseOr,
            "xor" => Op::GroupNonUniformBitwiseXor,
            _ => return self.unsupported(Some(i), format!("the subgroup operation `{name}`")),
        };
        let (scope, value) = (self.scope(Scope::Subgroup), self.value(i.operand(0)));
        let operands = vec![
            Operand::IdScope(scope),
            Operand::GroupOperation(GroupOperation::Reduce),
            Operand::IdRef(value),
        ];
        self.define(i, op, operands);
    }
}

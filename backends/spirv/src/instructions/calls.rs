//! Calls: markers of the dialect, and the intrinsics that SPIR-V has.

use crate::emitter::Emitter;
use crate::types::Shape;
use anywarp_artifact::spirv::Requirement;
use anywarp_passes::spirv::dialect;
use llvm_config::ir::{TypeKind, Value};
use rspirv::dr::Operand;
use rspirv::spirv::{Capability, GlslStd450Op as GLOp, Op, Scope, Word};

impl Emitter<'_, '_> {
    pub(crate) fn call(&mut self, i: Value) {
        let name = i.called_function().map(Value::name).unwrap_or_default();
        let starts = |prefix: &str| name.starts_with(prefix);
        match name.as_str() {
            dialect::BARRIER => self.barrier(Scope::Workgroup, true),
            dialect::BARRIER_SHARED => self.barrier(Scope::Workgroup, false),
            dialect::FENCE => self.fence(i),
            _ if starts(dialect::SUBGROUP) => self.subgroup(i, &name),
            dialect::ROUGH_ROOT => self.extended(i, GLOp::Sqrt),
            dialect::ROUGH_INVERSE_ROOT => self.extended(i, GLOp::InverseSqrt),
            dialect::ROUGH_POWER => self.extended(i, GLOp::Exp2),
            dialect::MINIMUM => self.extended(i, GLOp::NMin),
            dialect::MAXIMUM => self.extended(i, GLOp::NMax),
            dialect::SATURATE => self.saturate(i),
            dialect::ROUGH_QUOTIENT | dialect::ROUGH_SINGLE_QUOTIENT => {
                let (a, b) = (self.value(i.operand(0)), self.value(i.operand(1)));
                self.define_ids(i, Op::FDiv, &[a, b]);
            }
            dialect::CLOCK => {
                self.capability(Capability::ShaderClockKHR);
                self.require(Requirement::SubgroupClock);
                let scope = self.number(32, Scope::Subgroup as u64);
                self.define_ids(i, Op::ReadClockKHR, &[scope]);
            }
            dialect::PACK_HALF => self.pack_half(i),
            dialect::UNPACK_HALF => self.unpack_half(i),
            dialect::PUSH_WORD => self.launch_word(i),
            dialect::PUSH_PAIR => self.launch_pair(i),
            dialect::SPECIAL => {
                let number = i.operand(0).as_uint().unwrap_or(0) as u32;
                let id = self.specialization(number);
                self.define_ids(i, Op::CopyObject, &[id]);
            }
            _ if starts(dialect::BUILTIN) => self.builtin(i, &name),
            _ if starts(dialect::LOAD_GLOBAL) => self.load_global(i),
            _ if starts(dialect::STORE_GLOBAL) => self.store_global(i),
            _ if starts(dialect::LOAD_ARRAY) => self.load_array(i),
            _ if starts(dialect::STORE_ARRAY) => self.store_array(i),
            _ if starts(dialect::ATOMIC_GLOBAL) || starts(dialect::ATOMIC_ARRAY) => self.atomic(i, &name),
            _ if starts(dialect::EXCHANGE_GLOBAL) || starts(dialect::EXCHANGE_ARRAY) => {
                self.compare_exchange(i, &name);
            }
            _ if starts(dialect::FMA) => self.extended(i, GLOp::Fma),
            _ => self.intrinsic(i, &name),
        }
    }

    fn intrinsic(&mut self, i: Value, name: &str) {
        let kind = name.strip_prefix("llvm.").unwrap_or(name).split('.').next().unwrap_or_default();
        match kind {
            "fabs" => self.extended(i, GLOp::FAbs),
            "floor" => self.extended(i, GLOp::Floor),
            "ceil" => self.extended(i, GLOp::Ceil),
            "trunc" => self.extended(i, GLOp::Trunc),
            "rint" => self.extended(i, GLOp::RoundEven),
            "sqrt" => {
                if i.ty().kind() == TypeKind::Double {
                    self.require(Requirement::ExactDouble);
                }
                self.extended(i, GLOp::Sqrt);
            }
            "ctpop" => {
                let value = self.value(i.operand(0));
                self.define_ids(i, Op::BitCount, &[value]);
            }
            "bitreverse" => {
                let value = self.value(i.operand(0));
                self.define_ids(i, Op::BitReverse, &[value]);
            }
            "ctlz" => {
                // The position of the highest bit, -1 if there is none.
                let (value, word) = (self.value(i.operand(0)), self.u32());
                let top = self.extension(word, GLOp::FindUMsb, &[value]);
                let last = self.number(32, 31);
                self.define_ids(i, Op::ISub, &[last, top]);
            }
            _ => self.unsupported(Some(i), format!("`{name}`")),
        }
    }

    fn extension_operands(&self, op: GLOp, ids: &[Word]) -> Vec<Operand> {
        let mut operands = vec![Operand::IdRef(self.glsl), Operand::LiteralExtInstInteger(op as u32)];
        operands.extend(ids.iter().map(|&id| Operand::IdRef(id)));
        operands
    }

    fn extension(&mut self, ty: Word, op: GLOp, ids: &[Word]) -> Word {
        let operands = self.extension_operands(op, ids);
        self.op(Op::ExtInst, ty, operands)
    }

    /// An instruction of GLSL.std.450 over the call's arguments.
    fn extended(&mut self, i: Value, op: GLOp) {
        let ids: Vec<Word> = i.arguments().into_iter().map(|argument| self.value(argument)).collect();
        let operands = self.extension_operands(op, &ids);
        self.define(i, Op::ExtInst, operands);
    }

    fn saturate(&mut self, i: Value) {
        let single = self.shape(Shape::Float(32));
        let value = self.value(i.operand(0));
        let [zero, one] = [0f32, 1.0].map(|bound| self.scalar(single, 32, bound.to_bits().into()));
        let operands = self.extension_operands(GLOp::NClamp, &[value, zero, one]);
        self.define(i, Op::ExtInst, operands);
    }

    /// GLSL.std.450 converts two numbers at a time; the second is 0.
    fn pack_half(&mut self, i: Value) {
        let value = self.value(i.operand(0));
        let single = self.shape(Shape::Float(32));
        let pair = self.shape(Shape::Vector(single, 2));
        let zero = self.value(i.operand(0).ty().null());
        let both = self.ids(Op::CompositeConstruct, pair, &[value, zero]);
        let operands = self.extension_operands(GLOp::PackHalf2x16, &[both]);
        self.define(i, Op::ExtInst, operands);
    }

    fn unpack_half(&mut self, i: Value) {
        let value = self.value(i.operand(0));
        let single = self.shape(Shape::Float(32));
        let pair = self.shape(Shape::Vector(single, 2));
        let both = self.extension(pair, GLOp::UnpackHalf2x16, &[value]);
        self.define(i, Op::CompositeExtract, vec![Operand::IdRef(both), Operand::LiteralBit32(0)]);
    }

    fn builtin(&mut self, i: Value, name: &str) {
        let name = name.strip_prefix(dialect::BUILTIN).unwrap_or(name);
        let word = self.u32();
        let (input, axis) = match name.split_once('.') {
            Some(("tid", axis)) => ("tid", Some(axis)),
            Some((_, axis)) => ("ctaid", Some(axis)),
            None if name == "lane" => ("lane", None),
            None => ("subgroup", None),
        };
        let variable = self.input(input);
        match axis {
            None => self.define_ids(i, Op::Load, &[variable]),
            Some(axis) => {
                let vector = self.shape(Shape::Vector(word, 3));
                let all = self.ids(Op::Load, vector, &[variable]);
                let lane = u32::from(axis.as_bytes()[0].saturating_sub(b'x'));
                self.define(i, Op::CompositeExtract, vec![Operand::IdRef(all), Operand::LiteralBit32(lane)]);
            }
        }
    }
}

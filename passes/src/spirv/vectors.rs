//! What SPIR-V lacks for vectors, one element after the other: reductions (it has the dot product of floats only) and
//! bit patterns of more than four elements or of truth values.
//!
//!   llvm.vector.reduce.add.v4i8(v)        ((v[0] + v[1]) + v[2]) + v[3]
//!   llvm.vector.reduce.fadd.v2f32(s, v)   (s + v[0]) + v[1]
//!   bitcast <4 x i1> v to i4              v[0] | v[1] << 1 | v[2] << 2 | v[3] << 3
//!
//! LLVM's own `expand-reductions` leaves reductions to NVPTX, whose IR this still is.

use super::lower::Lowering;
use llvm_config::ir::{IntPredicate, Opcode, RealPredicate, Type, TypeKind, Value};

/// What all the intrinsics' names begin with.
pub(super) const PREFIX: &str = "llvm.vector.reduce.";

/// True for a cast between an integer and a vector that SPIR-V does not have.
pub(super) fn is_pattern(i: Value) -> bool {
    let lacks = |ty: Type| {
        let truth = |element: Type| element.kind() == TypeKind::Integer && element.int_width() == 1;
        ty.kind() == TypeKind::Vector && (ty.len() > 4 || truth(ty.element()))
    };
    let integer = |ty: Type| ty.kind() == TypeKind::Integer;
    let (from, to) = (i.operand(0).ty(), i.ty());
    i.opcode() == Opcode::LLVMBitCast && (lacks(from) && integer(to) || integer(from) && lacks(to))
}

impl Lowering<'_, '_> {
    /// The integer of a vector's elements, or the vector of an integer's parts, the first element lowest.
    pub(super) fn pattern(&mut self, i: Value) {
        let (from, to) = (self.value(i.operand(0)), i.ty());
        let integer = if to.kind() == TypeKind::Integer { to } else { from.ty() };
        let count = if to.kind() == TypeKind::Vector { to.len() } else { from.ty().len() };
        let bits = integer.int(integer.int_width() / count as u32);
        let mut result = to.null();
        for index in 0..count {
            let (place, lane) = (integer.constant(index * u64::from(bits.int_width())), self.word(index));
            if to == integer {
                let element = self.b.extract_element(from, lane);
                let part = self.b.resize(self.b.bitcast(element, bits), integer);
                result = self.b.or(result, self.b.shl(part, place));
            } else {
                let part = self.b.trunc(self.b.lshr(from, place), bits);
                result = self.b.insert_element(result, self.b.bitcast(part, to.element()), lane);
            }
        }
        self.define(i, result);
    }

    /// The result of a call of the intrinsic `name`; none if it is not known.
    pub(super) fn reduce(&mut self, i: Value, name: &str) -> Option<Value> {
        let operation = name.strip_prefix(PREFIX)?.split('.').next()?;
        let arguments: Vec<Value> = i.arguments().into_iter().map(|argument| self.value(argument)).collect();
        let (start, vector) = match arguments[..] {
            [vector] => (None, vector),
            [start, vector] => (Some(start), vector),
            _ => return None,
        };
        let mut result = start;
        for index in 0..vector.ty().len() {
            let element = self.b.extract_element(vector, self.word(index));
            result = Some(match result {
                Some(before) => self.fold(operation, before, element)?,
                None => element,
            });
        }
        result
    }

    fn fold(&self, operation: &str, x: Value, y: Value) -> Option<Value> {
        use IntPredicate::*;
        let b = &self.b;
        let integer = |predicate| b.select(b.icmp(predicate, x, y), x, y);
        // LLVM forms these two from comparisons only where no operand is NaN.
        let float = |predicate| b.select(b.fcmp(predicate, x, y), x, y);
        Some(match operation {
            "add" => b.add(x, y),
            "mul" => b.mul(x, y),
            "and" => b.and(x, y),
            "or" => b.or(x, y),
            "xor" => b.xor(x, y),
            "smax" => integer(LLVMIntSGT),
            "smin" => integer(LLVMIntSLT),
            "umax" => integer(LLVMIntUGT),
            "umin" => integer(LLVMIntULT),
            "fadd" => b.fadd(x, y),
            "fmul" => b.fmul(x, y),
            "fmax" => float(RealPredicate::LLVMRealOGT),
            "fmin" => float(RealPredicate::LLVMRealOLT),
            _ => return None,
        })
    }
}

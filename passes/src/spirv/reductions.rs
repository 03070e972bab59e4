//! Reductions of vectors, one element after the other: SPIR-V has none but the dot product of floats.
//!
//!   llvm.vector.reduce.add.v4i8(v)        ((v[0] + v[1]) + v[2]) + v[3]
//!   llvm.vector.reduce.fadd.v2f32(s, v)   (s + v[0]) + v[1]
//!
//! LLVM's own `expand-reductions` leaves them to NVPTX, whose IR this still is.

use super::lower::Lowering;
use llvm_config::ir::{IntPredicate, RealPredicate, Value};

/// What all the intrinsics' names begin with.
pub(super) const PREFIX: &str = "llvm.vector.reduce.";

impl Lowering<'_, '_> {
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

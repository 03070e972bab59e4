//! `is.fpclass`: what kind of number a floating-point value is, from its bits.

use super::expand::Expander;
use llvm_config::ir::IntPredicate::*;
use llvm_config::ir::{ModuleExt, TypeKind, Value};

impl Expander<'_, '_> {
    /// LLVM's `is.fpclass`: bits 0 and 1 signalling and quiet NaN, then negative infinity, normal, subnormal, zero, and
    /// the positive ones in the opposite order.
    pub(super) fn class(&self, value: Value, mask: u64) -> Value {
        let b = &self.b;
        let ty = self.bits_type(value.ty());
        let fraction: u32 = match value.ty().kind() {
            TypeKind::Double => 52,
            TypeKind::Float => 23,
            _ => 10,
        };
        let bits = b.bitcast(value, ty);
        let magnitude = b.and(bits, b.lshr(ty.all_ones(), ty.constant(1)));
        let infinity = b.and(
            b.lshr(ty.all_ones(), ty.constant(1)),
            b.shl(ty.all_ones(), ty.constant(u64::from(fraction))),
        );
        let quiet = b.or(infinity, ty.constant(1 << (fraction - 1)));
        let smallest = ty.constant(1 << fraction);
        let negative = b.icmp(LLVMIntSLT, bits, ty.null());
        let is_nan = b.icmp(LLVMIntUGT, magnitude, infinity);
        let is_quiet = b.icmp(LLVMIntUGE, magnitude, quiet);
        let is_infinite = b.icmp(LLVMIntEQ, magnitude, infinity);
        let is_zero = b.icmp(LLVMIntEQ, magnitude, ty.null());
        let is_below = b.icmp(LLVMIntULT, magnitude, smallest);
        let is_subnormal = b.and(is_below, b.not(is_zero));
        let is_normal = b.and(b.icmp(LLVMIntULT, magnitude, infinity), b.not(is_below));
        let kinds = [is_infinite, is_normal, is_subnormal, is_zero];
        let bit = self.module.void().int(1);
        let mut result = bit.null();
        let mut add = |index: u32, test: Value| {
            if mask >> index & 1 != 0 {
                result = b.or(result, test);
            }
        };
        add(0, b.and(is_nan, b.not(is_quiet)));
        add(1, is_quiet);
        for (index, &kind) in kinds.iter().enumerate() {
            add(2 + index as u32, b.and(kind, negative));
            add(9 - index as u32, b.and(kind, b.not(negative)));
        }
        result
    }
}

//! Subnormal numbers of 32 bits where a device flushes them: they become zero in conversions, and in operations on the
//! sign, which LLVM makes of integer operations.
//!
//!   fpext float a      special(SINGLE_SUBNORMALS) ? fpext a : the same, from the bits
//!   fptrunc double a   special(SINGLE_SUBNORMALS) ? fptrunc a : the same, as bits
//!   fabs a, fneg a     a & 0x7fffffff, a ^ 0x80000000, unless nothing but arithmetic sees the result
//!
//! The choice costs nothing where subnormal numbers survive: drivers fold it.

use super::dialect;
use anywarp_artifact::spirv::specialize::SINGLE_SUBNORMALS;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate::*, ModuleExt, Opcode, Type, TypeKind, Value};

/// 2^-97 as a double: its last bit is worth 2^-149, the unit of subnormal floats.
const UNIT: u64 = 0x39e0_0000_0000_0000;
/// The smallest normal float, 2^-126, as a float and as a double.
const SMALLEST: u64 = 0x0080_0000;
const SMALLEST_WIDE: u64 = 0x3810_0000_0000_0000;

/// Runs when LLVM simplifies no more.
pub(crate) fn run(module: &Module<'_>, kernel: Value) {
    let c = Converter { module, b: Builder::new(module.void()) };
    for i in kernel.instructions() {
        let from = if i.operand_count() == 1 { i.operand(0).ty().kind() } else { TypeKind::Void };
        match (i.opcode(), from, i.ty().kind()) {
            (Opcode::LLVMFPExt, TypeKind::Float, TypeKind::Double) => c.choose(i, Converter::widened),
            (Opcode::LLVMFPTrunc, TypeKind::Double, TypeKind::Float) => c.choose(i, Converter::narrowed),
            _ => {}
        }
    }
    // After the conversions, which look at bits.
    let on_signs = |i: &Value| {
        i.ty().kind() == TypeKind::Float
            && (i.opcode() == Opcode::LLVMFNeg || i.is_call_to("llvm.fabs.f32"))
            && !i.users().into_iter().all(computes)
    };
    let signs: Vec<Value> = kernel.instructions().into_iter().filter(on_signs).collect();
    signs.into_iter().for_each(|i| c.sign(i));
}

/// True if an instruction takes a float as a number, so that what it makes of a subnormal one is its own affair.
fn computes(user: Value) -> bool {
    use Opcode::*;
    match user.opcode() {
        LLVMFAdd | LLVMFSub | LLVMFMul | LLVMFDiv | LLVMFRem | LLVMFCmp | LLVMFPToSI | LLVMFPToUI => true,
        LLVMCall => user.called_function().is_some_and(|function| {
            let name = function.name();
            name.starts_with(dialect::FMA) || (name.starts_with("llvm.") && !name.starts_with("llvm.fabs."))
        }),
        _ => false,
    }
}

struct Converter<'m, 'ctx> {
    module: &'m Module<'ctx>,
    b: Builder,
}

impl Converter<'_, '_> {
    fn int(&self, bits: u32) -> Type {
        self.module.void().int(bits)
    }

    /// The instruction where the device keeps subnormal numbers, otherwise what `soft` makes of its operand and result.
    fn choose(&self, i: Value, soft: fn(&Self, Value, Value) -> Value) {
        let b = &self.b;
        b.before(i);
        b.locate(i);
        let word = self.int(32);
        let hard = i.clone_instruction();
        b.insert(hard);
        let special = self.module.declare(dialect::SPECIAL, word.function(&[word]));
        let number = word.constant(SINGLE_SUBNORMALS.into());
        let keeps = b.icmp(LLVMIntNE, b.call_function(special, &[number]), word.null());
        let soft = soft(self, i.operand(0), hard);
        i.replace_all_uses_with(b.select(keeps, hard, soft));
        i.erase();
    }

    /// A float as a double. The magnitude of a subnormal one counts units.
    fn widened(&self, value: Value, hard: Value) -> Value {
        let (b, word, long) = (&self.b, self.int(32), self.int(64));
        let bits = b.bitcast(value, word);
        let sign = b.and(bits, word.constant(1 << 31));
        let magnitude = b.xor(bits, sign);
        let unit = long.constant(UNIT);
        let above = b.bitcast(b.or(b.zext(magnitude, long), unit), hard.ty());
        let tiny = b.fsub(above, b.bitcast(unit, hard.ty()));
        let signed = b.or(b.bitcast(tiny, long), b.shl(b.zext(sign, long), long.constant(32)));
        let is_tiny = b.icmp(LLVMIntULT, magnitude, word.constant(SMALLEST));
        b.select(is_tiny, b.bitcast(signed, hard.ty()), hard)
    }

    /// A double as a float. Adding the unit rounds to a count of units, which may become that of the smallest normal float.
    fn narrowed(&self, value: Value, hard: Value) -> Value {
        let (b, word, long) = (&self.b, self.int(32), self.int(64));
        let bits = b.bitcast(value, long);
        let sign = b.and(bits, long.constant(1 << 63));
        let magnitude = b.xor(bits, sign);
        let above = b.fadd(b.bitcast(magnitude, value.ty()), b.bitcast(long.constant(UNIT), value.ty()));
        let tiny = b.trunc(b.bitcast(above, long), word);
        let signed = b.or(tiny, b.trunc(b.lshr(sign, long.constant(32)), word));
        let is_tiny = b.icmp(LLVMIntULT, magnitude, long.constant(SMALLEST_WIDE));
        b.select(is_tiny, b.bitcast(signed, hard.ty()), hard)
    }

    fn sign(&self, i: Value) {
        let (b, word) = (&self.b, self.int(32));
        b.before(i);
        b.locate(i);
        let operand = i.operand(0);
        let is_bits = is_cast(operand) && operand.operand(0).ty() == word;
        let bits = if is_bits { operand.operand(0) } else { b.bitcast(operand, word) };
        let mask = word.constant(1 << 31);
        let bits = if i.opcode() == Opcode::LLVMFNeg { b.xor(bits, mask) } else { b.and(bits, b.not(mask)) };
        for user in i.users().into_iter().filter(|&user| is_cast(user) && user.ty() == word) {
            user.replace_all_uses_with(bits);
            user.erase();
        }
        if !i.users().is_empty() {
            i.replace_all_uses_with(b.bitcast(bits, i.ty()));
        }
        i.erase();
        if is_bits && operand.users().is_empty() {
            operand.erase();
        }
    }
}

fn is_cast(value: Value) -> bool {
    value.is_instruction() && value.opcode() == Opcode::LLVMBitCast
}

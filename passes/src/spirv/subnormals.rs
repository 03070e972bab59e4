//! Subnormal numbers of 32 bits on devices that flush some, in modules that ask for no mode that keeps them: there NVIDIA's
//! driver (580, H200) kept them in sums, products, negations and conversions from doubles, but not in conversions to doubles
//! and in magnitudes, which LLVM makes of integer operations, too.
//!
//!   fpext float a      special(SINGLE_SUBNORMALS) ? fpext a : the same, from the bits
//!   fabs float a       a & 0x7fffffff, unless nothing but arithmetic sees the result
//!
//! The choice costs nothing where subnormal numbers survive: drivers fold it. Comparisons and `Fma` are not mended here.

use super::dialect;
use anywarp_artifact::spirv::specialize::SINGLE_SUBNORMALS;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate::*, ModuleExt, Opcode, Type, TypeKind, Value};

/// 2^-97 as a double: its last bit is worth 2^-149, the unit of subnormal floats.
const UNIT: u64 = 0x39e0_0000_0000_0000;
/// The smallest normal float, 2^-126.
const SMALLEST: u64 = 0x0080_0000;
const SIGN: u64 = 1 << 31;

/// Runs when LLVM simplifies no more.
pub(crate) fn run(module: &Module<'_>, kernel: Value) {
    let c = Converter { module, b: Builder::new(module.void()) };
    let widens = |i: &Value| {
        i.opcode() == Opcode::LLVMFPExt
            && i.operand(0).ty().kind() == TypeKind::Float
            && i.ty().kind() == TypeKind::Double
    };
    kernel.instructions().into_iter().filter(widens).for_each(|i| c.widen(i));
    // Afterwards, since the above looks at bits.
    let shows = |i: &Value| i.is_call_to("llvm.fabs.f32") && !i.users().into_iter().all(computes);
    kernel
        .instructions()
        .into_iter()
        .filter(shows)
        .collect::<Vec<_>>()
        .into_iter()
        .for_each(|i| c.magnitude(i));
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

fn is_cast(value: Value) -> bool {
    value.is_instruction() && value.opcode() == Opcode::LLVMBitCast
}

struct Converter<'m, 'ctx> {
    module: &'m Module<'ctx>,
    b: Builder,
}

impl Converter<'_, '_> {
    fn int(&self, bits: u32) -> Type {
        self.module.void().int(bits)
    }

    /// A float as a double. The magnitude of a subnormal one counts units.
    fn widen(&self, i: Value) {
        let (b, word, long, double) = (&self.b, self.int(32), self.int(64), i.ty());
        b.before(i);
        b.locate(i);
        let hard = i.clone_instruction();
        b.insert(hard);
        let bits = b.bitcast(i.operand(0), word);
        let sign = b.and(bits, word.constant(SIGN));
        let magnitude = b.xor(bits, sign);
        let unit = long.constant(UNIT);
        let above = b.bitcast(b.or(b.zext(magnitude, long), unit), double);
        let tiny = b.bitcast(b.fsub(above, b.bitcast(unit, double)), long);
        let tiny = b.bitcast(b.or(tiny, b.shl(b.zext(sign, long), long.constant(32))), double);
        let special = self.module.declare(dialect::SPECIAL, word.function(&[word]));
        let keeps = b.call_function(special, &[word.constant(SINGLE_SUBNORMALS.into())]);
        let is_tiny = b.icmp(LLVMIntULT, magnitude, word.constant(SMALLEST));
        let is_soft = b.and(is_tiny, b.icmp(LLVMIntEQ, keeps, word.null()));
        i.replace_all_uses_with(b.select(is_soft, tiny, hard));
        i.erase();
    }

    fn magnitude(&self, i: Value) {
        let (b, word) = (&self.b, self.int(32));
        b.before(i);
        b.locate(i);
        let operand = i.operand(0);
        let is_bits = is_cast(operand) && operand.operand(0).ty() == word;
        let bits = if is_bits { operand.operand(0) } else { b.bitcast(operand, word) };
        let bits = b.and(bits, word.constant(SIGN - 1));
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

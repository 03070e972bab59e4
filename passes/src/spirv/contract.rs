//! Products and sums of doubles that clang lets be contracted become one operation, as nvcc makes of them by default.
//!
//!   fadd contract (fmul contract a, b), c      select (special FUSED), spv.fma(a, b, c), the sum as it was
//!
//! Drivers contract those of floats themselves where that is worth it. NVIDIA's does not contract doubles of modules that
//! ask for rounding to nearest, and takes subnormal floats for zeros in an explicit `Fma`.

use super::dialect;
use anywarp_artifact::spirv::specialize;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, TypeKind, Value};

pub(crate) fn run(module: &Module<'_>, kernel: Value) {
    let b = Builder::new(module.void());
    for i in kernel.instructions().into_iter().filter(|&i| is_sum(i)) {
        let (x, y) = (i.operand(0), i.operand(1));
        let minus = i.opcode() == Opcode::LLVMFSub;
        b.before(i);
        b.locate(i);
        let (a, c, factor) = if is_consumed_product(x) {
            (x.operand(0), if minus { b.fneg(y) } else { y }, x.operand(1))
        } else if is_consumed_product(y) {
            let a = y.operand(0);
            (if minus { b.fneg(a) } else { a }, x, y.operand(1))
        } else {
            continue;
        };
        let ty = i.ty();
        let name = format!("{}{}", dialect::FMA, dialect::suffix(ty));
        let fused = b.call_function(module.declare(&name, ty.function(&[ty, ty, ty])), &[a, factor, c]);
        let word = module.void().int(32);
        let special = module.declare(dialect::SPECIAL, word.function(&[word]));
        let has = b.call_function(special, &[word.constant(specialize::FUSED.into())]);
        let has = b.icmp(IntPredicate::LLVMIntNE, has, word.null());
        let copy = i.clone_instruction();
        b.insert(copy);
        i.replace_all_uses_with(b.select(has, fused, copy));
        i.erase();
    }
}

fn is_sum(i: Value) -> bool {
    matches!(i.opcode(), Opcode::LLVMFAdd | Opcode::LLVMFSub)
        && i.may_contract()
        && i.ty().kind() == TypeKind::Double
}

/// True for a product that one sum uses. nvcc leaves a product alone that two sums use (seen with 13.0 in
/// `x * x + y * y` beside `x * x - y * y`).
fn is_consumed_product(value: Value) -> bool {
    value.is_instruction()
        && value.opcode() == Opcode::LLVMFMul
        && value.may_contract()
        && matches!(value.users()[..], [sum] if is_sum(sum))
}

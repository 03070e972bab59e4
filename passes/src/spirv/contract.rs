//! Products and sums that clang lets be contracted become one operation, as nvcc makes of them by default.
//!
//!   fadd contract (fmul contract a, b), c      select (special FUSED), spv.fma(a, b, c), the sum as it was
//!
//! Only a product that one sum uses: nvcc leaves the others alone (seen with 13.0 in `x * x + y * y` beside
//! `x * x - y * y`). Everything else may not be contracted any more: a driver may take that as leave to contract what nvcc
//! would not, or to simplify it.

use super::dialect;
use anywarp_artifact::spirv::specialize;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, TypeKind, Value};
use std::collections::HashSet;

pub(crate) fn run(module: &Module<'_>, kernel: Value) {
    let b = Builder::new(module.void());
    let sums: Vec<(Value, u32)> =
        kernel.instructions().into_iter().filter_map(|i| product_of(i).map(|operand| (i, operand))).collect();
    let mut kept: HashSet<Value> = HashSet::new();
    for (i, operand) in sums {
        let (product, other) = (i.operand(operand), i.operand(1 - operand));
        let minus = i.opcode() == Opcode::LLVMFSub;
        b.before(i);
        b.locate(i);
        let a = product.operand(0);
        let (a, c) = match (minus, operand) {
            (false, _) => (a, other),
            (true, 0) => (a, b.fneg(other)),
            (true, _) => (b.fneg(a), other),
        };
        let ty = i.ty();
        let name = format!("{}{}", dialect::FMA, dialect::suffix(ty));
        let fused =
            b.call_function(module.declare(&name, ty.function(&[ty, ty, ty])), &[a, product.operand(1), c]);
        let word = module.void().int(32);
        let special = module.declare(dialect::SPECIAL, word.function(&[word]));
        let has = b.call_function(special, &[word.constant(specialize::FUSED.into())]);
        let has = b.icmp(IntPredicate::LLVMIntNE, has, word.null());
        let copy = i.clone_instruction();
        b.insert(copy);
        kept.extend([copy, product]);
        i.replace_all_uses_with(b.select(has, fused, copy));
        i.erase();
    }
    for i in kernel.instructions().into_iter().filter(|&i| is_arithmetic(i) && !kept.contains(&i)) {
        i.forbid_contraction();
    }
}

fn is_arithmetic(i: Value) -> bool {
    use Opcode::*;
    matches!(i.opcode(), LLVMFAdd | LLVMFSub | LLVMFMul | LLVMFDiv | LLVMFNeg) && i.may_contract()
}

/// The operand of a sum that is a product which nothing else uses.
fn product_of(i: Value) -> Option<u32> {
    let is_sum = matches!(i.opcode(), Opcode::LLVMFAdd | Opcode::LLVMFSub)
        && i.may_contract()
        && matches!(i.ty().kind(), TypeKind::Float | TypeKind::Double);
    let is_product = |&operand: &u32| {
        let value = i.operand(operand);
        value.is_instruction()
            && value.opcode() == Opcode::LLVMFMul
            && value.may_contract()
            && matches!(value.users()[..], [_])
    };
    if is_sum { (0..2).find(is_product) } else { None }
}

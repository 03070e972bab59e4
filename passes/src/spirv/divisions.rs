//! Division of integers where Vulkan leaves a result undefined ("Precision and Operation of SPIR-V Instructions").
//!
//!   udiv a, b      select (b == 0), -1, a / b
//!   srem a, b      select (b == 0), -1, a - a / b * b
//!
//! All ones is what NVIDIA's GPUs give for both in CUDA (see `wasm/guard_division.rs`). `OpSRem` is undefined for negative
//! operands, too; NVIDIA's gives another sign. Divisions by a constant that is not 0 need no choice.

use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, TypeKind, Value};

/// Runs when LLVM simplifies no more: it concludes from a division that the divisor is not 0.
pub(crate) fn run(module: &Module<'_>, kernel: Value) {
    let b = Builder::new(module.void());
    for i in kernel.instructions() {
        let signed_rest = i.opcode() == Opcode::LLVMSRem;
        let divides = matches!(i.opcode(), Opcode::LLVMUDiv | Opcode::LLVMSDiv | Opcode::LLVMURem);
        if (divides || signed_rest) && i.ty().kind() == TypeKind::Integer {
            total(&b, i, signed_rest);
        }
    }
}

fn total(b: &Builder, i: Value, signed_rest: bool) {
    let (x, y) = (i.operand(0), i.operand(1));
    let never_zero = y.as_int().is_some_and(|value| value != 0);
    if never_zero && !signed_rest {
        return;
    }
    b.before(i);
    b.locate(i);
    let value = if signed_rest {
        b.sub(x, b.mul(b.sdiv(x, y), y))
    } else {
        let copy = i.clone_instruction();
        b.insert(copy);
        copy
    };
    let total = if never_zero {
        value
    } else {
        b.select(b.icmp(IntPredicate::LLVMIntEQ, y, i.ty().null()), i.ty().all_ones(), value)
    };
    i.replace_all_uses_with(total);
    i.erase();
}

//! `-ftz=true`: single-precision arithmetic takes subnormal numbers for zeros and gives zeros for them.
//!
//!   fadd float %a, %b      %x = flush(%a);  %y = flush(%b);  flush(fadd float %x, %y)
//!   flush(%a)              |bits| < 0x00800000 ? sign : bits
//!
//! PTX's `.ftz` does so for inputs and results of every arithmetic instruction on `.f32` (PTX ISA, "Floating-point
//! instructions"); loads, stores, moves and selections keep what they are given. No target of ours has such a mode for
//! single precision alone, so the flush is written out, before LLVM or a target may fold anything.
//!
//! Needs: functions as clang wrote them, with its attribute for flushing; calls of the math library before they are
//! linked. The attribute is removed: LLVM would take the flush itself for superfluous.

use super::intrinsics::{Meaning, meaning};
use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Builder, IntPredicate, ModuleExt, Opcode, Type, TypeKind, Value};

/// clang's function attribute; its value begins with the mode of results.
const ATTRIBUTE: &str = "denormal-fp-math-f32";
/// Namespace of the headers' 16-bit arithmetic, whose single precision is a means and not what the option is about.
const EXEMPT: &str = "14__anywarp_half";
const SMALLEST_NORMAL: u64 = 0x0080_0000;
const SIGN: u64 = 0x8000_0000;

pub(crate) const PASS: Pass = Pass {
    name: "flush-subnormals",
    about: "Makes single-precision arithmetic flush subnormal numbers where `-ftz=true` asks for it.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let b = Builder::new(unit.module.void());
    for function in unit.module.functions() {
        let flushes = function.text_attribute(ATTRIBUTE).is_some_and(|mode| !mode.starts_with("ieee"));
        function.remove_text_attribute(ATTRIBUTE);
        if !flushes || function.is_declaration() || function.name().contains(EXEMPT) {
            continue;
        }
        for instruction in function.instructions() {
            if is_arithmetic(instruction) {
                flush_around(&b, instruction);
            }
        }
    }
    Ok(())
}

/// True for what PTX has an `.ftz` form of, as far as its operands are single precision.
fn is_arithmetic(i: Value) -> bool {
    use Opcode::*;
    match i.opcode() {
        LLVMFAdd | LLVMFSub | LLVMFMul | LLVMFDiv | LLVMFRem | LLVMFNeg | LLVMFCmp | LLVMFPExt
        | LLVMFPTrunc | LLVMFPToSI | LLVMFPToUI => true,
        LLVMCall => i.called_function().is_some_and(|callee| is_arithmetic_function(&callee.name())),
        _ => false,
    }
}

fn is_arithmetic_function(name: &str) -> bool {
    // Reinterpretations and sign transfers move bits.
    const MOVES: [&str; 3] = ["_as_", "copysign", "signbit"];
    if MOVES.iter().any(|part| name.contains(part)) {
        return false;
    }
    const LLVM: [&str; 12] = [
        "llvm.fma.",
        "llvm.fmuladd.",
        "llvm.sqrt.",
        "llvm.fabs.",
        "llvm.minnum.",
        "llvm.maxnum.",
        "llvm.rint.",
        "llvm.nearbyint.",
        "llvm.floor.",
        "llvm.ceil.",
        "llvm.trunc.",
        "llvm.round",
    ];
    name.starts_with("__nv_")
        || matches!(meaning(name), Some(Meaning::Function(_)))
        || LLVM.iter().any(|prefix| name.starts_with(prefix))
}

fn is_single(ty: Type) -> bool {
    let element = if ty.kind() == TypeKind::Vector { ty.element() } else { ty };
    element.kind() == TypeKind::Float
}

fn flush_around(b: &Builder, i: Value) {
    b.before(i);
    b.locate(i);
    let inputs = if i.opcode() == Opcode::LLVMCall { i.arguments() } else { i.operands() };
    for (index, input) in inputs.into_iter().enumerate() {
        if is_single(input.ty()) {
            i.set_operand(index as u32, flush(b, input));
        }
    }
    let Some(next) = i.next_instruction().filter(|_| is_single(i.ty())) else { return };
    b.before(next);
    let users = i.users();
    let flushed = flush(b, i);
    for user in users {
        for (index, operand) in user.operands().into_iter().enumerate() {
            if operand == i {
                user.set_operand(index as u32, flushed);
            }
        }
    }
}

fn flush(b: &Builder, value: Value) -> Value {
    let ty = value.ty();
    let word = ty.int(32);
    let (bits, constant): (Type, Box<dyn Fn(u64) -> Value>) = if ty.kind() == TypeKind::Vector {
        let count = ty.len() as u32;
        (word.vector(count), Box::new(move |bits| word.splat(bits, count)))
    } else {
        (word, Box::new(move |bits| word.constant(bits)))
    };
    let from = b.bitcast(value, bits);
    let magnitude = b.and(from, constant(SIGN - 1));
    let subnormal = b.icmp(IntPredicate::LLVMIntULT, magnitude, constant(SMALLEST_NORMAL));
    let sign = b.and(from, constant(SIGN));
    let flushed = b.select(subnormal, sign, from);
    b.bitcast(flushed, ty)
}

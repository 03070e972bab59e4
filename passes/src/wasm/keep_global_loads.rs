//! Keeps loads of wasm globals whole.
//!
//!   %base = load i64, @memory_base          %base = load volatile i64, @memory_base
//!   %high = trunc (lshr %base, 32)          %high = trunc (lshr %base, 32)
//!
//! Code selection would read only the bytes that are used, here four at an offset of four; but a global is read as a
//! whole by `global.get`, so LLVM 22 aborts at the offset and writes an invalid module without one. It narrows no
//! volatile load. This runs last, so that no optimisation is lost.

use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{ModuleExt, Opcode};

/// wasm's own globals (LLVM, WebAssembly backend: "address space 1").
const WASM_GLOBALS: u32 = 1;

pub(crate) const PASS: Pass = Pass {
    name: "keep-global-loads",
    about: "Keeps loads of wasm globals whole, which LLVM would narrow to something that wasm cannot say.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    for function in unit.module.functions() {
        for i in function.instructions() {
            if i.opcode() == Opcode::LLVMLoad && i.operand(0).ty().address_space() == WASM_GLOBALS {
                i.set_volatile(true);
            }
        }
    }
    Ok(())
}

//! Computes what WebAssembly's instructions say of masks that are known.
//!
//!   bitmask(narrow(<-1, 0, 0, 0>, zero))    1
//!
//! `if (threadIdx.x % 32 == 0)` has the same mask in every group whose first thread begins a warp: its one thread is known,
//! and what the others would have stored need not be computed. LLVM knows what these instructions do when it selects them,
//! and not before.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{ModuleExt, Opcode, Value};

pub(crate) const PASS: Pass = Pass {
    name: "fold-mask-tests",
    about: "Computes tests of constant masks.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    for function in unit.module.functions().into_iter().filter(|f| !f.is_declaration()) {
        for call in function.instructions().into_iter().filter(|i| i.opcode() == Opcode::LLVMCall) {
            let Some(result) = result(call) else { continue };
            call.replace_all_uses_with(call.ty().constant(result));
            call.erase();
        }
    }
    Ok(())
}

/// The number that a test of a constant mask gives.
fn result(call: Value) -> Option<u64> {
    let name = call.called_function()?.name();
    let of = |test: &str| {
        name.strip_prefix("llvm.wasm.")?.starts_with(test).then(|| elements(call.operand(0))).flatten()
    };
    if let Some(elements) = of("bitmask.") {
        let bits = elements.iter().enumerate().map(|(index, element)| u64::from(*element < 0) << index);
        return Some(bits.sum());
    }
    if let Some(elements) = of("anytrue.") {
        return Some(u64::from(elements.iter().any(|element| *element != 0)));
    }
    of("alltrue.").map(|elements| u64::from(elements.iter().all(|element| *element != 0)))
}

/// The numbers in a vector that is constant, or made of constants by narrowing.
fn elements(vector: Value) -> Option<Vec<i64>> {
    if vector.is_constant() {
        let element = |index| vector.aggregate_element(index)?.as_int();
        return (0..vector.ty().len() as u32).map(element).collect();
    }
    let called = vector.called_function();
    if !called.is_some_and(|function| function.name().starts_with("llvm.wasm.narrow.signed.")) {
        return None;
    }
    let largest = (1_i64 << (vector.ty().element().int_width() - 1)) - 1;
    let wide = [elements(vector.operand(0))?, elements(vector.operand(1))?].concat();
    Some(wide.into_iter().map(|element| element.clamp(-largest - 1, largest)).collect())
}

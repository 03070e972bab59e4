//! Counts the bits of vectors of words as WebAssembly does: of bytes, and adds up what neighbours have.
//!
//!   llvm.ctpop.v4i32   ->   i8x16.popcnt, i16x8.extadd_pairwise_i8x16_u, i32x4.extadd_pairwise_i16x8_u
//!
//! LLVM's wasm backend takes the vector apart and counts element by element.

use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Builder, ModuleExt, Type, Value};

pub(crate) const PASS: Pass = Pass {
    name: "count-bits",
    about: "Counts the bits of vectors of words by those of their bytes.",
    needs: &[Fact::Retargeted],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

const OF_WORDS: &str = "llvm.ctpop.v4i32";

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let void = module.void();
    let (bytes, halves, words) = (void.int(8).vector(16), void.int(16).vector(8), void.int(32).vector(4));
    let b = Builder::new(void);
    let count = |name: &str, result: Type, argument: Value| {
        b.call_function(module.declare(name, result.function(&[argument.ty()])), &[argument])
    };
    for function in module.functions().into_iter().filter(|f| !f.is_declaration()) {
        for i in function.instructions().into_iter().filter(|i| i.is_call_to(OF_WORDS)) {
            b.before(i);
            b.locate(i);
            let of_bytes = count("llvm.ctpop.v16i8", bytes, b.bitcast(i.operand(0), bytes));
            let of_halves = count("llvm.wasm.extadd.pairwise.unsigned.v8i16", halves, of_bytes);
            let of_words = count("llvm.wasm.extadd.pairwise.unsigned.v4i32", words, of_halves);
            i.replace_all_uses_with(of_words);
            i.erase();
        }
    }
    Ok(())
}

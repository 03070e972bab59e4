//! The functions that data names, as a function that the loader asks for their addresses.
//!
//!   function_address(index) -> table index
//!
//! It comes before every pass that drops unused functions: LLVM does not see what data names.

use super::emit_entries::exported;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_artifact::wasm;
use anywarp_diag::Diagnostics;
use llvm_config::ir::{Builder, ModuleExt};

pub(crate) const PASS: Pass = Pass {
    name: "emit-function-table",
    about: "Emits the table through which the loader finds the functions that data names.",
    needs: &[Fact::Retargeted],
    gives: &[Fact::DataFunctionsHeld],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    unit.functions_in_data = unit.named_functions();
    let module = &unit.module;
    let b = Builder::new(module.void());
    let void = module.void();
    let i32 = void.int(32);
    let (function, entry) = exported(module, wasm::FUNCTION_ADDRESS, i32.function(&[i32]));
    let none = function.append_block("none");
    let mut cases = Vec::new();
    for (index, &target) in unit.functions_in_data.iter().enumerate() {
        let block = function.append_block("address");
        b.at_end(block);
        let address = b.ptr_to_int(target, i32);
        b.ret(Some(address));
        cases.push((i32.constant(index as u64), block));
    }
    b.unlocate();
    b.at_end(none);
    b.ret(Some(i32.constant(0)));
    b.at_end(entry);
    b.switch(function.parameters()[0], none, &cases);
    Ok(())
}

//! The order of everything, top to bottom.

use crate::unit::{Optimize, Options, Unit};
use crate::{machine, nvvm, retarget, simt, wasm};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::run_passes;

/// Points between steps, at which an observer sees the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// NVVM IR, linked and optimised.
    Nvvm,
    /// Rewritten for the target's addresses.
    Retargeted,
    /// Threads are functions or split coroutines, entries exist.
    Threads,
    /// Linked with the device runtime and optimised; ready for code generation.
    Unit,
}

/// Compiles device bitcode for WebAssembly.
///
/// `device_runtime` is the bitcode of the block scheduler that the backend links into every image. `observe` sees
/// the module after each stage.
pub fn compile<'ctx>(
    context: &'ctx Context,
    bitcode: &[u8],
    device_runtime: &[u8],
    options: &Options,
    observe: &mut dyn FnMut(Stage, &Module<'ctx>),
) -> Result<Unit<'ctx>, Diagnostics> {
    let verify = options.verify_each;
    let library = crate::libdevice::BITCODE;
    let module = nvvm::load::prepare(context, bitcode, library, options.optimize, verify, |_| {})?;
    observe(Stage::Nvvm, &module);

    let mut retargeted = retarget::run(&module, options)?;
    let functions = wasm::place_globals::functions_in_data(&retargeted.frozen);
    simt::entry::function_addresses(&module, &functions);
    check(&module, "retarget", verify)?;
    observe(Stage::Retargeted, &module);

    let wasm_machine = machine::wasm()?;
    simt::spin::run(&module);
    check(&module, "simt::spin", verify)?;
    let coroutines = simt::coroutine::run(&module, &wasm_machine, verify)?;
    let functions = retargeted.replace_functions(functions, &coroutines.replaced);
    simt::entry::run(&module, &mut retargeted.kernels, &coroutines.threads);
    check(&module, "simt::entry", verify)?;
    observe(Stage::Threads, &module);

    nvvm::load::link_runtime(context, &module, device_runtime)?;
    let optimize = match options.optimize {
        Optimize::Full => "globaldce,default<O2>,globaldce",
        Optimize::None => "default<O0>,globaldce",
    };
    run_passes(&module, optimize, &wasm_machine, verify).map_err(crate::internal)?;
    wasm::guard_division::run(&module);
    let data = wasm::place_globals::run(&module, &retargeted.frozen, &functions, &mut retargeted.variables)?;
    check(&module, "wasm::place_globals", verify)?;
    run_passes(&module, "always-inline,function(early-cse,instsimplify),globaldce", &wasm_machine, verify)
        .map_err(crate::internal)?;
    observe(Stage::Unit, &module);
    for kernel in &mut retargeted.kernels {
        kernel.display_name = crate::demangle(&kernel.name);
    }
    Ok(Unit {
        module,
        machine: wasm_machine,
        kernels: retargeted.kernels,
        variables: retargeted.variables,
        data,
    })
}

fn check(module: &Module<'_>, pass: &str, verify: bool) -> Result<(), Diagnostics> {
    if verify {
        module.verify().map_err(|error| crate::internal(format!("{pass} broke the module: {error}")))?;
    }
    Ok(())
}

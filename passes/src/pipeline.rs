//! The order of everything, top to bottom, and the one place that runs it.

use crate::nvvm::load;
use crate::pass::{Fact, Pass, Work, check_order};
use crate::unit::{Optimize, Options, Unit};
use crate::{llvm_passes, nvvm, ptx, retarget, simt, wasm};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::run_passes;

/// What every target starts with: NVVM IR of a whole program, linked with the math library and optimised.
pub(crate) fn nvvm_passes(optimize: Optimize) -> Vec<&'static Pass> {
    vec![
        &nvvm::strip_metadata_variables::PASS,
        &nvvm::reach_managed_variables::PASS,
        &nvvm::call_wide_atomics::PASS,
        &ptx::translate_inline_ptx::PASS,
        &nvvm::flush_subnormals::PASS,
        &nvvm::link_math_library::PASS,
        &nvvm::internalize_functions::PASS,
        match optimize {
            Optimize::Full => &llvm_passes::OPTIMIZE_NVVM,
            Optimize::None => &llvm_passes::STRIP_NVVM,
        },
        &ptx::return_at_exit::PASS,
        &nvvm::link_intrinsic_functions::PASS,
        &llvm_passes::DROP_UNUSED,
    ]
}

/// From NVVM IR to what the wasm backend takes.
fn wasm_passes(optimize: Optimize) -> Vec<&'static Pass> {
    vec![
        &wasm::clamp_shifts::PASS,
        &retarget::PASS,
        &simt::emit_function_table::PASS,
        &simt::yield_in_spin_loops::PASS,
        &simt::mark_suspending_functions::PASS,
        &llvm_passes::INLINE_MARKED_FUNCTIONS,
        &simt::mark_shared_atomics::PASS,
        &simt::vectorize_warps::PASS,
        &simt::lower_shared_atomics::PASS,
        &simt::form_coroutines::PASS,
        &llvm_passes::PREPARE_COROUTINES,
        &simt::keep_results::PASS,
        &llvm_passes::SPLIT_COROUTINES,
        &simt::form_regions::PASS,
        &simt::emit_entries::PASS,
        &wasm::link_device_runtime::PASS,
        &wasm::hoist_parameters::PASS,
        &wasm::fold_mask_tests::PASS,
        match optimize {
            Optimize::Full => &llvm_passes::OPTIMIZE_WASM,
            Optimize::None => &llvm_passes::STRIP_WASM,
        },
        &wasm::guard_division::PASS,
        &wasm::place_globals::PASS,
        &llvm_passes::FOLD_ADDRESSES,
        &wasm::lower_masks::PASS,
        &wasm::split_vectors::PASS,
        &wasm::count_bits::PASS,
        &wasm::compare_cases::PASS,
        &wasm::part_rare_blocks::PASS,
        &wasm::use_loads_early::PASS,
        &wasm::keep_global_loads::PASS,
    ]
}

/// What the wasm backend takes for granted.
const WASM_WANTS: &[Fact] = &[
    Fact::Retargeted,
    Fact::CoroutinesSplit,
    Fact::EntriesExist,
    Fact::RuntimeLinked,
    Fact::DivisionsTotal,
    Fact::DataPlaced,
];

/// Points between passes whose names do not depend on how much is optimised.
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

impl Stage {
    /// The pass that ends the stage.
    #[must_use]
    pub fn last_pass(self) -> &'static str {
        match self {
            Self::Nvvm => llvm_passes::DROP_UNUSED.name,
            Self::Retargeted => simt::emit_function_table::PASS.name,
            Self::Threads => simt::emit_entries::PASS.name,
            Self::Unit => wasm::keep_global_loads::PASS.name,
        }
    }
}

/// Sees the unit after each pass.
pub type Observer<'o> = &'o mut dyn FnMut(&'static Pass, &Unit<'_>);

/// Compiles device bitcode for WebAssembly.
///
/// # Errors
/// What a kernel reaches and this version cannot do, limits of CUDA's, and bugs of ours.
pub fn compile<'ctx>(
    context: &'ctx Context,
    bitcode: &[u8],
    options: &Options,
    observe: Observer<'_>,
) -> Result<Unit<'ctx>, Diagnostics> {
    let passes = [nvvm_passes(options.optimize), wasm_passes(options.optimize)].concat();
    if options.verify_each {
        check_order(&passes, WASM_WANTS).map_err(crate::internal)?;
    }
    let mut unit = Unit::new(load::parse(context, bitcode, "device code")?)?;
    run(&mut unit, &passes, options, observe)?;
    Ok(unit)
}

/// What a target does to the math library.
pub(crate) struct Library {
    /// Before any function is linked.
    pub(crate) before_linking: fn(&Module<'_>) -> Result<(), Diagnostics>,
    /// Whenever some were linked.
    pub(crate) after_linking: fn(&Module<'_>) -> Result<(), Diagnostics>,
}

/// NVVM IR of a whole program, linked and optimised, from which each target goes its own way.
///
/// # Errors
/// Damaged bitcode, and bugs of ours.
pub(crate) fn nvvm<'ctx>(
    context: &'ctx Context,
    bitcode: &[u8],
    options: &Options,
    library: &Library,
) -> Result<Unit<'ctx>, Diagnostics> {
    const LINKS: [&Pass; 2] = [&nvvm::link_math_library::PASS, &nvvm::link_intrinsic_functions::PASS];
    let mut unit = Unit::new(load::parse(context, bitcode, "device code")?)?;
    for pass in nvvm_passes(options.optimize) {
        if pass.name == LINKS[0].name {
            (library.before_linking)(&unit.module)?;
        }
        run(&mut unit, &[pass], options, &mut |_, _| {})?;
        if LINKS.iter().any(|link| link.name == pass.name) {
            (library.after_linking)(&unit.module)?;
        }
    }
    Ok(unit)
}

/// Runs passes in order.
///
/// # Errors
/// Those of the passes; under `verify_each` also [`anywarp_diag::Code::Internal`], which names the pass that broke
/// the module.
pub(crate) fn run(
    unit: &mut Unit<'_>,
    passes: &[&'static Pass],
    options: &Options,
    observe: Observer<'_>,
) -> Result<(), Diagnostics> {
    for &pass in passes {
        match pass.work {
            Work::Ours(run) => run(unit, options)?,
            Work::Llvm { passes, applies } => {
                if applies(unit) {
                    run_passes(&unit.module, passes, &unit.machine, options.verify_each)
                        .map_err(|error| crate::internal(format!("`{}`: {error}", pass.name)))?;
                }
            }
        }
        if options.verify_each {
            unit.module.verify().map_err(|error| broken(pass, &error.to_string()))?;
        }
        observe(pass, unit);
    }
    Ok(())
}

fn broken(pass: &Pass, error: &str) -> Diagnostics {
    crate::internal(format!("`{}` broke the module: {}", pass.name, error.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::PASSES;
    use crate::unit::HostPointers;
    use llvm_config::ir::ModuleExt;

    fn whole(optimize: Optimize) -> Vec<&'static Pass> {
        [nvvm_passes(optimize), wasm_passes(optimize)].concat()
    }

    #[test]
    fn every_pass_finds_what_it_needs() {
        for optimize in [Optimize::Full, Optimize::None] {
            assert_eq!(check_order(&whole(optimize), WASM_WANTS), Ok(()), "{optimize:?}");
        }
    }

    #[test]
    fn the_registry_has_every_pass_in_the_order_of_the_pipelines() {
        for optimize in [Optimize::Full, Optimize::None] {
            let places = whole(optimize).into_iter().map(|pass| {
                let place = PASSES.iter().position(|registered| registered.name == pass.name);
                place.unwrap_or_else(|| panic!("`{}` is not registered", pass.name))
            });
            assert!(places.is_sorted());
        }
    }

    #[test]
    fn a_pass_that_breaks_the_module_is_named() {
        const BREAK: Pass = Pass {
            name: "break-module",
            about: "",
            needs: &[],
            gives: &[],
            breaks: &[],
            // A declaration cannot be internal.
            work: Work::Ours(|unit, _| {
                let void = unit.module.void();
                unit.module.declare("f", void.function(&[])).set_internal();
                Ok(())
            }),
        };
        let context = Context::create();
        let mut unit = Unit::new(context.create_module("m")).expect("an empty unit");
        let options = Options {
            host_pointers: HostPointers::Bits64,
            optimize: Optimize::Full,
            width: crate::Width::Automatic,
            verify_each: true,
            library_headers: Vec::new(),
            device_runtime: &[],
        };
        let errors = run(&mut unit, &[&BREAK], &options, &mut |_, _| {}).expect_err("broken");
        assert_eq!(errors[0].code, anywarp_diag::Code::Internal);
        assert!(errors[0].message.starts_with("`break-module` broke the module: "), "{}", errors[0]);
    }

    #[test]
    fn every_stage_ends_in_every_pipeline() {
        for stage in [Stage::Nvvm, Stage::Retargeted, Stage::Threads, Stage::Unit] {
            for optimize in [Optimize::Full, Optimize::None] {
                assert!(whole(optimize).iter().any(|pass| pass.name == stage.last_pass()), "{stage:?}");
            }
        }
    }
}

//! Every pass once, in the order of the pipelines.

use crate::pass::Pass;
use crate::{llvm_passes, nvvm, ptx, retarget, simt, wasm};

/// All passes; `docs/passes.md` has a section for each, in this order.
pub static PASSES: &[&Pass] = &[
    &nvvm::strip_metadata_variables::PASS,
    &nvvm::reach_managed_variables::PASS,
    &nvvm::call_wide_atomics::PASS,
    &ptx::translate_inline_ptx::PASS,
    &nvvm::flush_subnormals::PASS,
    &nvvm::link_math_library::PASS,
    &nvvm::internalize_functions::PASS,
    &llvm_passes::OPTIMIZE_NVVM,
    &llvm_passes::STRIP_NVVM,
    &ptx::return_at_exit::PASS,
    &nvvm::link_intrinsic_functions::PASS,
    &llvm_passes::DROP_UNUSED,
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
    &llvm_passes::OPTIMIZE_WASM,
    &llvm_passes::STRIP_WASM,
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
];

/// The pass of that name.
pub(crate) fn find(name: &str) -> Option<&'static Pass> {
    PASSES.iter().copied().find(|pass| pass.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_verb_phrases() {
        for (index, pass) in PASSES.iter().enumerate() {
            assert!(pass.name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", pass.name);
            assert!(pass.about.ends_with('.'), "{} is described in a sentence", pass.name);
            assert!(PASSES[..index].iter().all(|other| other.name != pass.name), "{} twice", pass.name);
        }
    }
}

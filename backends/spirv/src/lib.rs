//! From legal kernels to SPIR-V 1.6 modules for Vulkan 1.3.
//!
//! Each kernel becomes a module of its own with the capabilities that it uses, so that a runtime can say which device
//! feature a kernel lacks. The passes have decided everything; here each instruction and each marker of
//! [`anywarp_passes::spirv::dialect`] becomes one SPIR-V instruction, or a few where SPIR-V splits what LLVM joins.

#![forbid(unsafe_code)]

mod blocks;
mod constants;
mod emitter;
mod instructions;
mod interface;
mod launch;
mod types;
mod validate;

pub use validate::validate;

use anywarp_artifact::spirv::{Kernel, Module, Unit};
use anywarp_diag::Diagnostics;
use anywarp_passes::spirv::{self, SpirvUnit, Storage};
use rspirv::binary::{Assemble, Disassemble};

/// Emits every kernel of a unit; a kernel that was refused, or is here, carries its diagnostics as text.
#[must_use]
pub fn emit(unit: &SpirvUnit<'_>) -> Unit {
    let kernels = unit
        .kernels
        .iter()
        .map(|(name, kernel)| {
            let modules: Result<Vec<Module>, Diagnostics> = kernel
                .as_ref()
                .map_err(Clone::clone)
                .and_then(|variants| variants.iter().map(emit_kernel).collect());
            let (modules, refusal) = match modules {
                Ok(modules) => (modules, String::new()),
                Err(errors) => (Vec::new(), text(&errors)),
            };
            Kernel { name: name.clone(), modules, refusal }
        })
        .collect();
    Unit { kernels, variables: unit.variables.clone(), data: unit.data.clone() }
}

/// Emits one kernel.
///
/// # Errors
/// What SPIR-V cannot say although the passes let it through.
pub fn emit_kernel(kernel: &spirv::Kernel<'_>) -> Result<Module, Diagnostics> {
    let (module, requirements) = emitter::emit(kernel)?;
    let dynamic = kernel.arrays.iter().find(|array| array.storage == Storage::DynamicShared);
    let shared = kernel.arrays.iter().filter(|array| array.storage == Storage::Shared);
    Ok(Module {
        words: module.assemble(),
        requirements,
        parameters: kernel.place,
        static_shared_bytes: shared.map(|array| array.elements * array.element_bytes).sum(),
        dynamic_shared_unit: dynamic.map_or(0, |array| array.element_bytes),
        whole_warps: kernel.whole_warps,
        prints: kernel.prints,
        allocates: kernel.allocates,
    })
}

/// The assembly text of a kernel's module, with what it requires in the first line.
///
/// # Errors
/// As [`emit_kernel`]'s.
pub fn print_kernel(kernel: &spirv::Kernel<'_>) -> Result<String, Diagnostics> {
    let (module, requirements) = emitter::emit(kernel)?;
    let condition = if kernel.whole_warps { ", for blocks of whole warps," } else { "" };
    Ok(format!("; kernel {}{condition} requires {requirements:?}\n{}\n", kernel.name, module.disassemble()))
}

fn text(errors: &Diagnostics) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

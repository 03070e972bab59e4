//! What kernels use, as far as a translation unit knows it before a device link.

use crate::nvvm::load::{is_kernel, parse};
use crate::nvvm::reach::Reach;
use crate::pipeline;
use crate::retarget::{architecture, max_threads, parameters::ParameterLayout, shared::SharedLayout};
use crate::unit::{Options, Unit};
use anywarp_artifact::{Kernel, Schedule};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::context::Context;
use llvm_config::ir::{Layout, ModuleExt, Value};

/// The kernels of relocatable bitcode, with parameters and shared memory; what other units define is left out, and
/// `local_bytes` is 0, since a thread's frame depends on it.
///
/// # Errors
/// Damaged bitcode, and limits of CUDA's.
pub fn usage(bitcode: &[u8], options: &Options) -> Result<Vec<Kernel>, Diagnostics> {
    let context = Context::create();
    let mut unit = Unit::new(parse(&context, bitcode, "device code")?)?;
    pipeline::run(&mut unit, &pipeline::nvvm_passes(options.optimize), options, &mut |_, _| {})?;
    let module = &unit.module;
    let layout = Layout::new(crate::machine::NVPTX64_LAYOUT);
    let kernels: Vec<Value> =
        module.functions().into_iter().filter(|&function| is_kernel(function)).collect();
    let shared = SharedLayout::of(&module.variables(), &kernels, &Reach::of(module), &layout)?;
    let kernel = |&kernel: &Value| {
        let parameters = ParameterLayout::of(&layout, kernel)?;
        let name = kernel.name();
        Ok(Kernel {
            display_name: crate::demangle(&name),
            name,
            parameters: parameters.fields,
            parameter_bytes: parameters.bytes,
            static_shared_bytes: shared.kernel_bytes.get(&kernel).copied().unwrap_or(0),
            local_bytes: 0,
            max_threads_per_block: max_threads(kernel),
            architecture: architecture(kernel),
            schedule: Schedule::Loop,
        })
    };
    kernels.iter().map(kernel).collect()
}

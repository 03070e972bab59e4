//! PTX's system calls (printf, assert, malloc, free) as device code of ours: a GPU's kernels cannot call the host.
//!
//!   call @vprintf(format, arguments)      call @__anywarp_vprintf(format, arguments)

use crate::nvvm::load::link;
use crate::waiting;
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{ModuleExt, Value};

/// One LLVM module, built from `passes/libdevice/services` by `build.rs`.
const BITCODE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/services.bc"));

/// Returns the launch's head ([`anywarp_artifact::spirv::Head`]) to code that writes output.
pub(crate) const OUTPUT: &str = "anywarp.launch.output";
/// The same, to code that uses the heap.
pub(crate) const HEAP: &str = "anywarp.launch.heap";

const SERVICES: [(&str, &str); 4] = [
    ("vprintf", "__anywarp_vprintf"),
    ("__assertfail", "__anywarp_assertfail"),
    ("malloc", "__anywarp_malloc"),
    ("free", "__anywarp_free"),
];

/// Defines the services that the module declares.
///
/// # Errors
/// Damage to the services, which is a bug of ours.
pub(crate) fn link_services(module: &Module<'_>) -> Result<(), Diagnostics> {
    let declared = |name: &str| module.function(name).filter(|function| function.is_declaration());
    if !SERVICES.iter().any(|(name, _)| declared(name).is_some()) {
        return Ok(());
    }
    link(module, BITCODE, "services of device code")?;
    for (name, service) in SERVICES {
        let Some(service) = module.function(service) else { continue };
        if let Some(old) = declared(name) {
            old.replace_all_uses_with(service);
        }
        service.set_internal();
        waiting::mark_as_progress(service);
    }
    Ok(())
}

/// Whether the kernel uses the output, and the heap.
pub(crate) fn of(kernel: Value) -> (bool, bool) {
    let calls = |name: &str| kernel.instructions().into_iter().any(|i| i.is_call_to(name));
    (calls(OUTPUT), calls(HEAP))
}

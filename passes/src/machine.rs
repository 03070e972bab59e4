//! LLVM's target machines.

use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::OptimizationLevel;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::inkwell::targets::{
    CodeModel, InitializationConfig, RelocMode, Target, TargetMachine, TargetTriple,
};
use llvm_config::ir::{Attribute, Value};

/// Layout of device data in memory: clang's for `nvptx64-nvidia-cuda`.
pub(crate) const NVPTX64_LAYOUT: &str = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64";
/// Layout of device data for 32-bit hosts.
pub(crate) const NVPTX32_LAYOUT: &str =
    "e-p:32:32-p6:32:32-p7:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64";

pub(crate) const NVPTX64_TRIPLE: &str = "nvptx64-nvidia-cuda";
pub(crate) const WASM_TRIPLE: &str = "wasm32-unknown-unknown";
pub(crate) const WASM_LAYOUT: &str = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20";
/// Every feature that images may use; each engine that runs them must have them. Not bulk memory: its accesses trap
/// without a place in the code (`backends/wasm/device/memory.c`).
const WASM_FEATURES: &str = "+atomics,+multivalue,+mutable-globals,+nontrapping-fptoint,+sign-ext,+simd128";

fn nvptx() -> Result<TargetMachine, Diagnostics> {
    Target::initialize_nvptx(&InitializationConfig::default());
    create(NVPTX64_TRIPLE, "sm_80", "+ptx82")
}

pub(crate) fn wasm() -> Result<TargetMachine, Diagnostics> {
    Target::initialize_webassembly(&InitializationConfig::default());
    create(WASM_TRIPLE, "mvp", WASM_FEATURES)
}

/// What every function that is made for wasm says about its target.
pub(crate) fn set_wasm_attributes(function: Value) {
    function.add_attribute(Attribute::Text("target-features", WASM_FEATURES));
    function.add_attribute(Attribute::Text("target-cpu", "mvp"));
    // There is no C library that a recognised idiom (a `strlen` loop) could call.
    function.add_attribute(Attribute::Text("no-builtins", ""));
}

/// The machine of the module's triple: wasm after `retarget`, NVPTX before.
pub(crate) fn of_triple(module: &Module<'_>) -> Result<TargetMachine, Diagnostics> {
    let triple = module.get_triple();
    if triple.as_str().to_bytes().starts_with(b"wasm32") { wasm() } else { nvptx() }
}

fn create(triple: &str, cpu: &str, features: &str) -> Result<TargetMachine, Diagnostics> {
    let triple = TargetTriple::create(triple);
    let target = Target::from_triple(&triple).map_err(crate::internal)?;
    target
        .create_target_machine(
            &triple,
            cpu,
            features,
            OptimizationLevel::Default,
            RelocMode::Static,
            CodeModel::Default,
        )
        .ok_or_else(|| crate::internal(format!("LLVM has no target machine for {triple}")))
}

//! LLVM's target machines.

use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::OptimizationLevel;
use llvm_config::ir::inkwell::targets::{
    CodeModel, InitializationConfig, RelocMode, Target, TargetMachine, TargetTriple,
};

/// Layout of device data in memory: clang's for `nvptx64-nvidia-cuda`.
pub(crate) const NVPTX64_LAYOUT: &str = "e-p6:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64";
/// Layout of device data for 32-bit hosts.
pub(crate) const NVPTX32_LAYOUT: &str =
    "e-p:32:32-p6:32:32-p7:32:32-i64:64-i128:128-i256:256-v16:16-v32:32-n16:32:64";

pub(crate) const WASM_TRIPLE: &str = "wasm32-unknown-unknown";
pub(crate) const WASM_LAYOUT: &str = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20";
/// Every feature that images may use; each engine that runs them must have them. Not bulk memory: its accesses trap
/// without a place in the code (`backends/wasm/device/memory.c`).
pub(crate) const WASM_FEATURES: &str =
    "+atomics,+multivalue,+mutable-globals,+nontrapping-fptoint,+sign-ext,+simd128";

pub(crate) fn nvptx() -> Result<TargetMachine, Diagnostics> {
    Target::initialize_nvptx(&InitializationConfig::default());
    create("nvptx64-nvidia-cuda", "sm_80", "+ptx82")
}

pub(crate) fn wasm() -> Result<TargetMachine, Diagnostics> {
    Target::initialize_webassembly(&InitializationConfig::default());
    create(WASM_TRIPLE, "mvp", WASM_FEATURES)
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

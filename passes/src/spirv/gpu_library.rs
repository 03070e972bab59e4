//! Functions of the math library in the form that suits GPUs (`libdevice/gpu`), in single precision.
//!
//!   call @__nv_expf(x)       call @__anywarp_gpu_expf(x)        before the library is linked
//!   fdiv float a, b          call @__anywarp_gpu_divide(a, b)   after LLVM has simplified divisions
//!
//! Vulkan bounds the errors of `OpFDiv` and `Sqrt` at 2.5 ulp and more; CUDA's are rounded correctly.

use crate::nvvm::load::link;
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, ModuleExt, Opcode, TypeKind, Value};

/// One LLVM module, built from `passes/libdevice/gpu` by `build.rs`; refers to the library proper.
const BITCODE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gpu.bc"));

const PREFIX: &str = "__anywarp_gpu_";
const DIVIDE: &str = "__anywarp_gpu_divide";
const ROOT: &str = "__anywarp_gpu_root";

/// Functions of the library and what runs instead. The faster, less accurate ones need no others.
const VARIANTS: [(&str, &str); 7] = [
    // `binary16::widen` and `narrow` of the headers, which define them.
    ("_ZN14__anywarp_half8binary165widenEt", "__anywarp_gpu_widen"),
    ("_ZN14__anywarp_half8binary166narrowEf", "__anywarp_gpu_narrow"),
    ("__nv_expf", "__anywarp_gpu_expf"),
    ("__nv_fast_expf", "__anywarp_gpu_expf"),
    ("__nv_logf", "__anywarp_gpu_logf"),
    ("__nv_fast_logf", "__anywarp_gpu_logf"),
    ("__nv_rsqrtf", "__anywarp_gpu_rsqrtf"),
];

/// The fused multiply-add of floats, which is called for LLVM's intrinsic too.
const FUSED: &str = "__anywarp_fma_f32";
const FUSED_VARIANT: &str = "__anywarp_gpu_fmaf";

/// Lets calls of the fused multiply-add go to its variant, which calls it where a device needs that.
///
/// # Errors
/// As of [`redirect`].
pub(crate) fn redirect_fused(module: &Module<'_>) -> Result<(), Diagnostics> {
    let Some(fused) = module.function(FUSED) else { return Ok(()) };
    let in_variant = |user: &Value| user.is_instruction() && user.block().function().name() == FUSED_VARIANT;
    let users: Vec<Value> = fused.users().into_iter().filter(|user| !in_variant(user)).collect();
    if users.is_empty() {
        return Ok(());
    }
    let variant = module.declare(FUSED_VARIANT, fused.function_type());
    for user in users {
        for operand in 0..user.operand_count() {
            if user.operand(operand) == fused {
                user.set_operand(operand, variant);
            }
        }
    }
    if variant.is_declaration() { link_variants(module) } else { Ok(()) }
}

/// Lets calls go to the variants.
///
/// # Errors
/// Damage to the library, which is a bug of ours.
pub(crate) fn redirect(module: &Module<'_>) -> Result<(), Diagnostics> {
    let mut any = false;
    for (name, variant) in VARIANTS {
        let Some(function) = module.function(name).filter(|f| !f.users().is_empty()) else { continue };
        let variant = module.declare(variant, function.function_type());
        function.replace_all_uses_with(variant);
        any = true;
    }
    if any { link_variants(module) } else { Ok(()) }
}

/// Replaces divisions and square roots, once nothing simplifies them any more.
///
/// # Errors
/// As of [`redirect`].
pub(crate) fn replace_divisions(module: &Module<'_>) -> Result<(), Diagnostics> {
    let float = module.void().float();
    let b = Builder::new(module.void());
    let mut any = false;
    for i in module.functions().into_iter().flat_map(Value::instructions) {
        if i.ty().kind() != TypeKind::Float {
            continue;
        }
        let target = match i.opcode() {
            Opcode::LLVMFDiv => module.declare(DIVIDE, float.function(&[float, float])),
            Opcode::LLVMCall if i.is_call_to("llvm.sqrt.f32") => {
                module.declare(ROOT, float.function(&[float]))
            }
            _ => continue,
        };
        b.before(i);
        b.locate(i);
        let arguments = if i.opcode() == Opcode::LLVMFDiv { i.operands() } else { i.arguments() };
        let call = b.call_function(target, &arguments);
        i.replace_all_uses_with(call);
        i.erase();
        any = true;
    }
    if any { link_variants(module) } else { Ok(()) }
}

/// Defines the variants that the module declares.
///
/// # Errors
/// As of [`redirect`].
pub(crate) fn link_variants(module: &Module<'_>) -> Result<(), Diagnostics> {
    link(module, BITCODE, "math library for GPUs")?;
    for function in module.functions() {
        if !function.is_declaration() && function.name().starts_with(PREFIX) {
            function.set_internal();
        }
    }
    Ok(())
}

//! Lets devices use their own instruction for a function of the math library where it computes the same.
//!
//!   __anywarp_fma_f64(a, b, c)      select (special FUSED), spv.fma.f64(a, b, c), __anywarp_fma_f64.soft(a, b, c)
//!
//! Vulkan promises less than CUDA: GLSL.std.450 inherits the precision of `Fma` from a multiplication and an addition,
//! so no device has to fuse, and leaves open which zero `NMax` takes. The runtime knows what its device does and says so
//! by specialisation constants, which drivers fold: one of the two sides is dead code then. The other is the library's
//! function in plain arithmetic.

use super::dialect;
use anywarp_artifact::spirv::specialize;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, IntPredicate, ModuleExt, Value};

/// Functions, the markers that may take their place, and the constant that says whether.
const FUNCTIONS: [(&str, &str, u32); 3] = [
    ("__anywarp_fma_f64", "spv.fma.f64", specialize::FUSED),
    ("__nv_fminf", dialect::MINIMUM, specialize::TOTAL_EXTREMA),
    ("__nv_fmaxf", dialect::MAXIMUM, specialize::TOTAL_EXTREMA),
];

pub(crate) fn run(module: &Module<'_>) {
    for (name, marker, constant) in FUNCTIONS {
        let Some(soft) = module.function(name).filter(|function| !function.is_declaration()) else {
            continue;
        };
        // The library may be linked twice.
        if !soft.instructions().into_iter().any(|i| i.is_call_to(marker)) {
            wrap(module, soft, name, marker, constant);
        }
    }
}

fn wrap(module: &Module<'_>, soft: Value, name: &str, marker: &str, constant: u32) {
    let internal = soft.is_internal();
    soft.set_name(&format!("{name}.soft"));
    soft.set_internal();
    let ty = soft.function_type();
    let either = module.add(name, ty);
    soft.replace_all_uses_with(either);
    // One that is visible is waited for by an intrinsic that becomes a call of it.
    if internal {
        either.set_internal();
    }
    let word = module.void().int(32);
    let native = pure(module.declare(marker, ty));
    let special = pure(module.declare(dialect::SPECIAL, word.function(&[word])));
    let b = Builder::new(module.void());
    b.at_end(either.append_block("entry"));
    let operands = either.parameters();
    let has = b.call_function(special, &[word.constant(constant.into())]);
    let has = b.icmp(IntPredicate::LLVMIntNE, has, word.constant(0));
    let native = b.call_function(native, &operands);
    let emulated = b.call_function(soft, &operands);
    b.ret(Some(b.select(has, native, emulated)));
}

/// Declares that a marker depends on its operands only.
fn pure(marker: Value) -> Value {
    for attribute in ["memory", "nounwind", "willreturn", "nosync", "nofree", "speculatable"] {
        marker.add_attribute(Attribute::Enum(attribute));
    }
    marker
}

//! Lets devices whose fused multiply-add rounds once use it.
//!
//!   __anywarp_fma_f32(a, b, c)      select (special FUSED), spv.fma.f32(a, b, c), __anywarp_fma_f32.soft(a, b, c)
//!
//! GLSL.std.450 inherits the precision of `Fma` from a multiplication and an addition, so no device has to fuse. The
//! runtime knows whether its device does and says so by a specialisation constant, which drivers fold: one of the two
//! sides is dead code then. The other is the library's emulation in plain arithmetic.

use super::dialect;
use anywarp_artifact::spirv::specialize;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, IntPredicate, ModuleExt, Value};

const FUNCTIONS: [(&str, &str); 2] = [("__anywarp_fma_f32", "f32"), ("__anywarp_fma_f64", "f64")];

pub(crate) fn run(module: &Module<'_>) {
    for (name, suffix) in FUNCTIONS {
        let Some(soft) = module.function(name).filter(|function| !function.is_declaration()) else {
            continue;
        };
        // The library may be linked twice.
        let native = format!("{}{suffix}", dialect::FMA);
        if !soft.instructions().into_iter().any(|i| i.is_call_to(&native)) {
            wrap(module, soft, name, &format!("{name}.soft"), suffix);
        }
    }
}

fn wrap(module: &Module<'_>, soft: Value, name: &str, soft_name: &str, suffix: &str) {
    let internal = soft.is_internal();
    soft.set_name(soft_name);
    soft.set_internal();
    let ty = soft.function_type();
    let either = module.add(name, ty);
    soft.replace_all_uses_with(either);
    // One that is visible is waited for by an intrinsic that becomes a call of it.
    if internal {
        either.set_internal();
    }
    let word = module.void().int(32);
    let fused = pure(module.declare(&format!("{}{suffix}", dialect::FMA), ty));
    let special = pure(module.declare(dialect::SPECIAL, word.function(&[word])));
    let b = Builder::new(module.void());
    b.at_end(either.append_block("entry"));
    let operands = either.parameters();
    let has = b.call_function(special, &[word.constant(specialize::FUSED.into())]);
    let has = b.icmp(IntPredicate::LLVMIntNE, has, word.constant(0));
    let native = b.call_function(fused, &operands);
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

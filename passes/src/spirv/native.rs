//! Lets devices use their own instruction for a function of the math library where it computes the same.
//!
//!   __anywarp_fma_f64(a, b, c)      select (special FUSED), spv.fma.f64(a, b, c), __anywarp_fma_f64.soft(a, b, c)
//!   __nv_fmaxf(a, b)                llvm.maximumnum.f32(a, b), which LLVM knows, and at last
//!                                   select (special TOTAL_EXTREMA), spv.max.f32(a, b), comparisons
//!
//! Vulkan promises less than CUDA: GLSL.std.450 inherits the precision of `Fma` from a multiplication and an addition,
//! so no device has to fuse, and leaves open which zero `NMax` takes. The runtime knows what its device does and says so
//! by specialisation constants, which drivers fold: one of the two sides is dead code then. The other is the library's
//! function in plain arithmetic.

use super::dialect;
use super::expand::Expander;
use anywarp_artifact::spirv::specialize;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, IntPredicate, ModuleExt, RealPredicate, Value};

const FUSED: (&str, &str) = ("__anywarp_fma_f64", "spv.fma.f64");
/// Both order zeros and take the operand that is a number, as IEEE 754's `maximumNumber` does.
const EXTREMA: [(&str, &str); 2] =
    [("__nv_fminf", "llvm.minimumnum.f32"), ("__nv_fmaxf", "llvm.maximumnum.f32")];

/// Lets calls of the extrema be LLVM's.
pub(crate) fn redirect_extrema(module: &Module<'_>) {
    for (name, intrinsic) in EXTREMA {
        let Some(function) = module.function(name) else { continue };
        let calls = function.users().into_iter().filter(|user| user.is_call_to(name));
        for call in calls.collect::<Vec<_>>() {
            let operand = call.operand_count() - 1;
            call.set_operand(operand, module.declare(intrinsic, function.function_type()));
        }
    }
}

/// Whether an intrinsic is one that stays until [`extremum`] takes its place.
pub(super) fn is_extremum(intrinsic: &str) -> bool {
    ["llvm.maximumnum.f32", "llvm.minimumnum.f32", "llvm.maxnum.f32", "llvm.minnum.f32"].contains(&intrinsic)
}

/// The extremum of two floats, for a device that orders zeros and for others.
pub(super) fn extremum(e: &Expander<'_, '_>, a: Value, b: Value, maximum: bool) -> Value {
    let ty = a.ty();
    let marker = if maximum { dialect::MAXIMUM } else { dialect::MINIMUM };
    let native = e.b.call_function(pure(e.module.declare(marker, ty.function(&[ty, ty]))), &[a, b]);
    let bits = e.bits_type(ty);
    let (x, y) = (e.b.bitcast(a, bits), e.b.bitcast(b, bits));
    let same = e.b.bitcast(if maximum { e.b.and(x, y) } else { e.b.or(x, y) }, ty);
    let beats = if maximum { RealPredicate::LLVMRealOGT } else { RealPredicate::LLVMRealOLT };
    let are_equal = e.b.fcmp(RealPredicate::LLVMRealOEQ, a, b);
    let ordered = e.b.select(e.b.fcmp(beats, a, b), a, e.b.select(are_equal, same, b));
    let compared = e.b.select(e.b.fcmp(RealPredicate::LLVMRealUNO, b, b), a, ordered);
    e.b.select(special(&e.b, e.module, specialize::TOTAL_EXTREMA), native, compared)
}

pub(crate) fn run(module: &Module<'_>) {
    let (name, marker) = FUSED;
    let Some(soft) = module.function(name).filter(|function| !function.is_declaration()) else {
        return;
    };
    // The library may be linked twice.
    if !soft.instructions().into_iter().any(|i| i.is_call_to(marker)) {
        wrap(module, soft, name, marker, specialize::FUSED);
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
    let native = pure(module.declare(marker, ty));
    let b = Builder::new(module.void());
    b.at_end(either.append_block("entry"));
    let operands = either.parameters();
    let has = special(&b, module, constant);
    let native = b.call_function(native, &operands);
    let emulated = b.call_function(soft, &operands);
    b.ret(Some(b.select(has, native, emulated)));
}

/// Whether the specialisation constant is set.
fn special(b: &Builder, module: &Module<'_>, constant: u32) -> Value {
    let word = module.void().int(32);
    let function = pure(module.declare(dialect::SPECIAL, word.function(&[word])));
    let value = b.call_function(function, &[word.constant(constant.into())]);
    b.icmp(IntPredicate::LLVMIntNE, value, word.constant(0))
}

/// Declares that a marker depends on its operands only.
fn pure(marker: Value) -> Value {
    for attribute in ["memory", "nounwind", "willreturn", "nosync", "nofree", "speculatable"] {
        marker.add_attribute(Attribute::Enum(attribute));
    }
    marker
}

//! Arithmetic of `.f32` and `.f64` (PTX ISA, "Floating Point Instructions").
//!
//! `.rn` is LLVM's own rounding; the other modes are functions of the math library. Where the ISA allows an error
//! (`.approx`, `.full`), the correctly rounded or nearly so function is within it.

use super::form::no_type;
use super::registers::float_name;
use super::{Body, Form};
use crate::types::Type;

/// The rounding modes and the suffixes of the library's functions.
const MODES: [(&str, &str); 4] = [("rn", "rn"), ("rz", "rz"), ("rm", "rd"), ("rp", "ru")];

fn rounding(form: &mut Form<'_>) -> Option<&'static str> {
    let mode = form.one_of(&["rn", "rz", "rm", "rp"])?;
    MODES.iter().find(|row| row.0 == mode).map(|row| row.1)
}

impl Body {
    /// A `float` without its subnormals.
    pub(super) fn flush(&mut self, value: &str) -> String {
        self.call("float", "__anywarp_ptx_flush", &[("float", value)])
    }

    fn flush_if(&mut self, flush: bool, value: String) -> String {
        if flush { self.flush(&value) } else { value }
    }
}

/// Operands, flushed, through `f`, flushed, saturated, written.
fn compute(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    saturates: bool,
    f: impl FnOnce(&mut Body, &[String]) -> String,
) -> Result<(), String> {
    let flush = form.flag("ftz");
    let saturate = saturates && form.flag("sat");
    if (flush || saturate) && ty.bits != 32 {
        return no_type();
    }
    let [to, sources @ ..] = form.operands() else { return Err("has no operands".to_owned()) };
    let mut values = Vec::new();
    for source in sources {
        let value = body.read_float(source, ty.bits)?;
        values.push(body.flush_if(flush, value));
    }
    let mut value = f(body, &values);
    value = body.flush_if(flush, value);
    if saturate {
        value = body.call("float", "__nv_saturatef", &[("float", &value)]);
    }
    body.write_float(to, ty.bits, &value)
}

fn library(body: &mut Body, ty: Type, function: &str, values: &[String]) -> String {
    let float = float_name(ty.bits);
    let arguments: Vec<(&str, &str)> = values.iter().map(|value| (float, value.as_str())).collect();
    body.call(float, function, &arguments)
}

/// `__nv_fadd_rz` or `__nv_dadd_rz`.
fn rounded_name(ty: Type, operation: &str, mode: &str) -> String {
    format!("__nv_{}{operation}_{mode}", if ty.bits == 32 { 'f' } else { 'd' })
}

fn binary(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    operation: &str,
    instruction: &str,
) -> Result<(), String> {
    form.exactly::<3>()?;
    let mode = rounding(form).unwrap_or("rn");
    compute(body, form, ty, true, |body, values| {
        if mode == "rn" {
            let float = float_name(ty.bits);
            return body.value(format!("{instruction} {float} {}, {}", values[0], values[1]));
        }
        library(body, ty, &rounded_name(ty, operation, mode), values)
    })
}

pub(super) fn add(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    binary(body, form, ty, "add", "fadd")
}

pub(super) fn sub(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    binary(body, form, ty, "sub", "fsub")
}

pub(super) fn mul(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    binary(body, form, ty, "mul", "fmul")
}

/// `fma`, and `mad`, which is the same since sm_20.
pub(super) fn fma(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    form.exactly::<4>()?;
    let mode = rounding(form).ok_or_else(|| "needs a rounding mode".to_owned())?;
    compute(body, form, ty, true, |body, values| {
        let name = match (mode, ty.bits) {
            ("rn", bits) => format!("llvm.fma.f{bits}"),
            (_, 32) => format!("__nv_fmaf_{mode}"),
            _ => format!("__nv_fma_{mode}"),
        };
        library(body, ty, &name, values)
    })
}

pub(super) fn div(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    form.exactly::<3>()?;
    let mode = rounding(form);
    let loose = mode.is_none() && form.one_of(&["approx", "full"]).is_some();
    if mode.is_none() && (!loose || ty.bits == 64) {
        return Err("needs .rn, .rz, .rm, .rp, .approx or .full".to_owned());
    }
    let name = rounded_name(ty, "div", mode.unwrap_or("rn"));
    compute(body, form, ty, false, |body, values| library(body, ty, &name, values))
}

/// `rcp`, `sqrt`: with a rounding mode, or approximate.
fn root(body: &mut Body, form: &mut Form<'_>, operation: &str) -> Result<(), String> {
    form.exactly::<2>()?;
    let mode = rounding(form);
    let loose = mode.is_none() && form.flag("approx");
    let ty = form.ty()?;
    if !ty.is_native_float() {
        return no_type();
    }
    if mode.is_none() && !loose {
        return Err("needs .rn, .rz, .rm, .rp or .approx".to_owned());
    }
    if loose && ty.bits == 64 {
        return upper_half(body, form, operation);
    }
    let name = rounded_name(ty, operation, mode.unwrap_or("rn"));
    compute(body, form, ty, false, |body, values| library(body, ty, &name, values))
}

/// `rcp.approx.ftz.f64` and `rsqrt.approx.ftz.f64`: of the upper half of a double, the upper half of the result.
fn upper_half(body: &mut Body, form: &mut Form<'_>, operation: &str) -> Result<(), String> {
    let name = match operation {
        "rcp" => "__nv_rcp64h",
        "rsqrt" => "__anywarp_ptx_rsqrt64h",
        _ => return no_type(),
    };
    if !form.flag("ftz") {
        return no_type();
    }
    compute(body, form, Type::new(crate::Kind::Float, 64, 1), false, |body, values| {
        body.call("double", name, &[("double", &values[0])])
    })
}

pub(crate) fn rcp(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    root(body, form, "rcp")
}

pub(crate) fn sqrt(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    root(body, form, "sqrt")
}

pub(crate) fn rsqrt(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["approx"])?;
    form.exactly::<2>()?;
    let ty = form.ty()?;
    match (ty.is_native_float(), ty.bits) {
        (true, 32) => compute(body, form, ty, false, |body, values| library(body, ty, "__nv_rsqrtf", values)),
        (true, _) if form.instruction.modifiers.iter().any(|modifier| modifier == "ftz") => {
            upper_half(body, form, "rsqrt")
        }
        (true, _) => compute(body, form, ty, false, |body, values| library(body, ty, "__nv_rsqrt", values)),
        _ => no_type(),
    }
}

/// Functions that are approximate only. The ISA bounds `sin` and `cos` absolutely on [-pi, pi], the others relatively.
fn approximate(body: &mut Body, form: &mut Form<'_>, function: &str) -> Result<(), String> {
    form.must(&["approx"])?;
    form.exactly::<2>()?;
    let ty = form.ty()?;
    if ty.is_half() {
        return super::half::approximate(body, form, ty, function);
    }
    if !ty.is_single() {
        return no_type();
    }
    compute(body, form, ty, false, |body, values| library(body, ty, function, values))
}

pub(crate) fn sin(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    approximate(body, form, "__nv_sinf")
}

pub(crate) fn cos(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    approximate(body, form, "__nv_cosf")
}

pub(crate) fn lg2(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    approximate(body, form, "__nv_log2f")
}

pub(crate) fn ex2(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    approximate(body, form, "__nv_exp2f")
}

pub(crate) fn tanh(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    approximate(body, form, "__nv_tanhf")
}

pub(super) fn min(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    extreme(body, form, ty, "min")
}

pub(super) fn max(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    extreme(body, form, ty, "max")
}

/// The lesser or greater; of a number and a NaN the number, or with `.NaN` the NaN. -0 is less than 0.
fn extreme(body: &mut Body, form: &mut Form<'_>, ty: Type, which: &str) -> Result<(), String> {
    form.exactly::<3>()?;
    let nan = form.flag("NaN");
    let signs = form.flag("xorsign");
    if signs {
        form.must(&["abs"])?;
    }
    if (nan || signs) && ty.bits == 64 {
        return no_type();
    }
    compute(body, form, ty, false, |body, values| {
        if ty.bits == 64 {
            return library(body, ty, &format!("__nv_f{which}"), values);
        }
        let flags = (u32::from(nan) | u32::from(signs) << 1).to_string();
        let arguments = [("float", &*values[0]), ("float", &*values[1]), ("i32", &*flags)];
        body.call("float", &format!("__anywarp_ptx_{which}_f32"), &arguments)
    })
}

/// A change of the sign bit.
fn sign(body: &mut Body, form: &mut Form<'_>, ty: Type, function: &str) -> Result<(), String> {
    form.exactly::<2>()?;
    compute(body, form, ty, false, |body, values| {
        let bits = body.as_bits(&values[0], ty.bits);
        let mask = 1u64 << (ty.bits - 1);
        let value = if function == "neg" {
            body.value(format!("xor i{} {bits}, {}", ty.bits, super::registers::integer(mask, ty.bits)))
        } else {
            body.value(format!("and i{} {bits}, {}", ty.bits, mask - 1))
        };
        body.as_float(&value, ty.bits)
    })
}

pub(super) fn abs(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    sign(body, form, ty, "abs")
}

pub(super) fn neg(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    sign(body, form, ty, "neg")
}

/// The magnitude of `b` with the sign of `a`.
pub(crate) fn copysign(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    if !ty.is_native_float() {
        return no_type();
    }
    let bits = ty.bits;
    let [to, a, b] = form.exactly()?;
    let (a, b) = (body.read(a, bits)?, body.read(b, bits)?);
    let mask = 1u64 << (bits - 1);
    let a = body.value(format!("and i{bits} {a}, {}", super::registers::integer(mask, bits)));
    let b = body.value(format!("and i{bits} {b}, {}", mask - 1));
    let value = body.value(format!("or i{bits} {a}, {b}"));
    body.write(to, bits, &value)
}

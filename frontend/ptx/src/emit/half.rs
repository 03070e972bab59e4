//! Arithmetic of `.f16`, `.bf16` and their pairs (PTX ISA, "Half Precision Floating Point Instructions").
//!
//! Halves are bits; they are computed in single precision, which rounds sums and products as
//! if once. The library's functions take them in the lower half of a word.

use super::form::no_type;
use super::{Body, Form};
use crate::types::{Kind, Type};

/// Infinity, and so the least magnitude but one that is not a number's.
fn infinity(ty: Type) -> &'static str {
    if ty.kind == Kind::Float { "31744" } else { "32640" }
}

fn one(ty: Type) -> &'static str {
    if ty.kind == Kind::Float { "15360" } else { "16256" }
}

fn prefix(ty: Type) -> &'static str {
    if ty.kind == Kind::Float { "f16" } else { "bf16" }
}

impl Body {
    /// A call of a function of words with halves in them.
    fn half_call(&mut self, function: &str, halves: &[&str], constants: &[&str]) -> String {
        let mut words: Vec<String> = halves.iter().map(|half| self.extend(half, 16, 32, false)).collect();
        words.extend(constants.iter().map(|&constant| constant.to_owned()));
        let arguments: Vec<(&str, &str)> = words.iter().map(|word| ("i32", word.as_str())).collect();
        let word = self.call("i32", function, &arguments);
        self.truncate(&word, 32, 16)
    }

    pub(super) fn half_to_float(&mut self, ty: Type, half: &str) -> String {
        let word = self.extend(half, 16, 32, false);
        if ty.kind == Kind::Float {
            return self.call("float", "__anywarp_ptx_f16_to_f32", &[("i32", &word)]);
        }
        let bits = self.value(format!("shl i32 {word}, 16"));
        self.as_float(&bits, 32)
    }

    /// A float rounded by `mode`, the library's number of a rounding mode.
    pub(super) fn half_from_float(&mut self, ty: Type, value: &str, mode: u32) -> String {
        let function = format!("__anywarp_ptx_{}_from_f32", prefix(ty));
        let word = self.call("i32", &function, &[("float", value), ("i32", &mode.to_string())]);
        self.truncate(&word, 32, 16)
    }

    /// The same of a double.
    pub(super) fn half_from_double(&mut self, ty: Type, value: &str, mode: u32) -> String {
        let function = format!("__anywarp_ptx_{}_from_f64", prefix(ty));
        let word = self.call("i32", &function, &[("double", value), ("i32", &mode.to_string())]);
        self.truncate(&word, 32, 16)
    }

    pub(super) fn flush_half(&mut self, ty: Type, half: &str) -> String {
        // Below the least exponent.
        let least = if ty.kind == Kind::Float { "1024" } else { "128" };
        let magnitude = self.value(format!("and i16 {half}, 32767"));
        let subnormal = self.value(format!("icmp ult i16 {magnitude}, {least}"));
        let sign = self.value(format!("and i16 {half}, -32768"));
        self.select(&subnormal, "i16", &sign, half)
    }

    pub(super) fn add_half(&mut self, ty: Type, a: &str, b: &str) -> String {
        self.through_floats(ty, "fadd", a, b)
    }

    fn through_floats(&mut self, ty: Type, instruction: &str, a: &str, b: &str) -> String {
        let (a, b) = (self.half_to_float(ty, a), self.half_to_float(ty, b));
        let value = self.value(format!("{instruction} float {a}, {b}"));
        self.half_from_float(ty, &value, 0)
    }

    /// Clamped to [0, 1], NaN to 0.
    pub(super) fn saturate_half(&mut self, ty: Type, half: &str) -> String {
        self.half_call("__anywarp_ptx_half_saturate", &[half], &[one(ty), infinity(ty)])
    }

    /// Negative numbers to 0, NaN to the canonical one.
    pub(super) fn rectify_half(&mut self, ty: Type, half: &str) -> String {
        self.half_call("__anywarp_ptx_half_relu", &[half], &[infinity(ty)])
    }
}

/// `f` of every element of the operands.
fn elementwise(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    mut f: impl FnMut(&mut Body, &[String]) -> String,
) -> Result<(), String> {
    let [to, sources @ ..] = form.operands() else { return Err("has no operands".to_owned()) };
    let mut values = Vec::new();
    for source in sources {
        values.push(body.read(source, ty.width())?);
    }
    let value = if ty.lanes == 2 {
        let words: Vec<&str> = values.iter().map(String::as_str).collect();
        body.each_half(&words, &mut f)
    } else {
        f(body, &values)
    };
    body.write(to, ty.width(), &value)
}

/// What can be done to operands and results.
struct Finish {
    flush: bool,
    saturate: bool,
    relu: bool,
}

impl Finish {
    fn take(form: &mut Form<'_>, ty: Type) -> Result<Self, String> {
        let new = Self { flush: form.flag("ftz"), saturate: form.flag("sat"), relu: form.flag("relu") };
        // `.bf16` keeps subnormals.
        if ty.kind == Kind::Brain && (new.flush || new.saturate) { no_type() } else { Ok(new) }
    }

    fn around(
        &self,
        body: &mut Body,
        ty: Type,
        parts: &[String],
        f: impl FnOnce(&mut Body, &[String]) -> String,
    ) -> String {
        let mut parts = parts.to_vec();
        if self.flush {
            parts = parts.iter().map(|part| body.flush_half(ty, part)).collect();
        }
        let mut value = f(body, &parts);
        if self.flush {
            value = body.flush_half(ty, &value);
        }
        if self.saturate {
            value = body.saturate_half(ty, &value);
        }
        if self.relu {
            value = body.rectify_half(ty, &value);
        }
        value
    }
}

fn binary(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    f: impl Fn(&mut Body, &str, &str) -> String,
) -> Result<(), String> {
    form.exactly::<3>()?;
    form.flag("rn");
    let finish = Finish::take(form, ty)?;
    if finish.relu {
        return Err("the modifier `.relu` is not supported here".to_owned());
    }
    elementwise(body, form, ty, |body, parts| {
        finish.around(body, ty, parts, |body, parts| f(body, &parts[0], &parts[1]))
    })
}

pub(super) fn add(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    binary(body, form, ty, |body, a, b| body.add_half(ty, a, b))
}

pub(super) fn sub(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    binary(body, form, ty, |body, a, b| body.through_floats(ty, "fsub", a, b))
}

pub(super) fn mul(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    // What underflows in single precision is exact: a product of `.bf16` has 16 bits.
    binary(body, form, ty, |body, a, b| body.through_floats(ty, "fmul", a, b))
}

pub(super) fn fma(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    form.exactly::<4>()?;
    form.must(&["rn"])?;
    let finish = Finish::take(form, ty)?;
    let function = format!("__anywarp_ptx_{}_fma", prefix(ty));
    elementwise(body, form, ty, |body, parts| {
        finish.around(body, ty, parts, |body, parts| {
            body.half_call(&function, &[&parts[0], &parts[1], &parts[2]], &[])
        })
    })
}

pub(super) fn min(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    extreme(body, form, ty, "__anywarp_ptx_half_min")
}

pub(super) fn max(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    extreme(body, form, ty, "__anywarp_ptx_half_max")
}

fn extreme(body: &mut Body, form: &mut Form<'_>, ty: Type, function: &str) -> Result<(), String> {
    form.exactly::<3>()?;
    let nan = form.flag("NaN");
    let signs = form.flag("xorsign");
    if signs {
        form.must(&["abs"])?;
    }
    let flags = (u32::from(nan) | u32::from(signs) << 1).to_string();
    let finish = Finish::take(form, ty)?;
    if finish.relu || finish.saturate {
        return no_type();
    }
    elementwise(body, form, ty, |body, parts| {
        finish.around(body, ty, parts, |body, parts| {
            body.half_call(function, &[&parts[0], &parts[1]], &[infinity(ty), &flags])
        })
    })
}

pub(super) fn abs(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    sign(body, form, ty, "and", "32767")
}

pub(super) fn neg(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    sign(body, form, ty, "xor", "-32768")
}

/// Of a number; NaN becomes the canonical one.
fn sign(body: &mut Body, form: &mut Form<'_>, ty: Type, operation: &str, mask: &str) -> Result<(), String> {
    form.exactly::<2>()?;
    let flush = form.flag("ftz");
    if flush && ty.kind == Kind::Brain {
        return no_type();
    }
    elementwise(body, form, ty, |body, parts| {
        let part = if flush { body.flush_half(ty, &parts[0]) } else { parts[0].clone() };
        let magnitude = body.value(format!("and i16 {part}, 32767"));
        let nan = body.value(format!("icmp ugt i16 {magnitude}, {}", infinity(ty)));
        let number = body.value(format!("{operation} i16 {part}, {mask}"));
        body.select(&nan, "i16", "32767", &number)
    })
}

/// `ex2` and `tanh`, through a function of single precision.
pub(super) fn approximate(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    function: &str,
) -> Result<(), String> {
    let flush = form.flag("ftz");
    let known = match function {
        // `.bf16` needs `.ftz`, `.f16` may not have it.
        "__nv_exp2f" => flush == (ty.kind == Kind::Brain),
        "__nv_tanhf" => !flush,
        _ => false,
    };
    if !known {
        return no_type();
    }
    elementwise(body, form, ty, |body, parts| {
        let part = if flush { body.flush_half(ty, &parts[0]) } else { parts[0].clone() };
        let value = body.half_to_float(ty, &part);
        let value = body.call("float", function, &[("float", &value)]);
        let result = body.half_from_float(ty, &value, 0);
        if flush { body.flush_half(ty, &result) } else { result }
    })
}

//! `cvt` (PTX ISA, "Data Movement and Conversion Instructions: cvt").
//!
//! Floats are converted to integers in the range of the target's type: `.sat` says nothing more there. NaN becomes 0,
//! or the top bit alone where a side has 64 bits.

use super::form::no_type;
use super::registers::{float_name, integer};
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::{Kind, Type};

/// What the modifiers say.
struct Conversion {
    /// The library's suffix for a rounding to a float: `.rn` and its like.
    rounding: Option<&'static str>,
    /// The same for a rounding to an integer: `.rni`.
    integral: Option<&'static str>,
    flush: bool,
    saturate: bool,
    relu: bool,
    finite: bool,
}

impl Conversion {
    fn take(form: &mut Form<'_>) -> Self {
        let suffix = |mode: &str| match &mode[..2] {
            "rn" => "rn",
            "rz" => "rz",
            "rm" => "rd",
            _ => "ru",
        };
        Self {
            integral: form.one_of(&["rni", "rzi", "rmi", "rpi"]).map(suffix),
            rounding: form.one_of(&["rn", "rz", "rm", "rp"]).map(suffix),
            flush: form.flag("ftz"),
            saturate: form.flag("sat"),
            relu: form.flag("relu"),
            finite: form.flag("satfinite"),
        }
    }

    /// The number of the rounding mode in the library.
    fn mode(&self) -> u32 {
        match self.rounding {
            Some("rz") => 1,
            Some("ru") => 2,
            Some("rd") => 3,
            _ => 0,
        }
    }

    fn must_round(&self) -> Result<&'static str, String> {
        self.rounding.ok_or_else(|| "needs a rounding mode: .rn, .rz, .rm or .rp".to_owned())
    }
}

pub(crate) fn cvt(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    if form.flag("pack") {
        return pack(body, form);
    }
    let tensor = form.flag("rna");
    let how = Conversion::take(form);
    let (to, from) = (form.ty()?, form.ty()?);
    if tensor || to.kind == Kind::Tensor {
        return to_tensor(body, form, &how, to, from, tensor);
    }
    if how.finite {
        return no_type();
    }
    if to.lanes == 2 {
        return pair(body, form, &how, to, from);
    }
    if from.lanes != 1 || to.width() > 64 || from.width() > 64 {
        return no_type();
    }
    if how.relu && !to.is_half() {
        return no_type();
    }
    let [target, source] = form.exactly()?;
    let (float_to, float_from) = (!to.is_integer(), !from.is_integer());
    if to.kind == Kind::Bits || from.kind == Kind::Bits || to.kind == Kind::Predicate {
        return no_type();
    }
    let value = match (float_from, float_to) {
        (false, false) => between_integers(body, &how, source, to, from)?,
        (false, true) => from_integer(body, &how, source, to, from)?,
        (true, false) => to_integer(body, &how, source, to, from)?,
        (true, true) => between_floats(body, &how, source, to, from)?,
    };
    body.write_wide(target, to, &value)
}

fn between_integers(
    body: &mut Body,
    how: &Conversion,
    source: &Operand,
    to: Type,
    from: Type,
) -> Result<String, String> {
    if how.rounding.is_some() || how.integral.is_some() || how.flush {
        return no_type();
    }
    let mut value = body.read_wide(source, from.bits)?;
    if how.saturate {
        value = clamp_integer(body, value, to, from);
    }
    Ok(if to.bits > from.bits {
        body.extend(&value, from.bits, to.bits, from.is_signed())
    } else {
        body.truncate(&value, from.bits, to.bits)
    })
}

/// An integer of type `from` in the range of `to`.
fn clamp_integer(body: &mut Body, mut value: String, to: Type, from: Type) -> String {
    let bits = from.bits;
    let top = if to.is_signed() { to.bits - 1 } else { to.bits };
    let from_top = if from.is_signed() { bits - 1 } else { bits };
    if from.is_signed() {
        // The least value of the target, unless the source cannot be below it.
        if !to.is_signed() {
            value = body.pick("sgt", bits, &value, "0");
        } else if to.bits < bits {
            value = body.pick("sgt", bits, &value, &integer((-1i64 << (to.bits - 1)) as u64, bits));
        }
    }
    if from_top > top {
        let most = integer((1u64 << top) - 1, 64);
        value = body.pick(if from.is_signed() { "slt" } else { "ult" }, bits, &value, &most);
    }
    value
}

/// A letter or word of the library's names: `int`, `uint`, `ll`, `ull`.
fn integer_name(ty: Type) -> &'static str {
    match (ty.is_signed(), ty.bits) {
        (true, 64) => "ll",
        (false, 64) => "ull",
        (true, _) => "int",
        (false, _) => "uint",
    }
}

fn from_integer(
    body: &mut Body,
    how: &Conversion,
    source: &Operand,
    to: Type,
    from: Type,
) -> Result<String, String> {
    let mode = how.must_round()?;
    if how.integral.is_some() || how.flush || how.relu {
        return no_type();
    }
    let value = body.read_wide(source, from.bits)?;
    let wide = from.bits.max(32);
    let value = body.extend(&value, from.bits, wide, from.is_signed());
    let name = integer_name(from);
    let from_name = format!("i{wide}");
    if to.is_half() {
        // Rounded to odd first, a single-precision number is as good as the integer.
        let odd = body.call("float", &format!("__anywarp_ptx_odd_{name}"), &[(&from_name, &value)]);
        let half = body.half_from_float(to, &odd, how.mode());
        return Ok(if how.saturate { body.saturate_half(to, &half) } else { half });
    }
    let float = float_name(to.bits);
    let result = if to.bits == 64 && wide == 32 {
        // Exact.
        let convert = if from.is_signed() { "sitofp" } else { "uitofp" };
        body.value(format!("{convert} i32 {value} to double"))
    } else {
        body.call(float, &format!("__nv_{name}2{float}_{mode}"), &[(&from_name, &value)])
    };
    finish_float(body, how, to, &result)
}

/// Saturates, if asked for, and gives the bits.
fn finish_float(body: &mut Body, how: &Conversion, to: Type, value: &str) -> Result<String, String> {
    let mut value = value.to_owned();
    if how.saturate {
        let float = float_name(to.bits);
        let name = if to.bits == 64 { "__anywarp_ptx_saturate_f64" } else { "__nv_saturatef" };
        value = body.call(float, name, &[(float, &value)]);
    }
    Ok(body.as_bits(&value, to.bits))
}

fn to_integer(
    body: &mut Body,
    how: &Conversion,
    source: &Operand,
    to: Type,
    from: Type,
) -> Result<String, String> {
    let mode = how.integral.ok_or_else(|| "needs .rni, .rzi, .rmi or .rpi".to_owned())?;
    if how.rounding.is_some() || (how.flush && !from.is_single()) {
        return no_type();
    }
    let value = body.read_wide(source, from.bits)?;
    let (value, bits) = if from.is_half() {
        (body.half_to_float(from, &value), 32)
    } else {
        (body.as_float(&value, from.bits), from.bits)
    };
    let value = if how.flush { body.flush(&value) } else { value };
    let float = float_name(bits);
    let wide = to.bits.max(32);
    let target = Type { bits: wide, ..to };
    let name = format!("__nv_{float}2{}_{mode}", integer_name(target));
    let number = body.call(&format!("i{wide}"), &name, &[(float, &value)]);
    if to.bits >= 32 {
        return Ok(number);
    }
    let clamped = clamp_integer(body, number, to, target);
    let narrow = body.truncate(&clamped, wide, to.bits);
    if bits != 64 {
        return Ok(narrow);
    }
    // NaN of 64 bits is the top bit alone.
    let nan = body.value(format!("fcmp uno double {value}, {value}"));
    Ok(body.select(&nan, &format!("i{}", to.bits), &integer(1 << (to.bits - 1), to.bits), &narrow))
}

fn between_floats(
    body: &mut Body,
    how: &Conversion,
    source: &Operand,
    to: Type,
    from: Type,
) -> Result<String, String> {
    if how.flush && !(from.is_single() || to.is_single()) {
        return no_type();
    }
    let bits = body.read_wide(source, from.bits)?;
    if to == from {
        return same_float(body, how, to, &bits);
    }
    if how.integral.is_some() {
        return no_type();
    }
    // Widening is exact: a mode is not written.
    let widens = to.bits > from.bits && !(from.is_half() && to.is_half());
    if widens {
        if how.rounding.is_some() {
            return no_type();
        }
    } else {
        how.must_round()?;
    }
    let mut value =
        if from.is_half() { body.half_to_float(from, &bits) } else { body.as_float(&bits, from.bits) };
    if how.flush && from.is_single() {
        value = body.flush(&value);
    }
    if to.is_half() {
        let mut half = if from.bits == 64 {
            body.half_from_double(to, &value, how.mode())
        } else {
            body.half_from_float(to, &value, how.mode())
        };
        if how.saturate {
            half = body.saturate_half(to, &half);
        }
        return Ok(if how.relu { body.rectify_half(to, &half) } else { half });
    }
    if to.bits == 64 {
        value = body.value(format!("fpext float {value} to double"));
    } else if from.bits == 64 {
        let mode = how.must_round()?;
        value = body.call("float", &format!("__nv_double2float_{mode}"), &[("double", &value)]);
    }
    if how.flush && to.is_single() {
        value = body.flush(&value);
    }
    finish_float(body, how, to, &value)
}

/// To the same type: rounds to an integer, flushes or saturates.
fn same_float(body: &mut Body, how: &Conversion, ty: Type, bits: &str) -> Result<String, String> {
    if how.rounding.is_some() || how.relu {
        return no_type();
    }
    let mut value = if ty.is_half() { body.half_to_float(ty, bits) } else { body.as_float(bits, ty.bits) };
    if how.flush {
        value = body.flush(&value);
    }
    if let Some(mode) = how.integral {
        let name = match mode {
            "rn" => "rint",
            "rz" => "trunc",
            "rd" => "floor",
            _ => "ceil",
        };
        let (float, suffix) = if ty.bits == 64 { ("double", "") } else { ("float", "f") };
        value = body.call(float, &format!("__nv_{name}{suffix}"), &[(float, &value)]);
    }
    if ty.is_half() {
        let half = body.half_from_float(ty, &value, 0);
        return Ok(if how.saturate { body.saturate_half(ty, &half) } else { half });
    }
    finish_float(body, how, ty, &value)
}

/// Two floats to a pair of halves: the first operand to the upper half.
fn pair(body: &mut Body, form: &mut Form<'_>, how: &Conversion, to: Type, from: Type) -> Result<(), String> {
    if !to.is_half() || !from.is_single() || how.integral.is_some() || how.flush || how.saturate {
        return no_type();
    }
    if !matches!(how.must_round()?, "rn" | "rz") {
        return no_type();
    }
    let [target, upper, lower] = form.exactly()?;
    let mut word = String::from("0");
    for (source, shift) in [(lower, 0), (upper, 16)] {
        let value = body.read_float(source, 32)?;
        let mut half = body.half_from_float(to.element(), &value, how.mode());
        if how.relu {
            half = body.rectify_half(to.element(), &half);
        }
        let wide = body.extend(&half, 16, 32, false);
        let placed = body.value(format!("shl i32 {wide}, {shift}"));
        word = body.value(format!("or i32 {word}, {placed}"));
    }
    body.write(target, 32, &word)
}

/// To `.tf32`: `.rna` rounds to nearest, ties away from zero.
fn to_tensor(
    body: &mut Body,
    form: &mut Form<'_>,
    how: &Conversion,
    to: Type,
    from: Type,
    away: bool,
) -> Result<(), String> {
    let plain = how.integral.is_none() && !how.flush && !how.saturate && !how.finite;
    if to.kind != Kind::Tensor
        || !from.is_single()
        || !plain
        || (away && (how.rounding.is_some() || how.relu))
    {
        return no_type();
    }
    let mode = match (away, how.rounding) {
        (true, _) => "4",
        (false, Some("rn")) => "0",
        (false, Some("rz")) => "1",
        _ => return no_type(),
    };
    let [target, source] = form.exactly()?;
    let value = body.read(source, 32)?;
    let relu = u32::from(how.relu).to_string();
    let value = body.call("i32", "__anywarp_ptx_tf32", &[("i32", &value), ("i32", mode), ("i32", &relu)]);
    body.write(target, 32, &value)
}

/// `cvt.pack.sat.u16.s32 d, a, b` and, with a third source, of 8-bit elements: two numbers into the lower half.
fn pack(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["sat"])?;
    let (to, from) = (form.ty()?, form.ty()?);
    let third = form.optional_type();
    let small = to.bits == 8;
    if from != Type::new(Kind::Signed, 32, 1)
        || !matches!(to.kind, Kind::Unsigned | Kind::Signed)
        || !matches!(to.bits, 8 | 16)
        || to.lanes != 1
        || small != third.is_some_and(|third| third.width() == 32)
    {
        return no_type();
    }
    let operands = form.operands();
    let (target, a, b, c) = match (operands, small) {
        ([target, a, b], false) => (target, a, b, None),
        ([target, a, b, c], true) => (target, a, b, Some(c)),
        _ => return Err("has the wrong number of operands".to_owned()),
    };
    let mut word = match c {
        Some(c) => {
            let c = body.read(c, 32)?;
            body.value(format!("shl i32 {c}, 16"))
        }
        None => "0".to_owned(),
    };
    for (source, shift) in [(b, 0), (a, to.bits)] {
        let value = body.read(source, 32)?;
        let clamped = clamp_integer(body, value, to, from);
        let cut = body.value(format!("and i32 {clamped}, {}", (1u32 << to.bits) - 1));
        let placed = body.value(format!("shl i32 {cut}, {shift}"));
        word = body.value(format!("or i32 {word}, {placed}"));
    }
    body.write(target, 32, &word)
}

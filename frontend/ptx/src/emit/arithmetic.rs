//! Integer arithmetic (PTX ISA, "Integer Arithmetic Instructions"). Floats of the same opcodes go to `float` and `half`.

use super::form::no_type;
use super::{Body, Form, float, half};
use crate::ast::Operand;
use crate::types::{Kind, Type};

/// Sends an opcode to the code for its type; carries are integers.
macro_rules! by_type {
    ($($name:ident: $integer:expr, $float:expr, $half:expr;)*) => {
        $(pub(crate) fn $name(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
            let ty = form.ty()?;
            if ty.is_half() {
                $half(body, form, ty)
            } else if ty.is_native_float() {
                $float(body, form, ty)
            } else if ty.is_integer() && ty.bits >= 16 && ty.bits <= 64 {
                $integer(body, form, ty)
            } else {
                no_type()
            }
        })*
    };
}

fn none(_: &mut Body, _: &mut Form<'_>, _: Type) -> Result<(), String> {
    no_type()
}

by_type! {
    add: add_integers, float::add, half::add;
    sub: subtract_integers, float::sub, half::sub;
    mul: multiply, float::mul, half::mul;
    mad: multiply_add, float::fma, none;
    fma: none, float::fma, half::fma;
    div: divide, float::div, none;
    min: least, float::min, half::min;
    max: greatest, float::max, half::max;
    abs: absolute, float::abs, half::abs;
    neg: negate, float::neg, half::neg;
    rem: remainder, none, none;
}

/// The name of an integer type of that many bits.
fn int(bits: u32) -> String {
    format!("i{bits}")
}

fn add_integers(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    add_or_subtract(body, form, ty, "add")
}

fn subtract_integers(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    add_or_subtract(body, form, ty, "sub")
}

fn add_or_subtract(body: &mut Body, form: &mut Form<'_>, ty: Type, operation: &str) -> Result<(), String> {
    if form.flag("cc") {
        return super::carry::chain(body, form, ty, operation, false);
    }
    if form.flag("sat") {
        if ty != Type::new(Kind::Signed, 32, 1) {
            return no_type();
        }
        let [to, a, b] = form.exactly()?;
        let (a, b) = (body.read_signed_wide(a)?, body.read_signed_wide(b)?);
        let sum = body.value(format!("{operation} i64 {a}, {b}"));
        let value = body.clamp_to_s32(&sum);
        return body.write(to, 32, &value);
    }
    if ty.lanes == 2 {
        return lanes(body, form, ty, |body, a, b| body.value(format!("{operation} i16 {a}, {b}")));
    }
    binary(body, form, ty.bits, |body, a, b| body.value(format!("{operation} i{} {a}, {b}", ty.bits)))
}

type Two<'f> = &'f mut dyn FnMut(&mut Body, &str, &str) -> String;

fn binary(
    body: &mut Body,
    form: &mut Form<'_>,
    bits: u32,
    mut f: impl FnMut(&mut Body, &str, &str) -> String,
) -> Result<(), String> {
    let [to, a, b] = form.exactly()?;
    let (a, b) = (body.read(a, bits)?, body.read(b, bits)?);
    let value = f(body, &a, &b);
    body.write(to, bits, &value)
}

/// The same operation on both halves of a word.
fn lanes(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    mut f: impl FnMut(&mut Body, &str, &str) -> String,
) -> Result<(), String> {
    let [to, a, b] = form.exactly()?;
    let (a, b) = (body.read(a, ty.width())?, body.read(b, ty.width())?);
    let value = body.each_half(&[&a, &b], &mut |body, parts| f(body, &parts[0], &parts[1]));
    body.write(to, 32, &value)
}

impl Body {
    /// A word whose halves are `f` of the halves of `words`, as `i16`.
    pub(super) fn each_half(
        &mut self,
        words: &[&str],
        f: &mut dyn FnMut(&mut Self, &[String]) -> String,
    ) -> String {
        let mut whole = String::from("0");
        for shift in [0, 16] {
            let parts: Vec<String> = words
                .iter()
                .map(|word| {
                    let moved = self.value(format!("lshr i32 {word}, {shift}"));
                    self.truncate(&moved, 32, 16)
                })
                .collect();
            let half = f(self, &parts);
            let wide = self.extend(&half, 16, 32, false);
            let placed = self.value(format!("shl i32 {wide}, {shift}"));
            whole = self.value(format!("or i32 {whole}, {placed}"));
        }
        whole
    }

    fn read_signed_wide(&mut self, operand: &Operand) -> Result<String, String> {
        let value = self.read(operand, 32)?;
        Ok(self.extend(&value, 32, 64, true))
    }

    /// An `i64` clamped to the range of an `i32`.
    fn clamp_to_s32(&mut self, value: &str) -> String {
        let value = self.pick("slt", 64, value, "2147483647");
        let value = self.pick("sgt", 64, &value, "-2147483648");
        self.truncate(&value, 64, 32)
    }

    /// The one of two integers that compares so with the other.
    pub(super) fn pick(&mut self, predicate: &str, bits: u32, a: &str, b: &str) -> String {
        let first = self.value(format!("icmp {predicate} i{bits} {a}, {b}"));
        self.select(&first, &int(bits), a, b)
    }
}

/// The half of a product that `.lo` and `.hi` name, of integers of type `ty`.
pub(super) fn product(body: &mut Body, ty: Type, high: bool, a: &str, b: &str) -> String {
    let (bits, signed) = (ty.bits, ty.is_signed());
    if !high {
        return body.value(format!("mul i{bits} {a}, {b}"));
    }
    if bits == 64 {
        let function = if signed { "__nv_mul64hi" } else { "__nv_umul64hi" };
        return body.call("i64", function, &[("i64", a), ("i64", b)]);
    }
    let (a, b) = (body.extend(a, bits, 2 * bits, signed), body.extend(b, bits, 2 * bits, signed));
    let whole = body.value(format!("mul i{} {a}, {b}", 2 * bits));
    let upper = body.value(format!("lshr i{} {whole}, {bits}", 2 * bits));
    body.truncate(&upper, 2 * bits, bits)
}

fn multiply(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    let half = form.must(&["lo", "hi", "wide"])?;
    let [to, a, b] = form.exactly()?;
    let (a, b) = (body.read(a, ty.bits)?, body.read(b, ty.bits)?);
    let (value, bits) = scaled(body, ty, half, &a, &b)?;
    body.write(to, bits, &value)
}

/// A product by `.lo`, `.hi` or `.wide`, and its width.
fn scaled(body: &mut Body, ty: Type, half: &str, a: &str, b: &str) -> Result<(String, u32), String> {
    if ty.kind == Kind::Bits || ty.lanes != 1 {
        return no_type();
    }
    if half != "wide" {
        return Ok((product(body, ty, half == "hi", a, b), ty.bits));
    }
    if ty.bits == 64 {
        return no_type();
    }
    let wide = 2 * ty.bits;
    let (a, b) =
        (body.extend(a, ty.bits, wide, ty.is_signed()), body.extend(b, ty.bits, wide, ty.is_signed()));
    Ok((body.value(format!("mul i{wide} {a}, {b}")), wide))
}

fn multiply_add(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    let half = form.must(&["lo", "hi", "wide"])?;
    if form.flag("cc") {
        return super::carry::multiply_chain(body, form, ty, half, false);
    }
    let saturate = form.flag("sat");
    let [to, a, b, c] = form.exactly()?;
    let (a, b) = (body.read(a, ty.bits)?, body.read(b, ty.bits)?);
    let (product, bits) = scaled(body, ty, half, &a, &b)?;
    let c = body.read(c, bits)?;
    let sum = if saturate {
        if half != "hi" || ty != Type::new(Kind::Signed, 32, 1) {
            return no_type();
        }
        saturating_sum(body, &product, &c)
    } else {
        body.value(format!("add i{bits} {product}, {c}"))
    };
    body.write(to, bits, &sum)
}

fn saturating_sum(body: &mut Body, a: &str, b: &str) -> String {
    let (a, b) = (body.extend(a, 32, 64, true), body.extend(b, 32, 64, true));
    let sum = body.value(format!("add i64 {a}, {b}"));
    body.clamp_to_s32(&sum)
}

/// Bits 0 to 31, or 16 to 47, of the product of the lower 24 bits.
fn product24(body: &mut Body, ty: Type, high: bool, a: &str, b: &str) -> String {
    let part = |body: &mut Body, x: &str| {
        let raised = body.value(format!("shl i32 {x}, 8"));
        let shift = if ty.is_signed() { "ashr" } else { "lshr" };
        let value = body.value(format!("{shift} i32 {raised}, 8"));
        body.extend(&value, 32, 64, ty.is_signed())
    };
    let (a, b) = (part(body, a), part(body, b));
    let whole = body.value(format!("mul i64 {a}, {b}"));
    let placed = if high { body.value(format!("lshr i64 {whole}, 16")) } else { whole };
    body.truncate(&placed, 64, 32)
}

fn type24(form: &mut Form<'_>) -> Result<(Type, bool), String> {
    let ty = form.ty()?;
    if ty.width() != 32 || !matches!(ty.kind, Kind::Unsigned | Kind::Signed) || ty.lanes != 1 {
        return no_type();
    }
    Ok((ty, form.must(&["lo", "hi"])? == "hi"))
}

pub(crate) fn mul24(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let (ty, high) = type24(form)?;
    binary(body, form, 32, |body, a, b| product24(body, ty, high, a, b))
}

pub(crate) fn mad24(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let (ty, high) = type24(form)?;
    let saturate = form.flag("sat");
    if saturate && !(high && ty.is_signed()) {
        return no_type();
    }
    let [to, a, b, c] = form.exactly()?;
    let (a, b, c) = (body.read(a, 32)?, body.read(b, 32)?, body.read(c, 32)?);
    let product = product24(body, ty, high, &a, &b);
    let sum = if saturate {
        saturating_sum(body, &product, &c)
    } else {
        body.value(format!("add i32 {product}, {c}"))
    };
    body.write(to, 32, &sum)
}

/// Division by zero gives all ones, and so does its remainder, as GPUs do; the ISA calls both unspecified, LLVM
/// undefined. So is LLVM's quotient of the least integer and -1, which wraps here.
fn quotient(body: &mut Body, ty: Type, a: &str, b: &str, remainder: bool) -> Result<String, String> {
    if ty.kind == Kind::Bits || ty.lanes != 1 {
        return no_type();
    }
    let (bits, name) = (ty.bits, int(ty.bits));
    let zero = body.value(format!("icmp eq {name} {b}, 0"));
    let mut divisor = body.select(&zero, &name, "1", b);
    let prefix = if ty.is_signed() { "s" } else { "u" };
    if ty.is_signed() {
        let least = (1u64 << (bits - 1)) as i64;
        let least = if bits == 64 { least.to_string() } else { (-least).to_string() };
        let least = body.value(format!("icmp eq {name} {a}, {least}"));
        let minus = body.value(format!("icmp eq {name} {b}, -1"));
        let both = body.value(format!("and i1 {least}, {minus}"));
        divisor = body.select(&both, &name, "1", &divisor);
    }
    // Of the overflow, divided by 1: the least integer stays, modulo 1 is 0.
    let operation = if remainder { "rem" } else { "div" };
    let value = body.value(format!("{prefix}{operation} {name} {a}, {divisor}"));
    Ok(body.select(&zero, &name, "-1", &value))
}

fn divide(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    let [to, a, b] = form.exactly()?;
    let (a, b) = (body.read(a, ty.bits)?, body.read(b, ty.bits)?);
    let value = quotient(body, ty, &a, &b, false)?;
    body.write(to, ty.bits, &value)
}

fn remainder(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    let [to, a, b] = form.exactly()?;
    let (a, b) = (body.read(a, ty.bits)?, body.read(b, ty.bits)?);
    let value = quotient(body, ty, &a, &b, true)?;
    body.write(to, ty.bits, &value)
}

fn least(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    extreme(body, form, ty, if ty.is_signed() { "slt" } else { "ult" })
}

fn greatest(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    extreme(body, form, ty, if ty.is_signed() { "sgt" } else { "ugt" })
}

fn extreme(body: &mut Body, form: &mut Form<'_>, ty: Type, predicate: &str) -> Result<(), String> {
    if ty.kind == Kind::Bits {
        return no_type();
    }
    let relu = form.flag("relu");
    if relu && !(ty.is_signed() && ty.width() == 32) {
        return no_type();
    }
    let bits = ty.bits;
    let f: Two<'_> = &mut |body, a, b| {
        let value = body.pick(predicate, bits, a, b);
        if relu { body.pick("sgt", bits, &value, "0") } else { value }
    };
    if ty.lanes == 2 { lanes(body, form, ty, f) } else { binary(body, form, bits, f) }
}

fn signed_unary(body: &mut Body, form: &mut Form<'_>, ty: Type, absolute: bool) -> Result<(), String> {
    if !ty.is_signed() || ty.lanes != 1 {
        return no_type();
    }
    let bits = ty.bits;
    let [to, a] = form.exactly()?;
    let a = body.read(a, bits)?;
    let mut value = body.value(format!("sub i{bits} 0, {a}"));
    if absolute {
        let negative = body.value(format!("icmp slt i{bits} {a}, 0"));
        value = body.select(&negative, &int(bits), &value, &a);
    }
    body.write(to, bits, &value)
}

fn absolute(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    signed_unary(body, form, ty, true)
}

fn negate(body: &mut Body, form: &mut Form<'_>, ty: Type) -> Result<(), String> {
    signed_unary(body, form, ty, false)
}

/// `|a - b| + c`.
pub(crate) fn sad(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    if !matches!(ty.kind, Kind::Unsigned | Kind::Signed) || ty.bits < 16 || ty.lanes != 1 {
        return no_type();
    }
    let bits = ty.bits;
    let [to, a, b, c] = form.exactly()?;
    let (a, b, c) = (body.read(a, bits)?, body.read(b, bits)?, body.read(c, bits)?);
    let less = body.value(format!("icmp {}lt i{bits} {a}, {b}", if ty.is_signed() { "s" } else { "u" }));
    let (up, down) =
        (body.value(format!("sub i{bits} {b}, {a}")), body.value(format!("sub i{bits} {a}, {b}")));
    let distance = body.select(&less, &int(bits), &up, &down);
    let sum = body.value(format!("add i{bits} {distance}, {c}"));
    body.write(to, bits, &sum)
}

/// Dot products of bytes: `dp4a.atype.btype`, `dp2a.half.atype.btype`.
fn dot(body: &mut Body, form: &mut Form<'_>, function: &str, upper: u32) -> Result<(), String> {
    let mut signs = upper << 2;
    for bit in [1, 2] {
        let ty = form.ty()?;
        if ty.width() != 32 || !matches!(ty.kind, Kind::Unsigned | Kind::Signed) {
            return no_type();
        }
        signs |= if ty.is_signed() { bit } else { 0 };
    }
    let [to, a, b, c] = form.exactly()?;
    let (a, b, c) = (body.read(a, 32)?, body.read(b, 32)?, body.read(c, 32)?);
    let value =
        body.call("i32", function, &[("i32", &a), ("i32", &b), ("i32", &c), ("i32", &signs.to_string())]);
    body.write(to, 32, &value)
}

pub(crate) fn dp4a(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    dot(body, form, "__anywarp_ptx_dp4a", 0)
}

pub(crate) fn dp2a(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let upper = form.must(&["lo", "hi"])? == "hi";
    dot(body, form, "__anywarp_ptx_dp2a", u32::from(upper))
}

//! Logic, shifts and bit fields (PTX ISA, "Logic and Shift Instructions", and the bit counts of the integer chapter).

use super::form::no_type;
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::Kind;

fn logic(body: &mut Body, form: &mut Form<'_>, operation: &str) -> Result<(), String> {
    let ty = form.ty()?;
    if !matches!(ty.kind, Kind::Bits | Kind::Predicate) {
        return no_type();
    }
    let [to, a, b] = form.exactly()?;
    let bits = ty.bits;
    let (a, b) = (body.read(a, bits)?, body.read(b, bits)?);
    let value = body.value(format!("{operation} i{bits} {a}, {b}"));
    body.write(to, bits, &value)
}

pub(crate) fn and(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    logic(body, form, "and")
}

pub(crate) fn or(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    logic(body, form, "or")
}

pub(crate) fn xor(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    logic(body, form, "xor")
}

fn unary(
    body: &mut Body,
    form: &mut Form<'_>,
    kinds: &[Kind],
    f: impl FnOnce(&mut Body, u32, &str) -> String,
) -> Result<(), String> {
    let ty = form.ty()?;
    if !kinds.contains(&ty.kind) {
        return no_type();
    }
    let [to, a] = form.exactly()?;
    let a = body.read(a, ty.bits)?;
    let value = f(body, ty.bits, &a);
    body.write(to, ty.bits, &value)
}

pub(crate) fn not(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ones = |bits| if bits == 1 { "true" } else { "-1" };
    unary(body, form, &[Kind::Bits, Kind::Predicate], |body, bits, a| {
        body.value(format!("xor i{bits} {a}, {}", ones(bits)))
    })
}

/// C's `!`: 1 for zero, else 0.
pub(crate) fn cnot(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    unary(body, form, &[Kind::Bits], |body, bits, a| {
        let zero = body.value(format!("icmp eq i{bits} {a}, 0"));
        body.extend(&zero, 1, bits, false)
    })
}

pub(crate) fn brev(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    unary(body, form, &[Kind::Bits], |body, bits, a| {
        let ty = format!("i{bits}");
        body.call(&ty, &format!("llvm.bitreverse.{ty}"), &[(&ty, a)])
    })
}

/// A count of bits, which is an `.u32` for every type.
fn count(body: &mut Body, form: &mut Form<'_>, intrinsic: &str, flag: bool) -> Result<(), String> {
    let ty = form.ty()?;
    if ty.kind != Kind::Bits || ty.bits < 32 {
        return no_type();
    }
    let [to, a] = form.exactly()?;
    let a = body.read(a, ty.bits)?;
    let name = format!("i{}", ty.bits);
    let mut arguments = vec![(name.as_str(), a.as_str())];
    if flag {
        // The count of zero is defined.
        arguments.push(("i1", "false"));
    }
    let value = body.call(&name, &format!("llvm.{intrinsic}.{name}"), &arguments);
    let value = body.truncate(&value, ty.bits, 32);
    body.write(to, 32, &value)
}

pub(crate) fn popc(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    count(body, form, "ctpop", false)
}

pub(crate) fn clz(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    count(body, form, "ctlz", true)
}

/// Any function of three bits, by its truth table: bit `4a + 2b + c` of the last operand.
pub(crate) fn lop3(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let combine = form.one_of(&["or", "and"]);
    if form.ty()?.width() != 32 {
        return no_type();
    }
    let (operands, predicate) = match (combine, form.operands()) {
        (None, [_, _, _, _, _]) => (form.operands(), None),
        (Some(_), [all @ .., predicate]) if all.len() == 5 => (all, Some(predicate)),
        _ => return Err("has the wrong number of operands".to_owned()),
    };
    let Operand::Integer(table) = operands[4] else {
        return Err("needs a truth table that is a constant".to_owned());
    };
    let values = [body.read(&operands[1], 32)?, body.read(&operands[2], 32)?, body.read(&operands[3], 32)?];
    let inverses = [0, 1, 2].map(|index: usize| body.value(format!("xor i32 {}, -1", values[index])));
    let mut result = String::from("0");
    for row in (0..8usize).filter(|row| table >> row & 1 == 1) {
        let chosen = [4, 2, 1].map(|weight| row & weight != 0);
        let pick = |index: usize| if chosen[index] { &values[index] } else { &inverses[index] };
        let two = body.value(format!("and i32 {}, {}", pick(0), pick(1)));
        let all = body.value(format!("and i32 {two}, {}", pick(2)));
        result = body.value(format!("or i32 {result}, {all}"));
    }
    let (Some(predicate), Some(combine)) = (predicate, combine) else {
        return body.write(&operands[0], 32, &result);
    };
    let Operand::Pair(to, flag) = &operands[0] else {
        return Err("needs two results".to_owned());
    };
    let predicate = body.read(predicate, 1)?;
    let any = body.value(format!("icmp ne i32 {result}, 0"));
    let any = body.value(format!("{combine} i1 {any}, {predicate}"));
    body.write(to, 32, &result)?;
    body.write(flag, 1, &any)
}

/// Shifts by more than the width give what shifting one by one would: PTX clamps the amount.
fn shift(body: &mut Body, form: &mut Form<'_>, left: bool) -> Result<(), String> {
    let ty = form.ty()?;
    if !ty.is_integer() || ty.bits < 16 || ty.lanes != 1 || (left && ty.kind != Kind::Bits) {
        return no_type();
    }
    let bits = ty.bits;
    let [to, a, b] = form.exactly()?;
    let (a, amount) = (body.read(a, bits)?, body.read(b, 32)?);
    let arithmetic = ty.is_signed();
    let outside = body.value(format!("icmp uge i32 {amount}, {bits}"));
    let most = if arithmetic { (bits - 1).to_string() } else { "0".to_owned() };
    let amount = body.select(&outside, "i32", &most, &amount);
    let amount =
        if bits > 32 { body.extend(&amount, 32, bits, false) } else { body.truncate(&amount, 32, bits) };
    let operation = match (left, arithmetic) {
        (true, _) => "shl",
        (false, true) => "ashr",
        (false, false) => "lshr",
    };
    let shifted = body.value(format!("{operation} i{bits} {a}, {amount}"));
    let value = if arithmetic { shifted } else { body.select(&outside, &format!("i{bits}"), "0", &shifted) };
    body.write(to, bits, &value)
}

pub(crate) fn shl(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    shift(body, form, true)
}

pub(crate) fn shr(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    shift(body, form, false)
}

/// The upper (`.l`) or lower (`.r`) word of `b:a`, shifted.
pub(crate) fn shf(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let left = form.must(&["l", "r"])? == "l";
    let wrap = form.must(&["clamp", "wrap"])? == "wrap";
    if form.ty()?.width() != 32 {
        return no_type();
    }
    let [to, a, b, c] = form.exactly()?;
    let (a, b, c) = (body.read(a, 32)?, body.read(b, 32)?, body.read(c, 32)?);
    let amount = if wrap { body.value(format!("and i32 {c}, 31")) } else { body.pick("ult", 32, &c, "32") };
    let amount = body.extend(&amount, 32, 64, false);
    let (low, high) = (body.extend(&a, 32, 64, false), body.extend(&b, 32, 64, false));
    let high = body.value(format!("shl i64 {high}, 32"));
    let both = body.value(format!("or i64 {high}, {low}"));
    let value = if left {
        let shifted = body.value(format!("shl i64 {both}, {amount}"));
        body.value(format!("lshr i64 {shifted}, 32"))
    } else {
        body.value(format!("lshr i64 {both}, {amount}"))
    };
    let value = body.truncate(&value, 64, 32);
    body.write(to, 32, &value)
}

/// Four bytes of `b:a`, by a selector and a mode.
pub(crate) fn prmt(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    const MODES: [&str; 6] = ["f4e", "b4e", "rc8", "ecl", "ecr", "rc16"];
    if form.ty()?.width() != 32 {
        return no_type();
    }
    let mode = form.one_of(&MODES).and_then(|mode| MODES.iter().position(|known| *known == mode));
    let mode = mode.map_or(0, |mode| mode + 1).to_string();
    let [to, a, b, c] = form.exactly()?;
    let (a, b, c) = (body.read(a, 32)?, body.read(b, 32)?, body.read(c, 32)?);
    let value =
        body.call("i32", "__anywarp_ptx_prmt", &[("i32", &a), ("i32", &b), ("i32", &c), ("i32", &mode)]);
    body.write(to, 32, &value)
}

pub(crate) fn bfe(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    if !matches!(ty.kind, Kind::Unsigned | Kind::Signed) || ty.bits < 32 {
        return no_type();
    }
    let [to, a, start, length] = form.exactly()?;
    let (a, start, length) = (body.read(a, ty.bits)?, body.read(start, 32)?, body.read(length, 32)?);
    let a = body.extend(&a, ty.bits, 64, false);
    let (bits, signed) = (ty.bits.to_string(), u32::from(ty.is_signed()).to_string());
    let arguments = [("i64", &*a), ("i32", &*start), ("i32", &*length), ("i32", &*bits), ("i32", &*signed)];
    let value = body.call("i64", "__anywarp_ptx_bfe", &arguments);
    let value = body.truncate(&value, 64, ty.bits);
    body.write(to, ty.bits, &value)
}

pub(crate) fn bfi(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    if ty.kind != Kind::Bits || ty.bits < 32 {
        return no_type();
    }
    let [to, a, b, start, length] = form.exactly()?;
    let (a, b) = (body.read(a, ty.bits)?, body.read(b, ty.bits)?);
    let (start, length) = (body.read(start, 32)?, body.read(length, 32)?);
    let (a, b) = (body.extend(&a, ty.bits, 64, false), body.extend(&b, ty.bits, 64, false));
    let bits = ty.bits.to_string();
    let arguments = [("i64", &*a), ("i64", &*b), ("i32", &*start), ("i32", &*length), ("i32", &*bits)];
    let value = body.call("i64", "__anywarp_ptx_bfi", &arguments);
    let value = body.truncate(&value, 64, ty.bits);
    body.write(to, ty.bits, &value)
}

/// The place of the highest bit that is not the sign, or all ones; `.shiftamt` counts from the top.
pub(crate) fn bfind(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let shift = form.flag("shiftamt");
    let ty = form.ty()?;
    if !matches!(ty.kind, Kind::Unsigned | Kind::Signed) || ty.bits < 32 {
        return no_type();
    }
    let name = format!("i{}", ty.bits);
    let [to, a] = form.exactly()?;
    let mut a = body.read(a, ty.bits)?;
    if ty.is_signed() {
        let sign = body.value(format!("ashr {name} {a}, {}", ty.bits - 1));
        a = body.value(format!("xor {name} {a}, {sign}"));
    }
    let zeros = body.call(&name, &format!("llvm.ctlz.{name}"), &[(&name, &a), ("i1", "false")]);
    let zeros = body.truncate(&zeros, ty.bits, 32);
    let place = body.value(format!("sub i32 {}, {zeros}", ty.bits - 1));
    let found = if shift { zeros } else { place };
    let none = body.value(format!("icmp eq {name} {a}, 0"));
    let value = body.select(&none, "i32", "-1", &found);
    body.write(to, 32, &value)
}

/// A call of a function of 32-bit words.
fn words(body: &mut Body, form: &mut Form<'_>, function: &str, extra: &[u32]) -> Result<(), String> {
    let [to, sources @ ..] = form.operands() else { return Err("has no operands".to_owned()) };
    let mut values = Vec::new();
    for source in sources {
        values.push(body.read(source, 32)?);
    }
    values.extend(extra.iter().map(u32::to_string));
    let arguments: Vec<(&str, &str)> = values.iter().map(|value| ("i32", value.as_str())).collect();
    let value = body.call("i32", function, &arguments);
    body.write(to, 32, &value)
}

/// The place of the n-th set bit.
pub(crate) fn fns(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["b32"])?;
    form.exactly::<4>()?;
    words(body, form, "__anywarp_ptx_fns", &[])
}

/// A mask of `b` bits from bit `a`.
pub(crate) fn bmsk(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let wrap = form.must(&["clamp", "wrap"])? == "wrap";
    form.must(&["b32"])?;
    form.exactly::<3>()?;
    words(body, form, "__anywarp_ptx_bmsk", &[u32::from(wrap)])
}

/// The lower `b` bits of `a`, extended.
pub(crate) fn szext(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let wrap = form.must(&["clamp", "wrap"])? == "wrap";
    let signed = form.must(&["u32", "s32"])? == "s32";
    form.exactly::<3>()?;
    words(body, form, "__anywarp_ptx_szext", &[u32::from(wrap), u32::from(signed)])
}

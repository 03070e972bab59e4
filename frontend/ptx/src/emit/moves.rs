//! `mov`, `cvta`, `isspacep`, `selp`, `slct`: values that move without being computed with.

use super::form::no_type;
use super::memory::space_number;
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::Type;

/// Moves, packs `{a, b}` into one register, or unpacks.
pub(crate) fn mov(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    let [to, from] = form.exactly()?;
    let bits = ty.width();
    match (to, from) {
        (Operand::Vector(parts), _) => unpack(body, parts, from, bits),
        (_, Operand::Vector(parts)) => {
            let value = pack(body, parts, bits)?;
            body.write(to, bits, &value)
        }
        _ => {
            let value = body.read(from, bits)?;
            body.write(to, bits, &value)
        }
    }
}

fn part_bits(parts: &[Operand], bits: u32) -> Result<u32, String> {
    let count = parts.len() as u32;
    if matches!(count, 2 | 4) && bits.is_multiple_of(count) && bits / count >= 8 {
        Ok(bits / count)
    } else {
        Err(format!("{count} parts do not make {bits} bits"))
    }
}

fn pack(body: &mut Body, parts: &[Operand], bits: u32) -> Result<String, String> {
    let each = part_bits(parts, bits)?;
    let mut whole = String::from("0");
    for (index, part) in parts.iter().enumerate() {
        let part = body.read(part, each)?;
        let wide = body.extend(&part, each, bits, false);
        let placed = body.value(format!("shl i{bits} {wide}, {}", index as u32 * each));
        whole = body.value(format!("or i{bits} {whole}, {placed}"));
    }
    Ok(whole)
}

fn unpack(body: &mut Body, parts: &[Operand], from: &Operand, bits: u32) -> Result<(), String> {
    let each = part_bits(parts, bits)?;
    let whole = body.read(from, bits)?;
    for (index, part) in parts.iter().enumerate() {
        let shifted = body.value(format!("lshr i{bits} {whole}, {}", index as u32 * each));
        let value = body.truncate(&shifted, bits, each);
        body.write(part, each, &value)?;
    }
    Ok(())
}

/// Addresses between a space and generic.
pub(crate) fn cvta(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let to_space = form.flag("to");
    let space =
        form.next().and_then(space_number).ok_or_else(|| "names no supported state space".to_owned())?;
    let bits = form.ty()?.width();
    let [to, from] = form.exactly()?;
    let value = body.read(from, bits)?;
    let (source, target) = if to_space { (0, space) } else { (space, 0) };
    let pointer = body.value(format!("inttoptr i{bits} {value} to ptr addrspace({source})"));
    let cast =
        body.value(format!("addrspacecast ptr addrspace({source}) {pointer} to ptr addrspace({target})"));
    let value = body.value(format!("ptrtoint ptr addrspace({target}) {cast} to i{bits}"));
    body.write(to, bits, &value)
}

pub(crate) fn isspacep(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let space = match form.next() {
        Some("shared" | "shared::cta" | "shared::cluster") => "shared",
        Some("global") => "global",
        Some("local") => "local",
        Some("const") => "const",
        _ => return Err("names no supported state space".to_owned()),
    };
    let [to, from] = form.exactly()?;
    let value = body.read(from, 64)?;
    let pointer = body.value(format!("inttoptr i64 {value} to ptr"));
    let is = body.call("i1", &format!("llvm.nvvm.isspacep.{space}"), &[("ptr", &pointer)]);
    body.write(to, 1, &is)
}

pub(crate) fn selp(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let bits = form.ty()?.width();
    let [to, yes, no, condition] = form.exactly()?;
    let (yes, no) = (body.read(yes, bits)?, body.read(no, bits)?);
    let condition = body.read(condition, 1)?;
    let value = body.select(&condition, &format!("i{bits}"), &yes, &no);
    body.write(to, bits, &value)
}

/// `c >= 0 ? a : b`, for an integer or a float; -0 is not negative, NaN selects `b`.
pub(crate) fn slct(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let flush = form.flag("ftz");
    let bits = form.ty()?.width();
    let control = form.ty()?;
    let [to, yes, no, selector] = form.exactly()?;
    let (yes, no) = (body.read(yes, bits)?, body.read(no, bits)?);
    let condition = if control.is_single() {
        let selector = body.read_float(selector, 32)?;
        let selector = if flush { body.flush(&selector) } else { selector };
        body.value(format!("fcmp oge float {selector}, 0.0"))
    } else if control == Type::new(crate::Kind::Signed, 32, 1) && !flush {
        let selector = body.read(selector, 32)?;
        body.value(format!("icmp sge i32 {selector}, 0"))
    } else {
        return no_type();
    };
    let value = body.select(&condition, &format!("i{bits}"), &yes, &no);
    body.write(to, bits, &value)
}

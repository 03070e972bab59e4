//! `atom` and `red` (PTX ISA, "Parallel Synchronization and Communication Instructions").

use super::form::no_type;
use super::memory::{scope_name, take_hints, take_space};
use super::registers::float_name;
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::{Kind, Type};

const OPERATIONS: [&str; 10] = ["add", "and", "or", "xor", "exch", "min", "max", "inc", "dec", "cas"];

pub(crate) fn atom(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let [to, rest @ ..] = form.operands() else { return Err("has no operands".to_owned()) };
    update(body, form, Some(to), rest)
}

/// An atomic update whose old value nobody wants.
pub(crate) fn red(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    update(body, form, None, form.operands())
}

fn update(
    body: &mut Body,
    form: &mut Form<'_>,
    to: Option<&Operand>,
    operands: &[Operand],
) -> Result<(), String> {
    let order = match form.one_of(&["relaxed", "acquire", "release", "acq_rel"]) {
        None | Some("relaxed") => "monotonic",
        Some(order) => order,
    };
    let scope = scope_name(form.one_of(&["cta", "cluster", "gpu", "sys"]).unwrap_or("gpu"));
    let space = take_space(form);
    let operation = form.must(&OPERATIONS)?;
    // Halves keep subnormals in any case.
    form.flag("noftz");
    let policy = take_hints(form);
    let ty = form.ty()?;
    let operands = if policy { operands.split_last().map_or(operands, |(_, rest)| rest) } else { operands };
    let bits = ty.width();
    let old = match (operation, operands) {
        ("cas", [address, expected, new])
            if ty.kind == Kind::Bits && (16..=64).contains(&bits) && to.is_some() =>
        {
            let (expected, new) = (body.read(expected, bits)?, body.read(new, bits)?);
            let address = body.pointer(address, space, 0)?;
            // A failure only loads: nothing is released.
            let failure = if matches!(order, "acquire" | "acq_rel") { "acquire" } else { "monotonic" };
            let pair = body.value(format!(
                "cmpxchg {address}, i{bits} {expected}, i{bits} {new}{scope} {order} {failure}"
            ));
            body.value(format!("extractvalue {{ i{bits}, i1 }} {pair}, 0"))
        }
        ("add", [address, operand]) if ty.is_half() => {
            let (address, operand) = (body.pointer(address, space, 0)?, body.read(operand, bits)?);
            add_halves(body, ty, &address, &operand, &format!("{scope} {order}"))
        }
        (_, [address, operand]) => {
            let name = operation_name(operation, ty)?;
            let (address, operand) = (body.pointer(address, space, 0)?, body.read(operand, bits)?);
            if ty.is_native_float() {
                let float = float_name(bits);
                let operand = body.as_float(&operand, bits);
                let old = body.value(format!("atomicrmw {name} {address}, {float} {operand}{scope} {order}"));
                body.as_bits(&old, bits)
            } else {
                body.value(format!("atomicrmw {name} {address}, i{bits} {operand}{scope} {order}"))
            }
        }
        _ => return Err("has the wrong operands".to_owned()),
    };
    to.map_or(Ok(()), |to| body.write(to, bits, &old))
}

/// LLVM's name of an operation that the type has.
fn operation_name(operation: &str, ty: Type) -> Result<&'static str, String> {
    if ty.lanes != 1 || ty.bits < 32 || ty.bits > 64 {
        return no_type();
    }
    Ok(match (operation, ty.kind) {
        ("add", Kind::Unsigned | Kind::Signed) => "add",
        ("add", Kind::Float) => "fadd",
        ("and", Kind::Bits) => "and",
        ("or", Kind::Bits) => "or",
        ("xor", Kind::Bits) => "xor",
        // The ISA has `.b` only; nvcc takes the others.
        ("exch", Kind::Bits | Kind::Unsigned | Kind::Signed) => "xchg",
        ("min", Kind::Signed) => "min",
        ("min", Kind::Unsigned) => "umin",
        ("max", Kind::Signed) => "max",
        ("max", Kind::Unsigned) => "umax",
        ("inc", Kind::Unsigned) if ty.bits == 32 => "uinc_wrap",
        ("dec", Kind::Unsigned) if ty.bits == 32 => "udec_wrap",
        _ => return no_type(),
    })
}

/// Adds halves in a loop of compare-and-swaps.
fn add_halves(body: &mut Body, ty: Type, address: &str, operand: &str, order: &str) -> String {
    let bits = ty.width();
    let slot = body.new_slot(bits);
    let first = body.value(format!("load atomic i{bits}, {address} monotonic, align {}", bits / 8));
    body.line(&format!("store i{bits} {first}, ptr {slot}"));
    let (again, after) = (body.new_label(), body.new_label());
    body.begin(&again);
    let old = body.value(format!("load i{bits}, ptr {slot}"));
    let new = if ty.lanes == 2 {
        body.each_half(&[&old, operand], &mut |body, parts| body.add_half(ty, &parts[0], &parts[1]))
    } else {
        body.add_half(ty, &old, operand)
    };
    let failure =
        if order.ends_with("acquire") || order.ends_with("acq_rel") { "acquire" } else { "monotonic" };
    let pair = body.value(format!("cmpxchg {address}, i{bits} {old}, i{bits} {new}{order} {failure}"));
    let seen = body.value(format!("extractvalue {{ i{bits}, i1 }} {pair}, 0"));
    let done = body.value(format!("extractvalue {{ i{bits}, i1 }} {pair}, 1"));
    body.line(&format!("store i{bits} {seen}, ptr {slot}"));
    body.line(&format!("br i1 {done}, label %{after}, label %{again}"));
    body.text.push_str(&format!("{after}:\n"));
    seen
}

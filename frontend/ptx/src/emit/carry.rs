//! Extended precision: the carry flag `CC.CF` (PTX ISA, "Extended-Precision Integer Arithmetic Instructions").
//!
//! A subtraction's flag is its borrow. The flag belongs to the thread and outlives a statement of inline assembly, so
//! its slot comes from the function around.

use super::arithmetic::product;
use super::form::no_type;
use super::{Body, Form};
use crate::types::{Kind, Type};

/// `add.cc`, `sub.cc`, and with a carry in `addc`, `subc`.
pub(super) fn chain(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    operation: &str,
    carry_in: bool,
) -> Result<(), String> {
    // `addc` without `.cc` leaves the flag alone.
    let carry_out = !carry_in || form.flag("cc");
    let [to, a, b] = form.exactly()?;
    check(ty)?;
    let (a, b) = (body.read(a, ty.bits)?, body.read(b, ty.bits)?);
    let value = body.with_carry(operation, ty.bits, &a, &b, carry_in, carry_out);
    body.write(to, ty.bits, &value)
}

fn check(ty: Type) -> Result<(), String> {
    if ty.lanes == 1 && ty.bits >= 32 && ty.is_integer() && ty.kind != Kind::Bits {
        Ok(())
    } else {
        no_type()
    }
}

pub(crate) fn addc(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    chain(body, form, ty, "add", true)
}

pub(crate) fn subc(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    chain(body, form, ty, "sub", true)
}

pub(crate) fn madc(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let ty = form.ty()?;
    let half = form.must(&["lo", "hi"])?;
    multiply_chain(body, form, ty, half, true)
}

/// `mad.lo.cc`, `madc.hi`: half a product, plus a number, plus the carry.
pub(super) fn multiply_chain(
    body: &mut Body,
    form: &mut Form<'_>,
    ty: Type,
    half: &str,
    carry_in: bool,
) -> Result<(), String> {
    let carry_out = !carry_in || form.flag("cc");
    check(ty)?;
    if half == "wide" {
        return no_type();
    }
    let [to, a, b, c] = form.exactly()?;
    let (a, b, c) = (body.read(a, ty.bits)?, body.read(b, ty.bits)?, body.read(c, ty.bits)?);
    let product = product(body, ty, half == "hi", &a, &b);
    let value = body.with_carry("add", ty.bits, &product, &c, carry_in, carry_out);
    body.write(to, ty.bits, &value)
}

impl Body {
    fn with_carry(
        &mut self,
        operation: &str,
        bits: u32,
        a: &str,
        b: &str,
        carry_in: bool,
        carry_out: bool,
    ) -> String {
        let first = self.value(format!("{operation} i{bits} {a}, {b}"));
        let (mut value, mut wide) = (first.clone(), None);
        if carry_in {
            self.carry.read = true;
            self.carry.open |= !self.carry.written;
            let flag = self.value("load i1, ptr %carry");
            let unit = self.extend(&flag, 1, bits, false);
            value = self.value(format!("{operation} i{bits} {first}, {unit}"));
            // The second step overflows only if the first gave all ones (or zero, when subtracting).
            wide = Some(unit);
        }
        if carry_out {
            self.carry.written = true;
            let mut carry = self.overflow(operation, bits, a, b, &first);
            if let Some(unit) = wide {
                let second = self.overflow(operation, bits, &first, &unit, &value);
                carry = self.value(format!("or i1 {carry}, {second}"));
            }
            self.line(&format!("store i1 {carry}, ptr %carry"));
        }
        value
    }

    /// The carry or borrow of one step.
    fn overflow(&mut self, operation: &str, bits: u32, a: &str, b: &str, result: &str) -> String {
        let (x, y) = if operation == "add" { (result, a) } else { (a, b) };
        self.value(format!("icmp ult i{bits} {x}, {y}"))
    }
}

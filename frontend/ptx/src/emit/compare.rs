//! `setp`, `set`, `testp` (PTX ISA, "Comparison and Selection Instructions").

use super::form::no_type;
use super::registers::float_name;
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::{Kind, Type};

/// PTX's comparisons, and LLVM's of signed, unsigned and floating-point numbers; empty where there is none.
const COMPARISONS: [(&str, &str, &str, &str); 18] = [
    ("eq", "eq", "eq", "oeq"),
    ("ne", "ne", "ne", "one"),
    ("lt", "slt", "ult", "olt"),
    ("le", "sle", "ule", "ole"),
    ("gt", "sgt", "ugt", "ogt"),
    ("ge", "sge", "uge", "oge"),
    ("lo", "", "ult", ""),
    ("ls", "", "ule", ""),
    ("hi", "", "ugt", ""),
    ("hs", "", "uge", ""),
    ("equ", "", "", "ueq"),
    ("neu", "", "", "une"),
    ("ltu", "", "", "ult"),
    ("leu", "", "", "ule"),
    ("gtu", "", "", "ugt"),
    ("geu", "", "", "uge"),
    ("num", "", "", "ord"),
    ("nan", "", "", "uno"),
];

/// A comparison that was written in the modifiers.
struct Comparison {
    name: String,
    combine: Option<&'static str>,
    flush: bool,
}

impl Comparison {
    fn take(form: &mut Form<'_>) -> Result<Self, String> {
        let name = form.next().unwrap_or_default().to_owned();
        if !COMPARISONS.iter().any(|row| row.0 == name) {
            return Err(format!("`.{name}` is not a comparison"));
        }
        Ok(Self { name, combine: form.one_of(&["and", "or", "xor"]), flush: form.flag("ftz") })
    }

    /// The comparison of two elements of type `ty`, given as bits.
    fn compare(&self, body: &mut Body, ty: Type, a: &str, b: &str) -> Result<String, String> {
        let Some(row) = COMPARISONS.iter().find(|row| row.0 == self.name) else { return no_type() };
        let float = matches!(ty.kind, Kind::Float | Kind::Brain);
        let predicate = match ty.kind {
            Kind::Float | Kind::Brain => row.3,
            Kind::Signed => row.1,
            // Untyped bits can only be equal or not.
            Kind::Bits if !matches!(row.0, "eq" | "ne") => "",
            _ => row.2,
        };
        if predicate.is_empty() || (self.flush && !(float && ty.bits < 64)) || ty.bits < 16 {
            return no_type();
        }
        if !float {
            return Ok(body.value(format!("icmp {predicate} i{} {a}, {b}", ty.bits)));
        }
        let (a, b) = (body.comparable(ty, a, self.flush), body.comparable(ty, b, self.flush));
        Ok(body.value(format!("fcmp {predicate} {} {a}, {b}", float_name(ty.bits))))
    }

    /// `compare and/or/xor c`.
    fn combined(&self, body: &mut Body, result: String, c: Option<&String>) -> String {
        match (self.combine, c) {
            (Some(combine), Some(c)) => body.value(format!("{combine} i1 {result}, {c}")),
            _ => result,
        }
    }

    /// The operands `a`, `b` and, if there is a Boolean operator, `c`.
    fn operands<'f>(
        &self,
        operands: &'f [Operand],
    ) -> Result<(&'f Operand, &'f Operand, Option<&'f Operand>), String> {
        match (self.combine, operands) {
            (None, [a, b]) => Ok((a, b, None)),
            (Some(_), [a, b, c]) => Ok((a, b, Some(c))),
            _ => Err("has the wrong number of operands".to_owned()),
        }
    }
}

impl Body {
    /// A float of LLVM's that compares like the element of type `ty`.
    fn comparable(&mut self, ty: Type, bits: &str, flush: bool) -> String {
        if ty.bits == 16 {
            let bits = if flush { self.flush_half(ty, bits) } else { bits.to_owned() };
            return self.half_to_float(ty, &bits);
        }
        let value = self.as_float(bits, ty.bits);
        if flush { self.flush(&value) } else { value }
    }
}

/// Compares into predicates: `p`, and with `p|q` the opposite too.
pub(crate) fn setp(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let comparison = Comparison::take(form)?;
    let ty = form.ty()?;
    let [to, rest @ ..] = form.operands() else { return Err("has no operands".to_owned()) };
    let (a, b, c) = comparison.operands(rest)?;
    let (a, b) = (body.read(a, ty.width())?, body.read(b, ty.width())?);
    let c = c.map(|c| body.read(c, 1)).transpose()?;
    let results = if ty.lanes == 2 {
        let mut results = Vec::new();
        for shift in [0, 16] {
            let part = |body: &mut Body, word: &str| {
                let moved = body.value(format!("lshr i32 {word}, {shift}"));
                body.truncate(&moved, 32, 16)
            };
            let (a, b) = (part(body, &a), part(body, &b));
            let result = comparison.compare(body, ty, &a, &b)?;
            results.push(comparison.combined(body, result, c.as_ref()));
        }
        results
    } else {
        let result = comparison.compare(body, ty, &a, &b)?;
        let opposite = body.value(format!("xor i1 {result}, true"));
        vec![comparison.combined(body, result, c.as_ref()), comparison.combined(body, opposite, c.as_ref())]
    };
    match to {
        Operand::Pair(p, q) => {
            body.write(p, 1, &results[0])?;
            body.write(q, 1, &results[1])
        }
        _ if ty.lanes == 2 => Err("needs two results".to_owned()),
        _ => body.write(to, 1, &results[0]),
    }
}

/// Compares into a number: all ones or 1.0 for true.
pub(crate) fn set(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let comparison = Comparison::take(form)?;
    let (target, ty) = (form.ty()?, form.ty()?);
    let [to, rest @ ..] = form.operands() else { return Err("has no operands".to_owned()) };
    let (a, b, c) = comparison.operands(rest)?;
    let yes = match (target.kind, target.bits) {
        (Kind::Unsigned | Kind::Signed, 16 | 32) => "-1",
        (Kind::Float, 32) => "1065353216",
        (Kind::Float, 16) => "15360",
        (Kind::Brain, 16) => "16256",
        _ => return no_type(),
    };
    if target.lanes != ty.lanes && target.width() != 32 {
        return no_type();
    }
    let (a, b) = (body.read(a, ty.width())?, body.read(b, ty.width())?);
    let c = c.map(|c| body.read(c, 1)).transpose()?;
    let name = format!("i{}", target.bits);
    if ty.lanes == 2 {
        let mut failed = None;
        // A pair in one 32-bit result: each half is all ones or 1.0.
        let yes = if target.lanes == 2 { yes } else { "-1" };
        let value = body.each_half(&[&a, &b], &mut |body, parts| match comparison
            .compare(body, ty, &parts[0], &parts[1])
        {
            Ok(result) => {
                let result = comparison.combined(body, result, c.as_ref());
                body.select(&result, "i16", yes, "0")
            }
            Err(message) => {
                failed = Some(message);
                "0".to_owned()
            }
        });
        return failed.map_or_else(|| body.write(to, 32, &value), Err);
    }
    let result = comparison.compare(body, ty, &a, &b)?;
    let result = comparison.combined(body, result, c.as_ref());
    let value = body.select(&result, &name, yes, "0");
    body.write(to, target.bits, &value)
}

/// Classes of floats.
pub(crate) fn testp(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let class = form.must(&["finite", "infinite", "number", "notanumber", "normal", "subnormal"])?;
    let ty = form.ty()?;
    if !ty.is_native_float() {
        return no_type();
    }
    let (bits, infinity, least) = if ty.bits == 32 {
        (32, "2139095040", "8388608")
    } else {
        (64, "9218868437227405312", "4503599627370496")
    };
    let [to, a] = form.exactly()?;
    let a = body.read(a, bits)?;
    let mask = if bits == 32 { i64::from(i32::MAX) } else { i64::MAX };
    let magnitude = body.value(format!("and i{bits} {a}, {mask}"));
    let compare = |body: &mut Body, predicate: &str, limit: &str| {
        body.value(format!("icmp {predicate} i{bits} {magnitude}, {limit}"))
    };
    let value = match class {
        "finite" => compare(body, "ult", infinity),
        "infinite" => compare(body, "eq", infinity),
        "number" => compare(body, "ule", infinity),
        "notanumber" => compare(body, "ugt", infinity),
        "normal" => {
            // Zeros count as normal.
            let (above, zero) = (compare(body, "uge", least), compare(body, "eq", "0"));
            let (usual, below) =
                (body.value(format!("or i1 {above}, {zero}")), compare(body, "ult", infinity));
            body.value(format!("and i1 {usual}, {below}"))
        }
        _ => {
            let (above, below) = (compare(body, "ne", "0"), compare(body, "ult", least));
            body.value(format!("and i1 {above}, {below}"))
        }
    };
    body.write(to, 1, &value)
}

//! Video instructions (PTX ISA, "Video Instructions"): on one byte, half or word, and on two or four lanes at once.

use super::form::no_type;
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::{Kind, Type};

/// Operations by the library's numbers.
const OPERATIONS: [&str; 9] = ["vadd", "vsub", "vabsdiff", "vmin", "vmax", "vshl", "vshr", "vset", "vavrg"];
/// Comparisons of `vset`, by the library's numbers.
const COMPARISONS: [&str; 6] = ["eq", "ne", "lt", "le", "gt", "ge"];
/// Parts of a word by the library's numbers; 0 is the whole.
const PARTS: [&str; 6] = ["b0", "b1", "b2", "b3", "h0", "h1"];

fn word_type(form: &mut Form<'_>) -> Result<Type, String> {
    let ty = form.ty()?;
    if ty.width() == 32 && ty.lanes == 1 && matches!(ty.kind, Kind::Unsigned | Kind::Signed) {
        Ok(ty)
    } else {
        no_type()
    }
}

/// A register and the number of the part that is selected.
fn part(body: &mut Body, operand: &Operand) -> Result<(String, u32), String> {
    let (whole, name) = split(operand);
    let number = match name {
        None => 0,
        Some(name) => part_number(&name)?,
    };
    Ok((body.read(&whole, 32)?, number))
}

fn part_number(name: &str) -> Result<u32, String> {
    let index = PARTS.iter().position(|part| *part == name);
    index.map(|index| index as u32 + 1).ok_or_else(|| format!("`.{name}` is not a part of a word"))
}

/// An operand without its part, and the part.
fn split(operand: &Operand) -> (Operand, Option<String>) {
    match operand {
        Operand::Name { name, part } => (Operand::Name { name: name.clone(), part: None }, part.clone()),
        Operand::OuterPart { index, part } => (Operand::Outer(*index), Some(part.clone())),
        other => (other.clone(), None),
    }
}

/// A bit for each type that is signed, as `ptx_video.c` reads them.
fn signs(target: Type, left: Type, right: Type) -> u32 {
    u32::from(target.is_signed()) | u32::from(left.is_signed()) << 1 | u32::from(right.is_signed()) << 2
}

/// What the scalar and the vector instructions begin with.
struct Head {
    /// Place in `OPERATIONS`.
    operation: u32,
    types: [Type; 3],
    saturate: bool,
    /// Place in `COMPARISONS`, for `vset`.
    comparison: u32,
}

impl Head {
    /// Reads the types and modifiers of the operation `name`.
    fn of(form: &mut Form<'_>, name: &str) -> Result<Self, String> {
        let place =
            |list: &[&str], name: &str| list.iter().position(|known| *known == name).unwrap_or(0) as u32;
        let comparing = name == "vset";
        let target = if comparing { Type::U32 } else { word_type(form)? };
        let types = [target, word_type(form)?, word_type(form)?];
        let saturate = !comparing && form.flag("sat");
        let comparison = if comparing { place(&COMPARISONS, form.must(&COMPARISONS)?) } else { 0 };
        Ok(Self { operation: place(&OPERATIONS, name), types, saturate, comparison })
    }
}

fn call(body: &mut Body, function: &str, words: &[String]) -> String {
    let arguments: Vec<(&str, &str)> = words.iter().map(|word| ("i32", word.as_str())).collect();
    body.call("i32", function, &arguments)
}

/// `vadd`, `vsub`, `vabsdiff`, `vmin`, `vmax`, `vshl`, `vshr`, `vset`.
pub(crate) fn scalar(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let name = form.instruction.opcode.as_str();
    let Head { operation, types: [target, left, right], saturate, comparison } = Head::of(form, name)?;
    let mut choice = comparison;
    if matches!(name, "vshl" | "vshr") {
        choice = u32::from(form.must(&["clamp", "wrap"])? == "wrap");
        if right.is_signed() {
            return no_type();
        }
    }
    let second = form.one_of(&["add", "min", "max"]);
    let (to, a, b, c) = match form.operands() {
        [to, a, b] => (to, a, b, None),
        [to, a, b, c] => (to, a, b, Some(c)),
        _ => return Err("has the wrong number of operands".to_owned()),
    };
    let (to, to_part) = split(to);
    let to_part = to_part.map_or(Ok(0), |part| part_number(&part))?;
    if c.is_some() != (second.is_some() != (to_part != 0)) || (second.is_some() && to_part != 0) {
        return Err("takes a third operand with a second operation, or with a part of the result".to_owned());
    }
    let ((a, a_part), (b, b_part)) = (part(body, a)?, part(body, b)?);
    let c = c.map_or(Ok("0".to_owned()), |c| body.read(c, 32))?;
    let second = second.map_or(0, |second| match second {
        "add" => 1,
        "min" => 2,
        _ => 3,
    });
    let parts = a_part | b_part << 4 | to_part << 8;
    let how =
        operation | choice << 4 | second << 8 | u32::from(saturate) << 12 | signs(target, left, right) << 16;
    let value = call(body, "__anywarp_ptx_video", &[a, b, c, parts.to_string(), how.to_string()]);
    body.write(&to, 32, &value)
}

/// `vmad`: a product of parts and a sum, shifted and saturated.
pub(crate) fn vmad(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let (target, left, right) = (word_type(form)?, word_type(form)?, word_type(form)?);
    let saturate = form.flag("sat");
    let plus_one = form.flag("po");
    let shift = match form.one_of(&["shr7", "shr15"]) {
        Some("shr7") => 7,
        Some(_) => 15,
        None => 0,
    };
    let [to, a, b, c] = form.exactly()?;
    if [a, b, c].iter().any(|operand| matches!(operand, Operand::Negated(_))) {
        return Err("with a negated operand is not supported".to_owned());
    }
    let ((a, a_part), (b, b_part)) = (part(body, a)?, part(body, b)?);
    let c = body.read(c, 32)?;
    let how = shift | u32::from(plus_one) << 8 | u32::from(saturate) << 12 | signs(target, left, right) << 16;
    let parts = a_part | b_part << 4;
    let value = call(body, "__anywarp_ptx_vmad", &[a, b, c, parts.to_string(), how.to_string()]);
    body.write(to, 32, &value)
}

/// `vadd4`, `vabsdiff2`, `vset4`, …: the same in every lane; `.add` sums the lanes' results.
pub(crate) fn lanes(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    let opcode = form.instruction.opcode.as_str();
    let (name, lanes) = opcode.split_at(opcode.len() - 1);
    let Head { operation, types: [target, left, right], saturate, comparison } = Head::of(form, name)?;
    let sum = form.flag("add");
    let [to, a, b, c] = form.exactly()?;
    let selects = |operand: &Operand| {
        matches!(operand, Operand::OuterPart { .. } | Operand::Name { part: Some(_), .. })
    };
    if [to, a, b, c].into_iter().any(selects) {
        return Err("with masks or selectors of lanes is not supported".to_owned());
    }
    let (a, b, c) = (body.read(a, 32)?, body.read(b, 32)?, body.read(c, 32)?);
    let how = operation
        | comparison << 4
        | u32::from(sum) << 8
        | u32::from(saturate) << 12
        | signs(target, left, right) << 16;
    let value = call(body, "__anywarp_ptx_video_lanes", &[a, b, c, lanes.to_owned(), how.to_string()]);
    body.write(to, 32, &value)
}

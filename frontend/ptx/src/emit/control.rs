//! Control flow, and instructions that only hint.

use super::{Body, Form};
use crate::ast::Operand;

/// A jump to a label of the same statement.
pub(crate) fn bra(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    // The promise that all threads of the warp jump; nothing here needs it.
    form.flag("uni");
    let [to] = form.exactly()?;
    let Operand::Name { name, part: None } = to else {
        return Err("needs the name of a label".to_owned());
    };
    let block = body.label(name).ok_or_else(|| format!("there is no label `{name}`"))?;
    body.end(&format!("br label %{block}"));
    Ok(())
}

pub(crate) fn exit(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.exactly::<0>()?;
    body.exits = true;
    body.line("call void @llvm.nvvm.exit()");
    body.end("unreachable");
    Ok(())
}

/// An error of the kernel. `brkpt` is one too where no debugger listens.
pub(crate) fn trap(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.exactly::<0>()?;
    body.line("call void @llvm.trap()");
    body.end("unreachable");
    Ok(())
}

pub(crate) fn nanosleep(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["u32"])?;
    let [time] = form.exactly()?;
    let time = body.read(time, 32)?;
    body.call("void", "llvm.nvvm.nanosleep", &[("i32", &time)]);
    Ok(())
}

/// What the ISA calls a hint for performance: it does nothing.
pub(crate) fn hint(_: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    while form.next().is_some() {}
    Ok(())
}

/// A cache policy is opaque, and only hints read it.
pub(crate) fn createpolicy(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    while form.next().is_some() {}
    let [to, ..] = form.operands() else { return Err("has no operands".to_owned()) };
    body.write(to, 64, "0")
}

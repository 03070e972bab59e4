//! Barriers and warp operations (PTX ISA, "Parallel Synchronization and Communication Instructions").

use super::form::no_type;
use super::{Body, Form};
use crate::ast::Operand;
use crate::types::Kind;

/// `bar.sync`, `barrier.sync`, `.arrive`, `.red`, `bar.warp.sync`.
pub(crate) fn bar(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    if form.flag("cluster") {
        return Err("thread block clusters are not supported".to_owned());
    }
    form.flag("cta");
    body.convergent = true;
    // `bar` means `barrier.cta` with `.aligned`.
    let aligned = form.flag("aligned") || form.instruction.opcode == "bar";
    let aligned = if aligned { "aligned." } else { "" };
    if form.flag("warp") {
        form.must(&["sync"])?;
        let [mask] = form.exactly()?;
        let mask = body.read(mask, 32)?;
        body.call("void", "llvm.nvvm.bar.warp.sync", &[("i32", &mask)]);
        return Ok(());
    }
    match form.must(&["sync", "arrive", "red"])? {
        "red" => reduce(body, form, aligned),
        kind => {
            let mut values = Vec::new();
            for operand in form.operands() {
                values.push(body.read(operand, 32)?);
            }
            let variant = match (kind, values.len()) {
                ("sync", 1) => "all",
                (_, 2) => "count",
                _ => return Err("has the wrong number of operands".to_owned()),
            };
            let arguments: Vec<(&str, &str)> = values.iter().map(|value| ("i32", value.as_str())).collect();
            body.call("void", &format!("llvm.nvvm.barrier.cta.{kind}.{aligned}{variant}"), &arguments);
            Ok(())
        }
    }
}

/// `bar.red.op.type d, a, {!}p`.
fn reduce(body: &mut Body, form: &mut Form<'_>, aligned: &str) -> Result<(), String> {
    let operation = form.must(&["popc", "and", "or"])?;
    let ty = form.ty()?;
    let [to, barrier, predicate] =
        form.exactly().map_err(|_| "a reduction takes a barrier and a predicate")?;
    let (barrier, predicate) = (body.read(barrier, 32)?, body.read(predicate, 1)?);
    let (result, bits) = if operation == "popc" { ("i32", 32) } else { ("i1", 1) };
    if ty.width() != bits {
        return no_type();
    }
    let name = format!("llvm.nvvm.barrier.cta.red.{operation}.{aligned}all");
    let value = body.call(result, &name, &[("i32", &barrier), ("i1", &predicate)]);
    body.write(to, bits, &value)
}

/// `d` and `p` of `d|p`.
fn results(operand: &Operand) -> (&Operand, Option<&Operand>) {
    match operand {
        Operand::Pair(d, p) => (d, Some(p)),
        other => (other, None),
    }
}

fn must_sync(form: &mut Form<'_>) -> Result<(), String> {
    if form.flag("sync") {
        return Ok(());
    }
    Err("is for GPUs before Volta only: use the form with `.sync` and a mask".to_owned())
}

pub(crate) fn shfl(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    must_sync(form)?;
    body.convergent = true;
    let mode = form.must(&["up", "down", "bfly", "idx"])?;
    form.must(&["b32"])?;
    let [to, a, b, c, mask] = form.exactly()?;
    let (a, b, c, mask) = (body.read(a, 32)?, body.read(b, 32)?, body.read(c, 32)?, body.read(mask, 32)?);
    let (to, valid) = results(to);
    let arguments = [("i32", &*mask), ("i32", &*a), ("i32", &*b), ("i32", &*c)];
    let pair = body.call("{ i32, i1 }", &format!("llvm.nvvm.shfl.sync.{mode}.i32p"), &arguments);
    pair_results(body, &pair, to, valid)
}

fn pair_results(
    body: &mut Body,
    pair: &str,
    to: &Operand,
    predicate: Option<&Operand>,
) -> Result<(), String> {
    let value = body.value(format!("extractvalue {{ i32, i1 }} {pair}, 0"));
    if let Some(predicate) = predicate {
        let flag = body.value(format!("extractvalue {{ i32, i1 }} {pair}, 1"));
        body.write(predicate, 1, &flag)?;
    }
    body.write(to, 32, &value)
}

pub(crate) fn vote(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    must_sync(form)?;
    body.convergent = true;
    let mode = form.must(&["all", "any", "uni", "ballot"])?;
    let ty = form.ty()?;
    let [to, predicate, mask] = form.exactly()?;
    let (predicate, mask) = (body.read(predicate, 1)?, body.read(mask, 32)?);
    let (result, bits) = if mode == "ballot" { ("i32", 32) } else { ("i1", 1) };
    if ty.width() != bits {
        return no_type();
    }
    let name = format!("llvm.nvvm.vote.{mode}.sync");
    let value = body.call(result, &name, &[("i32", &mask), ("i1", &predicate)]);
    body.write(to, bits, &value)
}

pub(crate) fn r#match(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    must_sync(form)?;
    body.convergent = true;
    let mode = form.must(&["any", "all"])?;
    let ty = form.ty()?;
    if ty.kind != Kind::Bits || ty.bits < 32 {
        return no_type();
    }
    let [to, a, mask] = form.exactly()?;
    let (a, mask) = (body.read(a, ty.bits)?, body.read(mask, 32)?);
    let value_type = format!("i{}", ty.bits);
    let arguments = [("i32", &*mask), (&*value_type, &*a)];
    let (to, predicate) = results(to);
    if mode == "any" {
        if predicate.is_some() {
            return Err("has one result".to_owned());
        }
        let value = body.call("i32", &format!("llvm.nvvm.match.any.sync.{value_type}"), &arguments);
        return body.write(to, 32, &value);
    }
    let name = format!("llvm.nvvm.match.all.sync.{value_type}p");
    let pair = body.call("{ i32, i1 }", &name, &arguments);
    pair_results(body, &pair, to, predicate)
}

pub(crate) fn redux(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    must_sync(form)?;
    body.convergent = true;
    let operation = form.must(&["add", "min", "max", "and", "or", "xor"])?;
    let ty = form.ty()?;
    let bitwise = matches!(operation, "and" | "or" | "xor");
    if ty.width() != 32 || ty.lanes != 1 || !ty.is_integer() || bitwise != (ty.kind == Kind::Bits) {
        return no_type();
    }
    let prefix = if matches!(operation, "min" | "max") && !ty.is_signed() { "u" } else { "" };
    let [to, a, mask] = form.exactly()?;
    let (a, mask) = (body.read(a, 32)?, body.read(mask, 32)?);
    let name = format!("llvm.nvvm.redux.sync.{prefix}{operation}");
    let value = body.call("i32", &name, &[("i32", &a), ("i32", &mask)]);
    body.write(to, 32, &value)
}

pub(crate) fn activemask(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    form.must(&["b32"])?;
    body.convergent = true;
    let [to] = form.exactly()?;
    let value = body.call("i32", "llvm.nvvm.activemask", &[]);
    body.write(to, 32, &value)
}

/// One thread of the mask is elected: the ISA leaves open which, here it is the lowest.
pub(crate) fn elect(body: &mut Body, form: &mut Form<'_>) -> Result<(), String> {
    must_sync(form)?;
    body.convergent = true;
    let [Operand::Pair(to, predicate), mask] = form.exactly()? else {
        return Err("needs two results".to_owned());
    };
    let mask = body.read(mask, 32)?;
    body.call("void", "llvm.nvvm.bar.warp.sync", &[("i32", &mask)]);
    let leader = body.call("i32", "llvm.cttz.i32", &[("i32", &mask), ("i1", "false")]);
    let lane = body.call("i32", "llvm.nvvm.read.ptx.sreg.laneid", &[]);
    let elected = body.value(format!("icmp eq i32 {leader}, {lane}"));
    body.write(to, 32, &leader)?;
    body.write(predicate, 1, &elected)
}

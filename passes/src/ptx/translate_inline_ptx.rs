//! Inline PTX becomes calls of functions that say the same in LLVM IR.
//!
//!   %l = call i32 asm "mov.u32 $0, %laneid;", "=r"()        %l = call i32 @anywarp.ptx.0()
//!
//! The functions are `anywarp-ptx`'s translation, one for each different statement, always inlined. What it refuses stays,
//! so that it is reported only if a kernel reaches it ([`super::refusal`]). Runs before anything may move a barrier
//! or a warp operation: until then clang's `convergent` holds it.
//!
//! The carry flag is a slot of the function around. If a statement reads a flag that it has not set, as those of
//! `addc` in a function of its own do, the functions with such statements are inlined first, so that all have one slot.

use super::{assembly, is_assembly};
use crate::nvvm::load::is_kernel;
use crate::pass::{Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use anywarp_ptx::{InlineAssembly, Translation};
use llvm_config::ir::inkwell::memory_buffer::MemoryBuffer;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Builder, ModuleExt, Opcode, TypeKind, Value, run_passes};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

pub(crate) const PASS: Pass = Pass {
    name: "translate-inline-ptx",
    about: "Replaces inline PTX by functions that say the same in LLVM IR.",
    needs: &[],
    gives: &[],
    breaks: &[],
    work: Work::Ours(run),
};

/// The translations of a module's statements, each with the number of its function.
type Translations = BTreeMap<InlineAssembly, (usize, Translation)>;

fn run(unit: &mut Unit<'_>, options: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let mut calls = statements(module);
    if calls.is_empty() {
        return Ok(());
    }
    let translations = translate(&calls);
    if translations.values().any(|(_, translation)| translation.open_carry) {
        inline_holders(&calls, |call| find(&translations, call).is_some_and(|(_, t)| t.carry));
        run_passes(module, "always-inline", &unit.machine, options.verify_each)
            .map_err(|error| crate::internal(error.to_string()))?;
        calls = statements(module);
    }
    define(module, &translations)?;
    inline_callers(module, &calls, |call| find(&translations, call).is_some_and(|(_, t)| t.exits));
    replace(module, &calls, &translations);
    Ok(())
}

/// All statements of inline PTX.
fn statements(module: &Module<'_>) -> Vec<Value> {
    module.functions().into_iter().flat_map(Value::instructions).filter(|&i| is_assembly(i)).collect()
}

fn translate(calls: &[Value]) -> Translations {
    let different: BTreeSet<InlineAssembly> = calls.iter().filter_map(|&call| assembly(call).ok()).collect();
    let translated = different.into_iter().filter_map(|assembly| {
        let translation = anywarp_ptx::translate(&assembly).ok()?;
        Some((assembly, translation))
    });
    translated.enumerate().map(|(index, (assembly, translation))| (assembly, (index, translation))).collect()
}

fn find(translations: &Translations, call: Value) -> Option<&(usize, Translation)> {
    translations.get(&assembly(call).ok()?)
}

fn name(index: usize) -> String {
    format!("anywarp.ptx.{index}")
}

/// Adds the functions to the module.
fn define(module: &Module<'_>, translations: &Translations) -> Result<(), Diagnostics> {
    let layout = module.get_data_layout().as_str().to_string_lossy().into_owned();
    let triple = module.get_triple();
    let triple = triple.as_str().to_string_lossy();
    let mut text = format!("target datalayout = \"{layout}\"\ntarget triple = \"{triple}\"\n");
    let declarations: BTreeSet<&str> =
        translations.values().flat_map(|(_, t)| t.declarations.iter().map(String::as_str)).collect();
    text.extend(declarations);
    for (index, translation) in translations.values() {
        let _ = write!(text, "define {} @{}{}", translation.result, name(*index), translation.function);
    }
    let bad = |error: String| crate::internal(format!("the translation of inline PTX is not IR: {error}"));
    let buffer = MemoryBuffer::create_from_memory_range_copy(text.as_bytes(), "inline PTX");
    let other = module.get_context().create_module_from_ir(buffer).map_err(|error| bad(error.to_string()))?;
    other.verify().map_err(|error| bad(error.to_string()))?;
    module.link_in_module(other).map_err(|error| bad(error.to_string()))?;
    for (index, _) in translations.values() {
        if let Some(function) = module.function(&name(*index)) {
            function.set_internal();
        }
    }
    Ok(())
}

/// The function that holds an instruction.
fn holder(i: Value) -> Value {
    i.block().function()
}

fn always_inline(function: Value) {
    function.remove_attribute("noinline");
    function.remove_attribute("optnone");
    function.add_attribute(Attribute::Enum("alwaysinline"));
}

/// Has the functions inlined that hold a statement of which `concerned` is true.
fn inline_holders(calls: &[Value], concerned: impl Fn(Value) -> bool) {
    for function in calls.iter().filter(|&&call| concerned(call)).map(|&call| holder(call)) {
        if !is_kernel(function) {
            always_inline(function);
        }
    }
}

/// Has the functions inlined that reach a statement of which `concerned` is true: only a kernel can end its thread.
fn inline_callers(module: &Module<'_>, calls: &[Value], concerned: impl Fn(Value) -> bool) {
    let mut waiting: Vec<Value> =
        calls.iter().filter(|&&call| concerned(call)).map(|&call| holder(call)).collect();
    if waiting.is_empty() {
        return;
    }
    let mut callers: HashMap<Value, Vec<Value>> = HashMap::new();
    for i in module.functions().into_iter().flat_map(Value::instructions) {
        if i.opcode() == Opcode::LLVMCall
            && let Some(callee) = i.called_function()
        {
            callers.entry(callee).or_default().push(holder(i));
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(function) = waiting.pop() {
        if is_kernel(function) || !seen.insert(function.name()) {
            continue;
        }
        always_inline(function);
        waiting.extend(callers.get(&function).into_iter().flatten());
    }
}

/// Calls the functions instead of the statements.
fn replace(module: &Module<'_>, calls: &[Value], translations: &Translations) {
    let b = Builder::new(module.void());
    let mut slots: HashMap<Value, Value> = HashMap::new();
    for &call in calls {
        let Some((index, translation)) = find(translations, call) else { continue };
        let Some(function) = module.function(&name(*index)) else { continue };
        let mut arguments = call.arguments();
        if translation.carry {
            arguments.push(*slots.entry(holder(call)).or_insert_with_key(|&holder| carry_slot(&b, holder)));
        }
        b.before(call);
        b.locate(call);
        let new = b.call_function(function, &arguments);
        if call.ty().kind() != TypeKind::Void {
            call.replace_all_uses_with(new);
        }
        call.erase();
    }
}

/// A slot for the thread's carry flag, which is clear at first.
fn carry_slot(b: &Builder, function: Value) -> Value {
    let entry = function.blocks()[0];
    let flag = function.ty().int(1);
    b.unlocate();
    b.at_start(entry);
    let slot = b.alloca(flag, 1);
    if let Some(next) = slot.next_instruction() {
        b.before(next);
    }
    b.store(flag.constant(0), slot, 1);
    slot
}

//! Threads that wait for each other become coroutines.
//!
//! Every `anywarp.suspend` marker becomes a suspension point of a switched-resume coroutine (LLVM, "Coroutines in
//! LLVM"); CoroSplit then builds the frame that keeps what is live across it.
//!
//! - A kernel's thread function returns the coroutine's handle to the scheduler.
//! - A device function that suspends is inlined. Where it cannot be (recursion, function pointers) it becomes a
//!   coroutine of its own: `ptr f(ptr result, arguments)`. Its caller resumes it until it is done and suspends
//!   itself in between. Every address-taken function of a type that may suspend follows that convention, so that
//!   an indirect call need not know which one it calls.
//!
//! Needs: `retarget`, `simt::spin`. Leaves alone: kernels that never suspend.

use super::edit::split_after;
use crate::nvvm::reach::Reach;
use crate::retarget::SUSPEND;
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::inkwell::targets::TargetMachine;
use llvm_config::ir::{
    Attribute, Block, Builder, ModuleExt, Opcode, Type, TypeKind, Value, ValueKind, run_passes,
};
use std::collections::{HashMap, HashSet};

/// The running thread as seen from `function`: a kernel's first parameter, or what the instance runs now.
pub(crate) fn thread_of(module: &Module<'_>, b: &Builder, function: Value) -> Value {
    if is_thread_function(function) {
        return function.parameters()[0];
    }
    let void = module.void();
    b.call_function(module.declare("anywarp_current", void.ptr().function(&[])), &[])
}

pub(crate) fn is_thread_function(function: Value) -> bool {
    function.name().ends_with(".thread")
}

/// What [`run`] made.
#[derive(Default)]
pub(crate) struct Coroutines {
    /// Thread functions that are coroutines now, each with whether it may run further coroutines.
    pub(crate) threads: Vec<(Value, bool)>,
    /// Functions that were replaced, by what.
    pub(crate) replaced: HashMap<Value, Value>,
}

/// Forms coroutines and splits them.
pub(crate) fn run(
    module: &Module<'_>,
    machine: &TargetMachine,
    verify: bool,
) -> Result<Coroutines, Diagnostics> {
    if module.function(SUSPEND).is_none() {
        return Ok(Coroutines::default());
    }
    inline_suspending(module, machine, verify)?;
    let suspending = Suspending::of(module);
    let mut coroutines = Coroutines::default();
    let formed: Vec<Formed> =
        suspending.functions.iter().map(|&function| form(module, function, &suspending)).collect();
    for coroutine in &formed {
        if is_thread_function(coroutine.new) {
            coroutines.threads.push((coroutine.new, coroutine.nested));
        }
        coroutine.old.replace_all_uses_with(coroutine.new);
        coroutine.old.delete_function();
        coroutines.replaced.insert(coroutine.old, coroutine.new);
    }
    let clean = "function(sroa,early-cse,simplifycfg)";
    let pipeline = format!("coro-early,{clean},cgscc(coro-split),coro-cleanup,globaldce");
    run_passes(module, &pipeline, machine, verify).map_err(crate::internal)?;
    Ok(coroutines)
}

/// Inlines suspending functions wherever that ends: calls by name of functions that are not on a call cycle.
fn inline_suspending(module: &Module<'_>, machine: &TargetMachine, verify: bool) -> Result<(), Diagnostics> {
    let suspending = Suspending::of(module);
    let reach = Reach::of(module);
    for &function in suspending.functions.iter().filter(|&&function| !is_thread_function(function)) {
        let recursive =
            reach.callees(function).any(|callee| reach.from(callee).values().any(|&(f, _)| f == function));
        if recursive {
            continue;
        }
        for attribute in ["noinline", "optnone"] {
            function.remove_attribute(attribute);
        }
        function.add_attribute(Attribute::Enum("alwaysinline"));
    }
    run_passes(module, "always-inline,globaldce", machine, verify).map_err(crate::internal)
}

/// Which functions may suspend, and which types of indirect calls.
struct Suspending {
    functions: Vec<Value>,
    set: HashSet<Value>,
    /// Types of address-taken functions that follow the coroutine convention.
    types: HashSet<Type>,
}

impl Suspending {
    fn of(module: &Module<'_>) -> Self {
        let defined: Vec<Value> = module.functions().into_iter().filter(|f| !f.is_declaration()).collect();
        let reach = Reach::of(module);
        let mut found = Self { functions: Vec::new(), set: HashSet::new(), types: HashSet::new() };
        loop {
            let before = found.set.len();
            for &function in &defined {
                if found.set.contains(&function)
                    || !function.instructions().iter().any(|&i| found.suspends(i))
                {
                    continue;
                }
                found.set.insert(function);
                if reach.address_taken().contains(&function) {
                    found.types.insert(function.function_type());
                }
            }
            for &function in reach.address_taken() {
                if found.types.contains(&function.function_type()) && !function.is_declaration() {
                    found.set.insert(function);
                }
            }
            if found.set.len() == before {
                break;
            }
        }
        found.functions = defined.into_iter().filter(|function| found.set.contains(function)).collect();
        found
    }

    /// True for the marker and for calls of suspending functions.
    fn suspends(&self, i: Value) -> bool {
        if i.opcode() != Opcode::LLVMCall {
            return false;
        }
        let callee = i.callee();
        match callee.kind() {
            ValueKind::Function => callee.name() == SUSPEND || self.set.contains(&callee),
            ValueKind::InlineAsm => false,
            _ => self.types.contains(&i.called_type()),
        }
    }
}

struct Formed {
    old: Value,
    new: Value,
    /// True if it runs coroutines of called functions.
    nested: bool,
}

/// The blocks that every coroutine has.
struct Frame {
    /// Where destroying begins.
    cleanup: Block,
    /// Where control returns to whoever resumed.
    suspend: Block,
    /// Where the function's `ret`s go.
    finish: Block,
}

fn form(module: &Module<'_>, old: Value, suspending: &Suspending) -> Formed {
    let b = Builder::new(module.void());
    let pointer = module.void().ptr();
    let (name, thread) = (old.name(), is_thread_function(old));
    let old_type = old.function_type();
    let mut parameters = old_type.parameters();
    if !thread {
        parameters.insert(0, pointer);
    }
    old.set_name(&format!("{name}.plain"));
    let new = module.add(&name, pointer.function(&parameters));
    if !thread {
        new.set_internal();
    }
    for attribute in ["presplitcoroutine", "nounwind"] {
        new.add_attribute(Attribute::Enum(attribute));
    }
    new.add_attribute(Attribute::Text("target-features", crate::machine::WASM_FEATURES));
    new.add_attribute(Attribute::Text("target-cpu", "mvp"));
    new.add_attribute(Attribute::Text("no-builtins", ""));
    new.take_subprogram(old);
    let arguments = new.parameters();
    for (index, parameter) in old.parameters().into_iter().enumerate() {
        parameter.replace_all_uses_with(arguments[index + usize::from(!thread)]);
    }
    let blocks = old.blocks();
    let entry = new.append_block("coro.entry");
    let frame = build_frame(module, &b, new, entry, blocks[0], thread);
    for &block in &blocks {
        block.move_to(new);
    }
    move_allocas(&b, entry, blocks[0]);
    let result = (!thread).then(|| arguments[0]);
    let mut nested = false;
    for block in blocks {
        for i in block.instructions() {
            if i.opcode() == Opcode::LLVMRet {
                finish_at(&b, i, result, frame.finish);
            } else if i.is_call_to(SUSPEND) {
                suspend_at(module, &b, i, &frame);
            } else if suspending.suspends(i) {
                nested = true;
                run_nested(module, &b, i, entry, &frame);
            }
        }
    }
    Formed { old, new, nested }
}

fn intrinsic(module: &Module<'_>, name: &str, result: Type, parameters: &[Type]) -> Value {
    module.declare(name, result.function(parameters))
}

fn build_frame(
    module: &Module<'_>,
    b: &Builder,
    new: Value,
    entry: Block,
    body: Block,
    thread: bool,
) -> Frame {
    let void = module.void();
    let (pointer, i32, token) = (void.ptr(), void.int(32), void.token());
    let frame = Frame {
        finish: new.append_block("coro.finish"),
        cleanup: new.append_block("coro.cleanup"),
        suspend: new.append_block("coro.suspend"),
    };
    b.unlocate();
    b.at_end(entry);
    let id = intrinsic(module, "llvm.coro.id", token, &[i32, pointer, pointer, pointer]);
    let id = b.call_function(id, &[i32.constant(16), pointer.null(), pointer.null(), pointer.null()]);
    let bytes = b.call_function(intrinsic(module, "llvm.coro.size.i32", i32, &[]), &[]);
    let memory = b.call_function(intrinsic(module, "anywarp_frame_allocate", pointer, &[i32]), &[bytes]);
    let handle =
        b.call_function(intrinsic(module, "llvm.coro.begin", pointer, &[token, pointer]), &[id, memory]);
    b.br(body);

    b.at_end(frame.finish);
    if thread {
        let exit = module.declare("anywarp_exit", void.function(&[pointer]));
        b.call_function(exit, &[new.parameters()[0]]);
    }
    let never = Value::insert_block_before(frame.cleanup, "coro.never");
    suspension(module, b, true, never, &frame);
    b.at_end(never);
    b.unreachable();

    b.at_end(frame.cleanup);
    if thread {
        // A thread's coroutine is never destroyed: its frame goes with the block's arena.
        b.unreachable();
        return finish_frame(module, b, frame, handle);
    }
    let memory =
        b.call_function(intrinsic(module, "llvm.coro.free", pointer, &[token, pointer]), &[id, handle]);
    b.call_function(module.declare("anywarp_frame_free", void.function(&[pointer])), &[memory]);
    b.br(frame.suspend);
    finish_frame(module, b, frame, handle)
}

fn finish_frame(module: &Module<'_>, b: &Builder, frame: Frame, handle: Value) -> Frame {
    let void = module.void();
    let (pointer, i1, token) = (void.ptr(), void.int(1), void.token());
    b.at_end(frame.suspend);
    let end = intrinsic(module, "llvm.coro.end", void, &[pointer, i1, token]);
    b.call_function(end, &[handle, i1.constant(0), token.null()]);
    b.ret(Some(handle));
    frame
}

/// `coro.suspend` at the insertion point, going on at `resumed`.
fn suspension(module: &Module<'_>, b: &Builder, last: bool, resumed: Block, frame: &Frame) {
    let void = module.void();
    let (i1, i8, token) = (void.int(1), void.int(8), void.token());
    let suspend = intrinsic(module, "llvm.coro.suspend", i8, &[token, i1]);
    let why = b.call_function(suspend, &[token.null(), i1.constant(last.into())]);
    b.switch(why, frame.suspend, &[(i8.constant(0), resumed), (i8.constant(1), frame.cleanup)]);
}

/// Static slots must be in the entry block for CoroSplit to find them.
fn move_allocas(b: &Builder, entry: Block, body: Block) {
    for i in body.instructions() {
        if i.opcode() == Opcode::LLVMAlloca && i.operand(0).is_constant() {
            i.detach();
            b.at_start(entry);
            b.insert(i);
        }
    }
}

fn finish_at(b: &Builder, ret: Value, result: Option<Value>, finish: Block) {
    b.before(ret);
    b.locate(ret);
    if let Some(result) = result.filter(|_| ret.operand_count() == 1) {
        b.store(ret.operand(0), result, 1);
    }
    b.br(finish);
    ret.erase();
}

fn suspend_at(module: &Module<'_>, b: &Builder, marker: Value, frame: &Frame) {
    let rest = split_after(b, marker, "resumed");
    b.at_end(marker.block());
    b.locate(marker);
    suspension(module, b, false, rest, frame);
    marker.erase();
}

/// Runs a called coroutine to its end, suspending whenever it does.
fn run_nested(module: &Module<'_>, b: &Builder, call: Value, entry: Block, frame: &Frame) {
    let void = module.void();
    let (pointer, i1) = (void.ptr(), void.int(1));
    let result_type = call.ty();
    let returns = result_type.kind() != TypeKind::Void;
    b.unlocate();
    b.at_start(entry);
    let slot = if returns { b.alloca(result_type, 16) } else { pointer.null() };
    let rest = split_after(b, call, "returned");
    let turn = Value::insert_block_before(rest, "nested.turn");
    let wait = Value::insert_block_before(rest, "nested.wait");
    let again = Value::insert_block_before(rest, "nested.again");
    let done = Value::insert_block_before(rest, "nested.done");

    b.at_end(call.block());
    b.locate(call);
    let mut arguments = vec![slot];
    arguments.extend(call.arguments());
    let mut parameters = vec![pointer];
    parameters.extend(call.called_type().parameters());
    let handle = b.call(pointer.function(&parameters), call.callee(), &arguments);
    b.br(turn);

    b.at_end(turn);
    let is_done = b.call_function(intrinsic(module, "llvm.coro.done", i1, &[pointer]), &[handle]);
    b.cond_br(is_done, done, wait);
    b.at_end(wait);
    suspension(module, b, false, again, frame);
    b.at_end(again);
    b.call_function(intrinsic(module, "llvm.coro.resume", void, &[pointer]), &[handle]);
    b.br(turn);
    b.at_end(done);
    b.call_function(intrinsic(module, "llvm.coro.destroy", void, &[pointer]), &[handle]);
    let value = returns.then(|| b.load(result_type, slot, 1));
    b.br(rest);
    if let Some(value) = value {
        call.replace_all_uses_with(value);
    }
    call.erase();
}

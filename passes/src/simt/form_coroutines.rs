//! Threads that wait for each other become coroutines.
//!
//! Every `anywarp.suspend` marker becomes a suspension point of a switched-resume coroutine (LLVM, "Coroutines in
//! LLVM"); CoroSplit then builds the frame that keeps what is live across it.
//!
//! - A kernel's thread function returns the coroutine's handle to the scheduler.
//! - A device function that suspends has been inlined. Where it could not be (recursion, function pointers) it
//!   becomes a coroutine of its own: `ptr f(ptr result, arguments)`. Its caller resumes it until it is done and
//!   suspends itself in between. Every address-taken function of a type that may suspend follows that convention, so
//!   that an indirect call need not know which one it calls.
//!
//! Leaves alone: functions that never suspend.

use super::edit::split_after;
use super::suspending::Suspending;
use super::{is_group, is_thread_function};

use crate::machine::set_wasm_attributes;
use crate::pass::{Fact, Pass, Work};
use crate::retarget::SUSPEND;
use crate::unit::{Options, Unit};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Attribute, Block, Builder, ModuleExt, Opcode, Type, TypeKind, Value};
use std::collections::HashMap;

pub(crate) const PASS: Pass = Pass {
    name: "form-coroutines",
    about: "Makes a coroutine of every function that suspends; callers of one that is not inlined resume it until it \
            is done.",
    needs: &[Fact::Retargeted, Fact::SpinLoopsYield],
    gives: &[Fact::CoroutinesFormed],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let module = &unit.module;
    let suspending = Suspending::of(module);
    let formed: Vec<Formed> =
        suspending.functions.iter().map(|&function| form(module, function, &suspending)).collect();
    let mut replaced = HashMap::new();
    for coroutine in &formed {
        if is_thread_function(coroutine.new) {
            unit.coroutines.push((coroutine.new, coroutine.nested));
        }
        coroutine.old.replace_all_uses_with(coroutine.new);
        coroutine.old.delete_function();
        replaced.insert(coroutine.old, coroutine.new);
    }
    unit.replace_functions(&replaced);
    Ok(())
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
    set_wasm_attributes(new);
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
    let memory = if is_group(new) {
        // Each group has one coroutine, and a place for its frame.
        let place = intrinsic(module, "anywarp_group_frame", pointer, &[pointer, i32]);
        b.call_function(place, &[new.parameters()[0], bytes])
    } else {
        b.call_function(intrinsic(module, "anywarp_frame_allocate", pointer, &[i32]), &[bytes])
    };
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

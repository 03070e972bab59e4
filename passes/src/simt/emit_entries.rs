//! What the runtime calls: one entry and one size function per kernel.
//!
//!   kernel{i}(launch, worker, first, count)   runs blocks of the kernel through the schedule that suits it
//!   arena{i}(launch) -> bytes                 scratch that needs

use super::equal_threads::leaf_schedule;
use crate::machine::set_wasm_attributes;
use crate::pass::{Fact, Pass, Work};
use crate::unit::{Options, Unit};
use anywarp_artifact::{Schedule, wasm};
use anywarp_diag::Diagnostics;
use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{
    Attribute, Block, Builder, ModuleExt, Opcode, Type, Value, add_artificial_subprograms, has_subprograms,
};

/// Room per thread for frames of coroutines that others call (recursion with barriers).
const NESTED_BYTES: u64 = 4096;

pub(crate) const PASS: Pass = Pass {
    name: "emit-entries",
    about: "Emits the two functions per kernel that the runtime calls, and chooses how its threads are scheduled.",
    needs: &[Fact::Retargeted, Fact::CoroutinesSplit],
    gives: &[Fact::EntriesExist],
    breaks: &[],
    work: Work::Ours(run),
};

fn run(unit: &mut Unit<'_>, _: &Options) -> Result<(), Diagnostics> {
    let (module, coroutines) = (&unit.module, &unit.coroutines);
    let b = Builder::new(module.void());
    let entries: Vec<Value> = (0..unit.kernels.len()).map(|index| entry(module, index)).collect();
    // Thread functions are inlined into the entries and bring their lines along, but only where there are some.
    if has_subprograms(module) {
        add_artificial_subprograms(module, "block scheduler", &entries);
    }
    for (index, (kernel, entry)) in unit.kernels.iter_mut().zip(entries).enumerate() {
        let thread =
            module.function(&format!("{}.thread", kernel.name)).expect("retargeting made one for each");
        let coroutine = coroutines.iter().find(|(function, _)| *function == thread);
        match coroutine {
            Some(&(_, nested)) => {
                kernel.schedule = Schedule::Coroutine;
                let frame = frame_bytes(thread);
                kernel.local_bytes = frame as u32;
                emit(module, &b, entry, "anywarp_run_coroutines", thread);
                let nested = if nested { NESTED_BYTES } else { 0 };
                emit_arena(module, &b, index, "anywarp_coroutine_arena_bytes", &[frame, nested]);
            }
            None => {
                kernel.schedule = Schedule::Loop;
                thread.add_attribute(Attribute::Enum("alwaysinline"));
                let schedule =
                    if asks_who_it_is(thread) { "anywarp_run_loop" } else { leaf_schedule(thread) };
                emit(module, &b, entry, schedule, thread);
                emit_arena(module, &b, index, "anywarp_loop_arena_bytes", &[]);
            }
        }
    }
    Ok(())
}

/// True if other functions than the thread function itself may ask for the running thread.
fn asks_who_it_is(thread: Value) -> bool {
    thread.instructions().iter().filter(|i| i.opcode() == Opcode::LLVMCall).any(|i| {
        match i.called_function() {
            Some(callee) => {
                !callee.is_intrinsic() && (!callee.is_declaration() || callee.name() == "anywarp_current")
            }
            None => true,
        }
    })
}

/// Size of a coroutine's frame: after CoroSplit the constant that its ramp asks for.
fn frame_bytes(ramp: Value) -> u64 {
    ramp.instructions()
        .into_iter()
        .find(|i| i.is_call_to("anywarp_frame_allocate"))
        .and_then(|call| call.operand(0).as_uint())
        .unwrap_or(0)
}

/// A function that the image exports, and its first block.
pub(super) fn exported(module: &Module<'_>, name: &str, ty: Type) -> (Value, Block) {
    let function = module.add(name, ty);
    set_wasm_attributes(function);
    function.add_attribute(Attribute::Text("wasm-export-name", name));
    let block = function.append_block("entry");
    (function, block)
}

fn entry(module: &Module<'_>, index: usize) -> Value {
    let void = module.void();
    let (pointer, i32) = (void.ptr(), void.int(32));
    exported(module, &wasm::kernel_export(index), void.function(&[pointer, pointer, i32, i32])).0
}

fn emit(module: &Module<'_>, b: &Builder, entry: Value, schedule: &str, thread: Value) {
    let void = module.void();
    let (pointer, i32) = (void.ptr(), void.int(32));
    let schedule = module.declare(schedule, void.function(&[pointer, pointer, i32, i32, pointer]));
    b.locate_in(entry);
    b.at_end(entry.blocks()[0]);
    let mut arguments = entry.parameters();
    arguments.push(thread);
    b.call_function(schedule, &arguments);
    b.ret(None);
    b.unlocate();
}

fn emit_arena(module: &Module<'_>, b: &Builder, index: usize, size: &str, constants: &[u64]) {
    let void = module.void();
    let (pointer, i32) = (void.ptr(), void.int(32));
    let (function, block) = exported(module, &wasm::arena_export(index), i32.function(&[pointer]));
    let mut parameters = vec![pointer];
    parameters.extend(constants.iter().map(|_| i32));
    let size = module.declare(size, i32.function(&parameters));
    b.unlocate();
    b.at_end(block);
    let mut arguments = function.parameters();
    arguments.extend(constants.iter().map(|&constant| i32.constant(constant)));
    let bytes = b.call_function(size, &arguments);
    b.ret(Some(bytes));
}

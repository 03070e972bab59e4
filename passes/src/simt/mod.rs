//! Threads on a CPU.
//!
//! Vector mode ([`vectorize_warps`]): a kernel is a program over vectors that runs neighbouring threads in lock-step. Scalar
//! mode, for what cannot be done so: it is a function that runs one thread. Either is a coroutine if it waits for others.

pub(crate) mod edit;
pub(crate) mod emit_entries;
pub(crate) mod emit_function_table;
mod equal_threads;
pub(crate) mod form_coroutines;
pub(crate) mod form_regions;
pub(crate) mod keep_results;
pub(crate) mod lower_shared_atomics;
pub(crate) mod mark_shared_atomics;
pub(crate) mod mark_suspending_functions;
mod suspending;
pub(crate) mod vectorize_warps;
pub(crate) mod yield_in_spin_loops;

use llvm_config::ir::inkwell::module::Module;
use llvm_config::ir::{Builder, ModuleExt, Value};

/// The running thread as seen from `function`: a kernel's first parameter, or what the instance runs now.
fn thread_of(module: &Module<'_>, b: &Builder, function: Value) -> Value {
    if is_thread_function(function) {
        return function.parameters()[0];
    }
    let void = module.void();
    b.call_function(module.declare("anywarp_current", void.ptr().function(&[])), &[])
}

/// True for the program of a group of threads.
fn is_group(function: Value) -> bool {
    [".aligned.thread", ".wide.thread", ".any.thread"].iter().any(|suffix| function.name().ends_with(suffix))
}

/// True for the function that runs one thread of a kernel, or a group of them.
fn is_thread_function(function: Value) -> bool {
    function.name().ends_with(".thread")
}

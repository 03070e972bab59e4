//! Threads on a CPU.
//!
//! Scalar mode, which is here: a kernel is a function that runs one thread; if threads wait for each other it is a
//! coroutine. The vector mode (a warp is one vector program) will be a sibling of [`form_coroutines`].

pub(crate) mod edit;
pub(crate) mod emit_entries;
pub(crate) mod emit_function_table;
mod equal_threads;
pub(crate) mod form_coroutines;
pub(crate) mod mark_suspending_functions;
mod suspending;
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

/// True for the function that runs one thread of a kernel.
fn is_thread_function(function: Value) -> bool {
    function.name().ends_with(".thread")
}

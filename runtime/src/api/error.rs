//! Error Handling: the last error of each host thread, names and texts.

use std::cell::Cell;
use std::ffi::c_char;

use crate::error::{Result, name, text};
use crate::state;

thread_local! {
    static LAST: Cell<i32> = const { Cell::new(0) };
}

/// Turns a result into a `cudaError_t` and remembers an error for `cudaGetLastError`.
pub(crate) fn remember(result: Result) -> i32 {
    match result {
        Ok(()) => 0,
        Err(error) => {
            LAST.set(error.code());
            error.code()
        }
    }
}

/// The fault that ended the context outlives every reset of the last error.
fn sticky() -> Option<i32> {
    state::existing(state::current()).and_then(|runtime| runtime.graph.fault()).map(crate::error::Error::code)
}

#[unsafe(no_mangle)]
pub extern "C" fn cudaGetLastError() -> i32 {
    let last = LAST.replace(0);
    sticky().unwrap_or(last)
}

#[unsafe(no_mangle)]
pub extern "C" fn cudaPeekAtLastError() -> i32 {
    sticky().unwrap_or(LAST.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn cudaGetErrorName(error: i32) -> *const c_char {
    name(error).as_ptr()
}

#[unsafe(no_mangle)]
pub extern "C" fn cudaGetErrorString(error: i32) -> *const c_char {
    text(error).as_ptr()
}

//! From NVVM IR to a module that a CPU-like target can say.
//!
//! [`compile`] is the whole way; [`pipeline`] is its order, top to bottom.

#![forbid(unsafe_code)]

mod analysis;
pub mod libdevice;
mod machine;
mod nvvm;
mod pipeline;
mod retarget;
mod simt;
pub mod spirv;
mod unit;
mod wasm;

pub use pipeline::{Stage, compile};
pub use unit::{HostPointers, Optimize, Options, Unit};

use anywarp_diag::{Code, Diagnostic, Diagnostics};

/// A failure that no input may cause.
fn internal(what: impl std::fmt::Display) -> Diagnostics {
    vec![
        Diagnostic::new(Code::Internal, what.to_string())
            .note("this is a bug of anywarp: please report it with the source"),
    ]
}

/// Where a value stands in the user's source.
fn location(value: llvm_config::ir::Value) -> Option<anywarp_diag::Location> {
    value.location().map(|(file, line, column)| anywarp_diag::Location { file, line, column })
}

/// A function as a user would name it.
fn describe(function: llvm_config::ir::Value) -> String {
    let name = function.name();
    let name = name.strip_suffix(".old").unwrap_or(&name);
    let kind = if nvvm::load::is_kernel(function) { "kernel" } else { "device function" };
    format!("{kind} `{}`", demangle(name))
}

/// The C++ name of a mangled symbol, or the symbol itself.
fn demangle(symbol: &str) -> String {
    cpp_demangle::Symbol::new(symbol)
        .map_or_else(|_| symbol.to_owned(), |name| name.demangle().unwrap_or_else(|_| symbol.to_owned()))
}

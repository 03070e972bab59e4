//! From NVVM IR to a module that a CPU-like target can say.
//!
//! [`compile`] is the whole way; `pipeline.rs` is its order, top to bottom; [`PASSES`] has every pass once and
//! [`run_named`] runs any of them.

#![forbid(unsafe_code)]

mod analysis;
mod blame;
mod blocks;
pub mod libdevice;
mod llvm_passes;
mod machine;
mod named;
mod nvvm;
mod pass;
mod pipeline;
mod ptx;
mod registry;
mod retarget;
mod simt;
pub mod spirv;
mod unit;
mod usage;
mod waiting;
mod wasm;

pub use named::run_named;
pub use nvvm::link_units::link;
pub use pass::{Fact, Pass};
pub use pipeline::{Observer, Stage, compile};
pub use registry::PASSES;
pub use unit::{Groups, HostPointers, Optimize, Options, Unit, Width};
pub use usage::usage;

use anywarp_diag::{Code, Diagnostic, Diagnostics};

/// A failure that no input may cause.
fn internal(what: impl std::fmt::Display) -> Diagnostics {
    vec![
        Diagnostic::new(Code::Internal, what.to_string())
            .note("this is a bug of anywarp: please report it with the source"),
    ]
}

/// The C++ name of a mangled symbol, or the symbol itself.
#[must_use]
pub fn demangle(symbol: &str) -> String {
    cpp_demangle::Symbol::new(symbol)
        .map_or_else(|_| symbol.to_owned(), |name| name.demangle().unwrap_or_else(|_| symbol.to_owned()))
}

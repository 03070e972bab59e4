//! The container of compiled device code: what the compiler writes into a program's `.nv_fatbin` section and the
//! runtime reads back.
//!
//! An [`Artifact`] holds the device half of one translation unit (or of one device link): its kernels, its
//! variables, the initial bytes of those variables and one [`Image`] per target. This crate knows neither LLVM
//! nor any device; [`wasm`] is the one place where the layout that compiled wasm code and the runtime share is
//! written down.

#![forbid(unsafe_code)]

mod container;
mod lines;
mod model;
pub mod ptx;
mod relocatable;
pub mod spirv;
pub mod wasm;

pub use container::{HEADER_BYTES, MAGIC, ReadError, VERSION};
pub use lines::{LineEntry, LineTable, LineTableBuilder, Position};
pub use model::{
    Artifact, Data, Image, Kernel, Managed, Parameter, Relocation, RelocationTarget, Schedule, Target,
    Variable, VariableKind,
};
pub use relocatable::{RELOCATABLE_MAGIC, Relocatable};

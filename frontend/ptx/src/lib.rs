//! PTX (NVIDIA's "Parallel Thread Execution ISA") as a source language: text to statements ([`parse`]), the table of
//! opcodes ([`opcodes`]), and inline assembly to LLVM IR ([`translate`]).
//!
//! Registers are stack slots of integers, as wide as their types, which LLVM's `sroa` turns into values; every
//! instruction is written with the meaning that the PTX ISA gives it, edges included: PTX's shifts, divisions and
//! conversions are defined where LLVM's are not. What takes more than a few instructions of IR is a function of the
//! device math library (`passes/libdevice/ptx_*.c`).

#![forbid(unsafe_code)]

pub mod ast;
mod emit;
mod lex;
pub mod opcodes;
mod parse;
#[cfg(test)]
mod tests;
mod translate;
mod types;

pub use lex::Error;
pub use parse::parse;
pub use translate::{InlineAssembly, Translation, ValueType, translate};
pub use types::{Kind, Type};

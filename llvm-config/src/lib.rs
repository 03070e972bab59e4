//! The LLVM that anywarp stands on: one version, named once.
//!
//! Feature `ir` opens LLVM's C API ([`ir`]); without it the crate only finds and runs LLVM's tools.

pub mod bitcode;
#[cfg(feature = "ir")]
pub mod ir;
pub mod process;
pub mod tools;

//! The LLVM that anywarp stands on: one version, named once.

pub mod process;
pub mod tools;

//! Analyses: plain values computed from the shape of code, tested without LLVM.

pub(crate) mod dominators;
pub(crate) mod graph;
pub(crate) mod loops;
pub(crate) mod order;

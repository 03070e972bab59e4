//! Analyses: plain values computed from the shape of code, tested without LLVM.

#[allow(dead_code, reason = "the vector mode is built on it")]
pub(crate) mod control;
pub(crate) mod dominators;
pub(crate) mod graph;
pub(crate) mod joins;
#[allow(dead_code, reason = "the vector mode is built on it")]
pub(crate) mod linearize;
pub(crate) mod loops;
pub(crate) mod order;
pub(crate) mod presence;
#[allow(dead_code, reason = "the vector mode is built on it")]
pub(crate) mod shapes;

//! The tests of `execution` over units that were compiled elsewhere, for machines with a GPU but without LLVM.
//!
//! `ANYWARP_KEEP_UNITS=FOLDER cargo test --test execution` makes the units; `ANYWARP_UNITS=FOLDER ANYWARP_TEST_GPU=1` and
//! this target's binary run them. Without `ANYWARP_UNITS` there is nothing to do.

#[path = "../execution/basics.rs"]
mod basics;
mod compile;
#[path = "../execution/kernels.rs"]
mod kernels;
#[path = "../execution/vulkan.rs"]
mod vulkan;

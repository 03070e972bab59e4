//! Kernels that run on a Vulkan device (lavapipe unless `ANYWARP_TEST_GPU` is set), compared with Rust.

mod basics;
mod choices;
mod compile;
mod kernels;
mod meetings;
mod undefined;
mod vulkan;

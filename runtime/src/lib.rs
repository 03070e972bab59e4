//! libcudart: the CUDA 12 runtime API.
//!
//! `api` is the C ABI, one file per chapter of CUDA's manual; it checks arguments and turns calls into operations.
//! `graph` orders the operations and decides who runs them; `select` finds the devices, `device` is what all kinds have in
//! common, `wasm` runs kernels in wasmtime over one
//! region of memory, `vulkan` on GPUs. `registry` holds the device code that programs register before `main`, `state` the rest.

mod advice;
pub mod api;
mod clock;
pub mod describe;
mod device;
mod disk;
mod error;
mod graph;
mod managed;
mod pool;
mod print;
mod registry;
mod select;
mod stack;
mod state;
mod transfer;
mod vulkan;
mod wasm;

//! The device that runs wasm images in wasmtime.

mod cache;
pub(crate) mod device;
pub(crate) mod engine;
mod heap;
pub(crate) mod memory;
pub(crate) mod properties;
mod region;
mod report;
pub(crate) mod worker;

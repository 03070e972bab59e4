//! The device that runs wasm images in wasmtime.

mod cache;
pub(crate) mod device;
pub(crate) mod engine;
mod heap;
pub(crate) mod memory;
mod peek;
pub(crate) mod properties;
mod region;
mod report;
mod services;
pub(crate) mod worker;

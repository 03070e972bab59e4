//! The device that runs wasm images in wasmtime.

mod cache;
pub(crate) mod engine;
pub(crate) mod heap;
mod peek;
pub(crate) mod region;
pub(crate) mod report;
pub(crate) mod services;
pub(crate) mod worker;

//! The device that runs wasm images in wasmtime.

mod cache;
pub(crate) mod engine;
pub(crate) mod heap;
pub(crate) mod region;
pub(crate) mod report;
pub(crate) mod worker;

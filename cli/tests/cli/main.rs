//! The commands from the outside.

mod common;
mod documents;
mod dryrun;
mod nvcc;
mod phases;
mod signals;

//! anywarp-passes.
pub mod libdevice;

//! anywarp-passes.

//! anywarp-runtime.

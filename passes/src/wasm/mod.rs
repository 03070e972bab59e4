//! Last legalisation for WebAssembly.

pub(crate) mod guard_division;
pub(crate) mod keep_global_loads;
pub(crate) mod place_globals;

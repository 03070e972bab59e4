//! Units from a folder.

use anywarp_artifact::spirv::Unit;
use std::path::Path;

/// The folder of compiled units.
pub(crate) fn units() -> Option<std::ffi::OsString> {
    std::env::var_os("ANYWARP_UNITS")
}

/// A compiled program.
pub(crate) fn program(name: &str) -> Unit {
    let folder = units().expect("ANYWARP_UNITS names a folder of compiled units (see main.rs)");
    let bytes = std::fs::read(Path::new(&folder).join(name)).expect("a compiled unit");
    Unit::from_bytes(&bytes).expect("a unit")
}

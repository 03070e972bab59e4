//! The device math library (`__nv_*`), as bitcode.

/// Bitcode of the library.
pub const BITCODE: &[u8] = &[];

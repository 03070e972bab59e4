//! What clang's device code says: NVVM IR and its intrinsics.

pub(crate) mod intrinsics;
pub(crate) mod library;
pub(crate) mod load;
pub(crate) mod reach;

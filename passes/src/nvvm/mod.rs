//! What clang's device code says: NVVM IR and its intrinsics.

pub(crate) mod call_wide_atomics;
pub(crate) mod flush_subnormals;
pub(crate) mod internalize_functions;
pub(crate) mod intrinsics;
pub(crate) mod link_intrinsic_functions;
pub(crate) mod link_math_library;
pub(crate) mod link_units;
pub(crate) mod load;
pub(crate) mod reach;
pub(crate) mod reach_managed_variables;
pub(crate) mod strip_metadata_variables;

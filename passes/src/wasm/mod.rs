//! Last legalisation for WebAssembly.

pub(crate) mod clamp_shifts;
pub(crate) mod compare_cases;
pub(crate) mod count_bits;
pub(crate) mod fold_mask_tests;
pub(crate) mod guard_division;
pub(crate) mod hoist_parameters;
pub(crate) mod keep_global_loads;
pub(crate) mod link_device_runtime;
pub(crate) mod lower_masks;
mod narrow_shifts;
pub(crate) mod part_rare_blocks;
mod phis;
pub(crate) mod place_globals;
mod splats;
pub(crate) mod split_vectors;
pub(crate) mod use_loads_early;

/// The runtime function that returns where the unit's data lies.
const IMAGE: &str = "anywarp_image";

//! Programs with kernels that Vulkan devices do not run yet, and why.

/// `folder/name` and a part of the message.
pub(crate) const REFUSALS: &[(&str, &str)] = &[];

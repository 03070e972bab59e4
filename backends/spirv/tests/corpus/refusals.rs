//! Programs with kernels that Vulkan devices do not run yet, and why.

/// `folder/name` and a part of the message.
pub(crate) const REFUSALS: &[(&str, &str)] = &[
    // nvcc rewrites braces in launches before clang sees them; this test runs clang alone.
    ("run/launch-braces", "expected expression"),
    ("run/launch-with-braces", "expected expression"),
    ("run/recursion-factorial", "even(int) -> odd(int) -> even(int)"),
    ("run/recursion-quicksort", "sort(int*, int, int, int*, int) -> sort(int*, int, int, int*, int)"),
    ("run/shuffle-in-called-function", "tree_sum(int, int) -> tree_sum(int, int)"),
    ("run/timer-of-the-device", "`%globaltimer` is not supported on Vulkan devices"),
    ("shapes/recursion-uniform-depth", "descend(int, int) -> descend(int, int)"),
];

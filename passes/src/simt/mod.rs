//! Threads on a CPU.
//!
//! Scalar mode, which is here: a kernel is a function that runs one thread; if threads wait for each other it is a
//! coroutine. The vector mode (a warp is one vector program) will be a sibling of [`coroutine`].

pub(crate) mod coroutine;
pub(crate) mod edit;
pub(crate) mod entry;
pub(crate) mod spin;

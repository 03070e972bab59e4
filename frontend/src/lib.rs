//! `.cu` to NVVM bitcode and a host object, by running clang once for each half.
//!
//! A [`DeviceJob`] and a [`HostJob`] are plain data over one [`Source`]; [`Half`] runs them. Both halves are
//! started by clang's driver with `--cuda-device-only` or `--cuda-host-only`, which runs the compiler in its own
//! process: it finds the host's headers and translates gcc's flags, and no CUDA toolkit is involved.

#![forbid(unsafe_code)]

mod half;
mod job;
mod launch_syntax;
mod layout;
mod messages;
mod qualified_members;
mod registration;
mod shadows;
mod tokens;

pub use half::{Finished, Half, command};
pub use job::{
    Blob, DependencyFile, DependencyRule, DeviceJob, Emit, HostJob, Math, Preprocessor, Source, Warnings,
};
pub use launch_syntax::plain_launches;
pub use layout::TargetLayout;
pub use messages::merge;
pub use qualified_members::{QualifiedMember, qualified_members};
pub use registration::register_first;
pub use shadows::settle_shadows;

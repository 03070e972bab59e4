//! From the device half's bitcode to the container that the host half embeds: passes, then backends.

use anywarp_artifact::Artifact;
use anywarp_diag::Diagnostics;
use anywarp_frontend::{Math, TargetLayout};
use llvm_config::tools::Tools;

/// How device code is compiled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeviceOptions {
    pub layout: TargetLayout,
    pub math: Math,
    /// `-G`: no optimisation.
    pub debug: bool,
}

/// Compiles NVVM bitcode for every target.
pub fn build(bitcode: &[u8], options: &DeviceOptions, tools: &Tools) -> Result<Artifact, Diagnostics> {
    // The lead replaces this body: passes and backends.
    let _ = (bitcode, options, tools);
    Ok(Artifact::default())
}

//! From a unit that passes made legal to a wasm image: code generation, linking, the line table.
//!
//! `device/` holds the block scheduler in C; it is linked into every unit as bitcode ([`DEVICE_RUNTIME`]), so that
//! LLVM inlines it around the kernels.

#![forbid(unsafe_code)]

mod lines;
mod link;
mod module;

use anywarp_artifact::{Image, Target};
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use anywarp_passes::Unit;
use llvm_config::ir::inkwell::targets::FileType;
use llvm_config::tools::Tools;
use std::path::Path;

/// Bitcode of the block scheduler.
pub const DEVICE_RUNTIME: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/device.bc"));

/// Generates code for the unit and links it. Intermediate files go to `scratch`.
///
/// # Errors
/// A tool that fails, and whatever of our own making is wrong with the result.
pub fn emit(unit: &Unit<'_>, tools: &Tools, scratch: &Path) -> Result<Image, Diagnostics> {
    let object = unit
        .machine
        .write_to_memory_buffer(&unit.module, FileType::Object)
        .map_err(|error| vec![Diagnostic::new(Code::Internal, format!("code generation: {error}"))])?;
    let linked = link::link(object.as_slice(), tools, scratch)?;
    module::check(&linked)?;
    let mut code = module::without_custom_sections(&linked)?;
    module::seal_imports(&mut code)?;
    if cfg!(debug_assertions) {
        module::validate(&code)?;
    }
    let lines = lines::read(&linked, &code)?;
    Ok(Image { target: Target::Wasm32, code, lines })
}

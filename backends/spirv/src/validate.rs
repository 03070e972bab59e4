//! Checks emitted modules with Khronos's validator, for tests and for debug builds of the compiler.

use anywarp_artifact::spirv::Unit;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::process::{Command, Ended, file_access};
use std::path::Path;

/// The rules that modules are judged by: Vulkan 1.3, and members of blocks at any aligned offset.
const RULES: [&str; 3] = ["--target-env", "vulkan1.3", "--scalar-block-layout"];

/// Runs `spirv-val` on every module of the unit. Its messages pass through a file in `scratch`.
///
/// # Errors
/// [`Code::MissingTool`] without `spirv-val`, [`Code::Internal`] with its message for a module that is not valid.
pub fn validate(unit: &Unit, scratch: &Path) -> Result<(), Diagnostics> {
    for kernel in &unit.kernels {
        for module in &kernel.modules {
            valid(&kernel.name, &module.words, scratch).map_err(|error| vec![error])?;
        }
    }
    Ok(())
}

fn valid(kernel: &str, words: &[u32], scratch: &Path) -> Result<(), Diagnostic> {
    let messages = scratch.join("spirv-val.txt");
    let arguments = RULES.into_iter().chain(["-"]).map(str::to_owned).collect();
    let mut validator =
        Command::new("spirv-val", arguments).start_with_messages(&messages).map_err(|error| {
            match error.code {
                Code::MissingTool => Diagnostic::new(Code::MissingTool, error.message)
                    .note("debug builds validate what they emit; apt-get install spirv-tools"),
                _ => error,
            }
        })?;
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    validator.feed(&bytes);
    if validator.wait()? == Ended::Success {
        return Ok(());
    }
    let text = std::fs::read_to_string(&messages).map_err(|error| file_access("read", &messages, &error))?;
    let what = format!("the module of `{kernel}` is not valid SPIR-V: {}", text.trim_end());
    Err(Diagnostic::new(Code::Internal, what)
        .note("this is a bug of anywarp: please report it with the source"))
}

//! wasm-ld: one object and compiler-rt's builtins become a module.

use anywarp_artifact::wasm;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::process::{Command, Ended, file_access};
use llvm_config::tools::Tools;
use std::path::Path;

pub(crate) fn link(object: &[u8], tools: &Tools, scratch: &Path) -> Result<Vec<u8>, Diagnostics> {
    let (input, output) = (scratch.join("device.o"), scratch.join("device.wasm"));
    std::fs::write(&input, object).map_err(|error| vec![file_access("write", &input, &error)])?;
    let arguments = [
        "--no-entry",
        "--import-memory",
        // Imported globals are undefined symbols; `module::check` looks at what was imported.
        "--allow-undefined",
        &format!("--export={}", wasm::STACK_POINTER),
        "--stack-first",
        "-o",
        &output.to_string_lossy(),
        &input.to_string_lossy(),
        &tools.wasm_builtins.to_string_lossy(),
    ];
    let command = Command::new(tools.wasm_ld.to_string_lossy(), arguments.map(str::to_owned).to_vec());
    match command.run().map_err(|error| vec![error])? {
        Ended::Success => std::fs::read(&output).map_err(|error| vec![file_access("read", &output, &error)]),
        _ => Err(vec![Diagnostic::new(Code::ToolFailed, "wasm-ld could not link the device code")]),
    }
}

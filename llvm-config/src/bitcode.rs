//! Bitcode from C and C++, for build scripts: device code of ours that the compiler carries with it.

use std::path::{Path, PathBuf};

use anywarp_diag::{Code, Diagnostic};

use crate::process::{Command, Ended, file_access};
use crate::tools::Tools;

/// Compiles every `.c` (C23) and `.cpp` (C++20) file of `folder` with `flags` and links the results to one file, `output`.
///
/// Objects are left beside `output`. Files are taken in the order of their names, so that the result does not depend
/// on the file system.
///
/// # Errors
/// A folder that cannot be read and a tool that cannot be started or fails; clang's own messages precede it.
pub fn compile_folder(tools: &Tools, folder: &Path, flags: &[&str], output: &Path) -> Result<(), Diagnostic> {
    let mut objects = Vec::new();
    for source in sources(folder)? {
        let is_c = source.extension().is_some_and(|extension| extension == "c");
        let object = output.with_file_name(source.file_name().unwrap_or_default()).with_extension("bc");
        let mut arguments: Vec<String> = flags.iter().map(ToString::to_string).collect();
        arguments.push(if is_c { "-std=c23" } else { "-std=c++20" }.to_owned());
        arguments.extend(["-emit-llvm", "-c", "-o"].map(str::to_owned));
        arguments.extend([text(&object), text(&source)]);
        run(&tools.clang, arguments)?;
        objects.push(text(&object));
    }
    objects.extend(["-o".to_owned(), text(output)]);
    run(&tools.prefix.join("bin/llvm-link"), objects)
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let entries = std::fs::read_dir(folder).map_err(|error| file_access("read", folder, &error))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "c" || extension == "cpp"));
    files.sort();
    Ok(files)
}

fn run(program: &Path, arguments: Vec<String>) -> Result<(), Diagnostic> {
    let command = Command::new(text(program), arguments);
    match command.run()? {
        Ended::Success => Ok(()),
        ended => {
            Err(Diagnostic::new(Code::ToolFailed, format!("failed: {} ({ended:?})", command.to_shell())))
        }
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

//! `--clean-targets`: deletes what the same command without it would make.

use std::path::{Path, PathBuf};

use llvm_config::process::file_access;

use crate::error::Failure;
use crate::options::Options;
use crate::plan::Step;
use crate::show::Intermediate;

/// Deletes the outputs of the steps and, with `--keep`, their intermediate files. Files that are not there are no error. With
/// `--dryrun` it says which, and deletes none.
///
/// # Errors
/// A file is there and cannot be deleted.
pub fn clean(steps: &[Step], options: &Options, scratch: &Path) -> Result<(), Failure> {
    for file in steps.iter().flat_map(outputs) {
        // Without --keep, what lies in the scratch directory is of this run.
        if !options.keep && file.starts_with(scratch) {
            continue;
        }
        if options.dry_run || options.verbose {
            crate::nvcc::say(&format!("#$ rm -f {}", shell_words::quote(&file.to_string_lossy())));
        }
        if options.dry_run {
            continue;
        }
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(file_access("delete", &file, &error).into());
            }
            _ => {}
        }
    }
    Ok(())
}

/// Every file that a step writes.
fn outputs(step: &Step) -> Vec<PathBuf> {
    match step {
        Step::Cuda(step) | Step::DeviceFile(step, _) => {
            let files = Intermediate::of(step);
            let dependencies = step.dependencies.iter().map(|file| file.path.clone());
            let beside = |name| step.stem.with_file_name(name);
            let texts = [
                beside("device.o"),
                beside("device.wasm"),
                files.text,
                files.device_messages,
                files.host_messages,
            ];
            [step.output.clone(), files.bitcode, files.container, files.assembly]
                .into_iter()
                .chain(texts)
                .chain(dependencies)
                .collect()
        }
        Step::DeviceLink(step) => {
            let object = step.compile.planned_output().map(Path::to_owned);
            std::iter::once(step.text.clone()).chain(object).collect()
        }
        Step::CudaText { output, .. } => output.iter().cloned().collect(),
        Step::Tool(tool) => tool.planned_output().map(Path::to_owned).into_iter().collect(),
    }
}

//! `--time`: how long each phase took, as a table that spreadsheets read.
//!
//! Columns as "CUDA Compiler Driver NVCC" (`--time`) names them; a file that exists gets the new rows behind the old.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use llvm_config::process::file_access;

use crate::error::Failure;
use crate::plan::Step;

const TITLE: &str =
    "source file name, phase name, phase input files, phase output file, arch, tool, metric, unit";

/// The rows of this run.
#[derive(Debug)]
pub struct Times {
    file: PathBuf,
    rows: Vec<String>,
}

impl Times {
    /// A table for `file`; `-` is standard output.
    pub fn new(file: &Path) -> Self {
        Self { file: file.to_owned(), rows: Vec::new() }
    }

    /// Runs `work`, which is `step`, and notes its time if it succeeds.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn measure(
        &mut self,
        step: &Step,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let begin = Instant::now();
        work()?;
        let milliseconds = begin.elapsed().as_secs_f64() * 1e3;
        self.rows.push(format!("{}, {milliseconds:.4}, ms", describe(step)));
        Ok(())
    }

    /// Appends the rows to the file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self) -> Result<(), Failure> {
        let rows: String = self.rows.iter().map(|row| format!("{row}\n")).collect();
        if self.file == Path::new("-") {
            // A reader that closes the pipe early has read enough.
            let _ = write!(std::io::stdout().lock(), "{TITLE}\n{rows}");
            return Ok(());
        }
        let failed = |error: std::io::Error| file_access("write", &self.file, &error);
        let file = std::fs::OpenOptions::new().append(true).create(true).open(&self.file);
        let mut file = file.map_err(failed)?;
        let old = file.metadata().is_ok_and(|file| file.len() > 0);
        let title = if old { String::new() } else { format!("{TITLE}\n") };
        Ok(file.write_all((title + &rows).as_bytes()).map_err(failed)?)
    }
}

/// The columns before the time.
fn describe(step: &Step) -> String {
    let row = |source: &Path, phase: &str, output: Option<&Path>, arch: &str, tool: &str| {
        let output = output.map(|path| path.display().to_string()).unwrap_or_default();
        format!("{0}, {phase}, {0}, {output}, {arch}, {tool}", source.display())
    };
    match step {
        Step::Cuda(step) => {
            let arch = format!("compute_{}", step.source.arch);
            row(&step.source.input, "compile", Some(&step.output), &arch, "clang+anywarp")
        }
        Step::DeviceFile(step, kind) => {
            let arch = format!("compute_{}", step.source.arch);
            row(&step.source.input, kind.suffix(), Some(&step.output), &arch, "clang+anywarp")
        }
        Step::CudaText { source, output, .. } => {
            row(&source.input, "preprocess", output.as_deref(), "", "clang")
        }
        Step::DeviceLink(step) => {
            row(Path::new(""), "device link", step.compile.planned_output(), "", "anywarp")
        }
        Step::Tool(tool) => row(Path::new(""), "host", tool.planned_output(), "", &tool.program),
    }
}

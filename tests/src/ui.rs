//! A refused source: exit code, whole text on stderr, and no output file left behind.

use std::path::Path;
use std::time::Duration;

use crate::compare::{Places, normalise, same_as_file};
use crate::header::Header;
use crate::process::{command, run};
use crate::toolkit::Toolkit;

/// Compiles `source`, which must fail with the text in `NAME.stderr`.
pub fn check(source: &Path, toolkit: &Toolkit) -> Result<(), String> {
    let text = std::fs::read_to_string(source).map_err(|error| format!("{}: {error}", source.display()))?;
    let header = Header::parse(&text)?;
    let work = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
    let output = work.path().join("program");
    let mut nvcc = command(&toolkit.nvcc(), work.path());
    nvcc.args(header.nvcc_flags()).arg(source).arg("-o").arg(&output);
    let finished = run(nvcc, work.path(), Duration::from_secs(120))?;
    let places = Places { toolkit: toolkit.root(), work: work.path() };
    let stderr = normalise(&finished.stderr, &places);
    if finished.status.code().is_none_or(|code| code == 0) {
        return Err(format!("must be refused, but: {}\n{stderr}", finished.status));
    }
    if output.exists() {
        return Err("a refused source left an output file".to_owned());
    }
    if stderr.is_empty() {
        return Err("refused without a word".to_owned());
    }
    same_as_file(&source.with_extension("stderr"), &stderr)
}

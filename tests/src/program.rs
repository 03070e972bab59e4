//! A program: compiled once, run with one worker and with four.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::compare::{Places, normalise, same, same_as_file};
use crate::expectations::WITHOUT_REFERENCE;
use crate::header::Header;
use crate::process::{Finished, command, run};
use crate::toolkit::Toolkit;

/// Compiling takes about a second; on a machine that does other things, more.
const COMPILE_LIMIT: Duration = Duration::from_secs(120);
/// A program takes well under a second; what takes this long hangs.
const RUN_LIMIT: Duration = Duration::from_secs(60);
/// Numbers of workers that must make no difference.
const WORKERS: [&str; 2] = ["1", "4"];

/// Compiles and runs `source`; the error says what is not as it should be.
pub fn check(source: &Path, toolkit: &Toolkit) -> Result<(), String> {
    let text = std::fs::read_to_string(source).map_err(|error| format!("{}: {error}", source.display()))?;
    let header = Header::parse(&text)?;
    let work = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
    let compiled = compile(source, &header, toolkit, work.path())?;
    let places = Places { toolkit: toolkit.root(), work: work.path() };
    let mut first: Option<Finished> = None;
    for workers in WORKERS {
        let finished = run_with(&compiled, &header, toolkit, work.path(), workers)?;
        let stderr = normalise(&finished.stderr, &places);
        if !finished.status.success() || !ends_with_pass(&finished.stdout) {
            return Err(format!("{workers} workers: {}\n{}{stderr}", finished.status, finished.stdout));
        }
        same_as_file(&source.with_extension("stderr"), &stderr)
            .map_err(|e| format!("{workers} workers: {e}"))?;
        match &first {
            None => first = Some(finished),
            Some(one) => same("other numbers of workers, other output", &one.stdout, &finished.stdout)?,
        }
    }
    let stdout = first.map(|finished| finished.stdout).unwrap_or_default();
    compare_with_reference(source, &header, &stdout)
}

fn compile(source: &Path, header: &Header, toolkit: &Toolkit, work: &Path) -> Result<PathBuf, String> {
    let program = work.join("program");
    let mut nvcc = command(&toolkit.nvcc(), work);
    nvcc.args(header.nvcc_flags()).arg(source);
    nvcc.args(header.with.iter().map(|other| source.with_file_name("").join(other)));
    nvcc.args(linkage(source)).arg("-o").arg(&program);
    let finished = run(nvcc, work, COMPILE_LIMIT)?;
    if finished.status.success() && program.is_file() {
        Ok(program)
    } else {
        Err(format!("nvcc: {}\n{}{}", finished.status, finished.stdout, finished.stderr))
    }
}

/// Linking the runtime statically takes two seconds, which the API's tests are enough to show.
fn linkage(source: &Path) -> &'static [&'static str] {
    let of_the_api = source.parent().is_some_and(|folder| folder.ends_with("api"));
    if of_the_api { &[] } else { &["-cudart", "shared"] }
}

fn run_with(
    program: &Path,
    header: &Header,
    toolkit: &Toolkit,
    work: &Path,
    workers: &str,
) -> Result<Finished, String> {
    let mut command = command(program, work);
    command.args(&header.arguments).env("ANYWARP_WORKERS", workers);
    command.env("LD_LIBRARY_PATH", toolkit.root().join("lib64"));
    run(command, work, RUN_LIMIT).map_err(|error| format!("{workers} workers: {error}"))
}

/// Every program ends its output with a line `PASS` or `FAIL`.
fn ends_with_pass(stdout: &str) -> bool {
    stdout.lines().last() == Some("PASS")
}

/// A reference from a GPU is never rewritten here: `scripts/reference` makes it.
fn compare_with_reference(source: &Path, header: &Header, stdout: &str) -> Result<(), String> {
    let reference = source.with_extension("expected");
    if header.only_anywarp.is_some() {
        return same_as_file(&reference, stdout);
    }
    let unrecorded = WITHOUT_REFERENCE.iter().any(|program| source.with_extension("").ends_with(program));
    match std::fs::read_to_string(&reference) {
        Ok(expected) => same("not what an NVIDIA GPU printed", &expected, stdout),
        Err(_) if unrecorded => Ok(()),
        Err(error) => Err(format!(
            "{}: {error}: run scripts/reference on a machine with an NVIDIA GPU, or say `// only-anywarp: REASON`",
            reference.display()
        )),
    }
}

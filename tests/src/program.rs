//! A program: compiled once, run with one worker and with four.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::compare::{Places, normalise, same, same_as_file};
use crate::expectations::{NOT_ON_VULKAN, WITHOUT_REFERENCE};
use crate::header::Header;
use crate::process::{Finished, command, run};
use crate::toolkit::Toolkit;
use crate::vulkan;

/// Compiling takes about a second; on a machine that does other things, more.
const COMPILE_LIMIT: Duration = Duration::from_secs(300);
/// A program takes well under a second; what takes this long hangs.
const RUN_LIMIT: Duration = Duration::from_secs(60);
/// Vulkan in software under a validation layer is many times slower.
const VULKAN_LIMIT: Duration = Duration::from_secs(300);
/// Folders whose programs run on lavapipe too.
pub const RUN_ON_VULKAN: [&str; 2] = ["run", "api"];
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
    compare_with_reference(source, &header, &stdout)?;
    let command = start(&compiled, &header, toolkit, work.path());
    check_on_vulkan(source, command, &places, &stdout)
}

/// Programs of `shapes` take a minute and a half each in software, and some of `api` are about faults that Vulkan does not
/// see. A text on stderr that differs from the wasm device's is in `NAME.vulkan.stderr`.
fn check_on_vulkan(
    source: &Path,
    mut command: Command,
    places: &Places<'_>,
    stdout: &str,
) -> Result<(), String> {
    let part = |path: Option<&std::ffi::OsStr>| path.unwrap_or_default().to_string_lossy().into_owned();
    let folder = part(source.parent().and_then(Path::file_name));
    let test = format!("{folder}/{}", part(source.file_stem()));
    if !RUN_ON_VULKAN.contains(&folder.as_str()) || NOT_ON_VULKAN.iter().any(|entry| entry.test == test) {
        return Ok(());
    }
    vulkan::prepare(&mut command)?;
    let texts = ["vulkan.stderr", "stderr"].map(|end| std::fs::read_to_string(source.with_extension(end)));
    let stderr = texts.into_iter().find_map(Result::ok).unwrap_or_default();
    let finished = run(command, places.work, VULKAN_LIMIT)
        .map(|finished| Finished { stderr: normalise(&finished.stderr, places), ..finished });
    vulkan::judge(&test, &finished, vulkan::Expected { stdout, stderr: &stderr })
}

/// Compiles and runs a program of `vulkan`: with lavapipe as device 0 and the wasm device as device 1.
///
/// # Errors
/// What is not as it should be.
pub fn check_vulkan(source: &Path, toolkit: &Toolkit) -> Result<(), String> {
    let text = std::fs::read_to_string(source).map_err(|error| format!("{}: {error}", source.display()))?;
    let header = Header::parse(&text)?;
    let work = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
    let compiled = compile(source, &header, toolkit, work.path())?;
    let mut command = start(&compiled, &header, toolkit, work.path());
    vulkan::prepare(&mut command)?;
    command.env("ANYWARP_DEVICES", "vulkan:cpu,wasm");
    let finished = run(command, work.path(), VULKAN_LIMIT)?;
    if !finished.status.success() || !ends_with_pass(&finished.stdout) {
        return Err(format!("{}\n{}{}", finished.status, finished.stdout, finished.stderr));
    }
    same_as_file(&source.with_extension("stderr"), &finished.stderr)
}

/// Compiles once and runs twice, where Vulkan finds a device and where it finds none: the output is the same, and the
/// second run is the wasm device's.
///
/// # Errors
/// What is not as it should be.
pub fn check_without_gpu(source: &Path, toolkit: &Toolkit) -> Result<(), String> {
    let work = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
    let header = Header::default();
    let compiled = compile(source, &header, toolkit, work.path())?;
    let mut outputs = Vec::new();
    for driver in [None, Some("/nonexistent")] {
        let mut command = start(&compiled, &header, toolkit, work.path());
        vulkan::prepare(&mut command)?;
        command.env("ANYWARP_DEVICES", "vulkan:cpu,wasm").env_remove("VK_INSTANCE_LAYERS");
        command.envs(driver.map(|driver| ("VK_DRIVER_FILES", driver)));
        command.envs(driver.map(|driver| ("VK_ICD_FILENAMES", driver)));
        let finished = run(command, work.path(), VULKAN_LIMIT)?;
        if !finished.status.success() || !ends_with_pass(&finished.stdout) {
            return Err(format!("{}\n{}{}", finished.status, finished.stdout, finished.stderr));
        }
        outputs.push(finished.stdout);
    }
    let device = |output: &String| output.lines().next().unwrap_or_default().to_owned();
    if !device(&outputs[0]).contains("llvmpipe") || !device(&outputs[1]).contains("wasm32") {
        return Err(format!("ran on {} and on {}", device(&outputs[0]), device(&outputs[1])));
    }
    let rest = |output: &String| output.lines().skip(1).collect::<Vec<_>>().join("\n");
    same("other devices, other output", &rest(&outputs[0]), &rest(&outputs[1]))
}

pub(crate) fn compile(
    source: &Path,
    header: &Header,
    toolkit: &Toolkit,
    work: &Path,
) -> Result<PathBuf, String> {
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

/// The command that runs a compiled program with the toolkit's runtime.
fn start(program: &Path, header: &Header, toolkit: &Toolkit, work: &Path) -> Command {
    let mut command = command(program, work);
    command.args(&header.arguments).env("LD_LIBRARY_PATH", toolkit.root().join("lib64"));
    command
}

pub(crate) fn run_with(
    program: &Path,
    header: &Header,
    toolkit: &Toolkit,
    work: &Path,
    workers: &str,
) -> Result<Finished, String> {
    let mut command = start(program, header, toolkit, work);
    command.env("ANYWARP_WORKERS", workers).env("ANYWARP_DEVICES", "wasm");
    run(command, work, RUN_LIMIT).map_err(|error| format!("{workers} workers: {error}"))
}

/// Every program ends its output with a line `PASS` or `FAIL`.
pub(crate) fn ends_with_pass(stdout: &str) -> bool {
    stdout.lines().last() == Some("PASS")
}

/// A reference from a GPU is never rewritten here: `scripts/reference` makes it.
pub(crate) fn compare_with_reference(source: &Path, header: &Header, stdout: &str) -> Result<(), String> {
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

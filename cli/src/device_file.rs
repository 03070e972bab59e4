//! `-ptx`, `-cubin`, `-fatbin`: the device half of a source as a file of its own.

use std::path::{Path, PathBuf};

use anywarp_artifact::{Relocatable, ptx};
use anywarp_frontend::{DeviceJob, command};
use llvm_config::process::{Command, file_access};
use llvm_config::tools::Tools;

use crate::error::Failure;
use crate::options::Phase;
use crate::output;
use crate::plan::CudaStep;
use crate::show::Intermediate;

/// What device code alone is compiled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceFile {
    /// PTX of LLVM's NVPTX backend, with the NVVM IR behind it.
    Ptx,
    /// The container that objects embed.
    Cubin,
    /// The same container: it serves every architecture.
    Fatbin,
}

impl DeviceFile {
    /// What is asked for by the option of this kind behind one that asked for `phase`: with `-dlink` a file of linked code.
    pub fn phase_after(self, phase: Phase) -> Phase {
        match phase {
            Phase::DeviceLink(_) => Phase::DeviceLink(Some(self)),
            _ => Phase::DeviceFile(self),
        }
    }

    /// The kind of file that a device link makes behind an option that asked for `phase`; nothing means an object.
    pub fn linked_after(phase: Phase) -> Option<Self> {
        match phase {
            Phase::DeviceFile(kind) if kind != Self::Ptx => Some(kind),
            _ => None,
        }
    }

    /// Of the file's name.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Ptx => "ptx",
            Self::Cubin => "cubin",
            Self::Fatbin => "fatbin",
        }
    }
}

/// clang's command from bitcode to PTX.
pub fn assemble(step: &CudaStep, files: &Intermediate, tools: &Tools) -> Command {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let mut words: Vec<String> = ["-x", "ir", "--target=nvptx64-nvidia-cuda", "-S"].map(String::from).into();
    words.push(format!("-march=sm_{}", step.source.arch));
    words.extend(
        ["-Xclang", "-target-feature", "-Xclang", "+ptx82", "-Wno-override-module"].map(String::from),
    );
    words.push(if step.device.debug { "-O0".into() } else { "-O3".into() });
    words.extend(["-o".into(), text(&files.assembly), text(&files.bitcode)]);
    command(tools, words)
}

/// The commands that make the file, for `--dryrun`.
pub fn commands(step: &CudaStep, kind: DeviceFile, tools: &Tools) -> Vec<Command> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let mut files = Intermediate::of(step);
    let device = DeviceJob { source: &step.source, output: files.bitcode.clone() };
    let device = command(tools, device.arguments());
    if kind != DeviceFile::Ptx {
        files.container = step.output.clone();
        return vec![device, Command::new("anywarp", crate::image::arguments(step, &files))];
    }
    let words = ["join-ptx", "--source", &text(&step.source.input), "--bitcode", &text(&files.bitcode)];
    let mut words: Vec<String> = words.map(String::from).into();
    words.extend(["-o".into(), text(&step.output), text(&files.assembly)]);
    vec![device, assemble(step, &files, tools), Command::new("anywarp", words)]
}

/// Writes the `.ptx` file.
///
/// # Errors
/// A file cannot be read or written.
pub fn join(source: &str, bitcode: &Path, assembly: &Path, to: &Path) -> Result<(), Failure> {
    let bitcode = std::fs::read(bitcode).map_err(|error| file_access("read", bitcode, &error))?;
    let text = std::fs::read_to_string(assembly).map_err(|error| file_access("read", assembly, &error))?;
    let unit = Relocatable { source: source.to_owned(), bitcode };
    Ok(output::write(to, ptx::join(&text, &unit).as_bytes())?)
}

/// PTX and bitcode to a `.ptx` file.
#[derive(Debug, clap::Args)]
pub struct JoinPtx {
    /// PTX that clang wrote.
    assembly: PathBuf,
    /// What it was made of.
    #[arg(long)]
    bitcode: PathBuf,
    /// The source's name.
    #[arg(long)]
    source: String,
    #[arg(short)]
    output: PathBuf,
}

impl JoinPtx {
    /// # Errors
    /// A file cannot be read or written.
    pub fn run(&self) -> Result<(), Failure> {
        join(&self.source, &self.bitcode, &self.assembly, &self.output)
    }
}

//! `anywarp image`: the middle of a `.cu` file's compilation as a command of its own, so that `--dryrun` prints
//! commands that really make the object.

use std::path::{Path, PathBuf};

use anywarp_artifact::Relocatable;
use anywarp_frontend::{Math, TargetLayout};
use llvm_config::process::{Scratch, file_access};
use llvm_config::tools::Tools;

use crate::device::{self, DeviceOptions};
use crate::error::Failure;
use crate::output;
use crate::own_options::OwnOptions;
use crate::plan::CudaStep;
use crate::show::Intermediate;

/// NVVM bitcode to a container of device code.
#[derive(Debug, clap::Args)]
pub struct Image {
    /// Bitcode of the device half.
    input: PathBuf,
    #[arg(short)]
    output: PathBuf,
    /// Architectures that the image is for, first the one that the bitcode was compiled for: for the record, and for CMake,
    /// which reads there whether it gets all that it asked for.
    #[arg(long)]
    arch: Vec<String>,
    /// Do not optimise.
    #[arg(long)]
    debug: bool,
    /// Leave the code as it is, for a device link, under the name of its source.
    #[arg(long)]
    relocatable: Option<String>,
    #[arg(long)]
    use_fast_math: bool,
    #[arg(long)]
    ftz: bool,
    #[arg(long)]
    imprecise_div: bool,
    #[arg(long)]
    imprecise_sqrt: bool,
    #[arg(long)]
    no_fmad: bool,
    #[command(flatten)]
    own: OwnOptions,
}

impl Image {
    pub fn run(&self, tools: &Tools) -> Result<(), Failure> {
        let bitcode = std::fs::read(&self.input).map_err(|error| file_access("read", &self.input, &error))?;
        if let Some(source) = &self.relocatable {
            let unit = Relocatable { source: source.clone(), bitcode };
            return Ok(output::write(&self.output, &unit.to_bytes())?);
        }
        let options = DeviceOptions {
            layout: TargetLayout::Native64,
            math: self.math(),
            debug: self.debug,
            relocatable: false,
            own: self.own.clone(),
            include_dir: PathBuf::new(),
        };
        let scratch = Scratch::new_in(&std::env::temp_dir())?;
        let artifact = device::build(&bitcode, &options, tools, scratch.path())?;
        output::write(&self.output, &artifact.to_bytes())?;
        Ok(())
    }

    fn math(&self) -> Math {
        Math {
            use_fast_math: self.use_fast_math,
            flush_denormals: self.ftz,
            precise_division: !self.imprecise_div,
            precise_sqrt: !self.imprecise_sqrt,
            contract: !self.no_fmad,
        }
    }
}

/// The arguments of `anywarp` that do what the middle of `step` does.
pub fn arguments(step: &CudaStep, files: &Intermediate) -> Vec<String> {
    let math = step.device.math;
    let switches = [
        (step.device.debug, "--debug"),
        (math.use_fast_math, "--use-fast-math"),
        (math.flush_denormals, "--ftz"),
        (!math.precise_division, "--imprecise-div"),
        (!math.precise_sqrt, "--imprecise-sqrt"),
        (!math.contract, "--no-fmad"),
    ];
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let mut words = vec!["image".into()];
    let others = step.source.arch_list.iter().filter(|&&arch| arch != step.source.arch);
    for arch in std::iter::once(&step.source.arch).chain(others) {
        words.extend(["--arch".into(), format!("compute_{arch}")]);
    }
    words.extend(step.device.own.words());
    words.extend(switches.iter().filter(|(on, _)| *on).map(|&(_, word)| word.to_owned()));
    if step.device.relocatable {
        words.extend(["--relocatable".into(), text(&step.source.input)]);
    }
    words.extend(["-o".into(), text(&files.container), text(&files.bitcode)]);
    words
}

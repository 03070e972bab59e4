//! `anywarp emit`: the result of one stage of a compilation, or of single passes.

use std::io::Write;
use std::path::{Path, PathBuf};

use anywarp_frontend::{DeviceJob, Half};
use anywarp_passes::Stage as passes;
use llvm_config::process::{Scratch, file_access};

use crate::device;
use crate::error::{Failure, Fatal};
use crate::nvcc::Environment;
use crate::options::{Options, Phase};
use crate::plan::{CudaStep, Places, Step, plan};
use crate::toolkit::Toolkit;
use crate::{host_compiler::HostCompiler, output, parse};

/// The result of one stage of a `.cu` file's compilation, or of passes over a module of LLVM IR.
#[derive(Debug, clap::Args)]
pub struct Emit {
    /// The stage whose result is wanted.
    #[arg(long, value_enum, required_unless_present = "passes")]
    stage: Option<Stage>,
    /// Run these passes, and only these, over an `.ll` file (docs/passes.md names them).
    #[arg(long, value_name = "PASS,…", value_delimiter = ',', conflicts_with = "stage")]
    passes: Vec<String>,
    /// Where to write it; standard output otherwise.
    #[arg(short)]
    output: Option<PathBuf>,
    /// The source, and options as nvcc takes them.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    nvcc: Vec<String>,
}

/// A stage, by the name of its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Stage {
    /// NVVM bitcode, as clang wrote it.
    Bitcode,
    /// NVVM IR, linked with the math library and optimised.
    Nvvm,
    /// IR rewritten for the target's addresses.
    Retargeted,
    /// IR in which threads are functions or coroutines and kernels have entries.
    Threads,
    /// IR ready for code generation.
    Unit,
    /// SPIR-V modules for Vulkan devices, one per kernel, as assembly text.
    Spirv,
    /// The container that the object embeds.
    Container,
    /// The first image of the container: a wasm module.
    Image,
}

impl Emit {
    pub fn run(&self, environment: &Environment) -> Result<(), Failure> {
        match self.stage {
            Some(stage) => self.run_stage(stage, environment),
            None => self.run_passes(),
        }
    }

    fn run_passes(&self) -> Result<(), Failure> {
        let [file] = &self.nvcc[..] else { return Err(Fatal::new("--passes takes one .ll file").into()) };
        let path = Path::new(file);
        let text = std::fs::read_to_string(path).map_err(|error| file_access("read", path, &error))?;
        let names: Vec<&str> = self.passes.iter().map(String::as_str).collect();
        let result = device::run_passes(&names, &text)?;
        write(self.output.as_deref(), result.as_bytes())
    }

    fn run_stage(&self, stage: Stage, environment: &Environment) -> Result<(), Failure> {
        let mut options = Options::new(parse::parse(self.nvcc.iter().cloned())?)?;
        options.phase = Phase::Compile;
        let tools = environment.tools()?;
        let scratch = Scratch::new_in(&environment.temporary)?;
        let places = Places {
            toolkit: Toolkit::of(&environment.executable)?,
            host_compiler: HostCompiler::new(None),
            openmp: tools.openmp_library_dir(),
            scratch: scratch.path().to_owned(),
            color: false,
        };
        let steps = plan(&options, &places)?;
        let [Step::Cuda(step)] = &steps[..] else { return Err(Fatal::new("emit takes one .cu file").into()) };
        let bitcode = bitcode(step, &tools, &scratch)?;
        let bytes = match stage {
            Stage::Bitcode => bitcode,
            Stage::Nvvm => device::print_stage(&bitcode, &step.device, &tools, passes::Nvvm)?.into_bytes(),
            Stage::Retargeted => {
                device::print_stage(&bitcode, &step.device, &tools, passes::Retargeted)?.into_bytes()
            }
            Stage::Threads => {
                device::print_stage(&bitcode, &step.device, &tools, passes::Threads)?.into_bytes()
            }
            Stage::Unit => device::print_stage(&bitcode, &step.device, &tools, passes::Unit)?.into_bytes(),
            Stage::Spirv => device::print_spirv(&bitcode, &step.device, &tools)?.into_bytes(),
            Stage::Container => device::build(&bitcode, &step.device, &tools, scratch.path())?.to_bytes(),
            Stage::Image => {
                let images = device::build(&bitcode, &step.device, &tools, scratch.path())?.images;
                let first = images.into_iter().next();
                first.map(|image| image.code).ok_or_else(|| Fatal::new("the source has no device code"))?
            }
        };
        write(self.output.as_deref().or(options.output.as_deref()), &bytes)
    }
}

/// Writes to the file, or to standard output.
fn write(output: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match output {
        Some(output) => Ok(output::write(output, bytes)?),
        None => {
            // A reader that closes the pipe early has read enough.
            let _ = std::io::stdout().lock().write_all(bytes);
            Ok(())
        }
    }
}

fn bitcode(
    step: &CudaStep,
    tools: &llvm_config::tools::Tools,
    scratch: &Scratch,
) -> Result<Vec<u8>, Failure> {
    let (file, messages) = (scratch.path().join("device.bc"), scratch.path().join("device.txt"));
    let job = DeviceJob { source: &step.source, output: file.clone() };
    let finished = Half::start(tools, job.arguments(), &messages)?.finish()?;
    if !finished.accepted {
        return Err(crate::execute::rejected(step, &finished.messages));
    }
    Ok(std::fs::read(&file).map_err(|error| file_access("read", &file, &error))?)
}

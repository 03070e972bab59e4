//! `anywarp`: what is there, and what is inside.

#![forbid(unsafe_code)]

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anywarp_cli::device_file::JoinPtx;
use anywarp_cli::device_link::DeviceLink;
use anywarp_cli::devices;
use anywarp_cli::emit::Emit;
use anywarp_cli::error::Failure;
use anywarp_cli::guide::{Completions, Man};
use anywarp_cli::image::Image;
use anywarp_cli::inspect;
use anywarp_cli::nvcc::Environment;
use clap::{CommandFactory, Parser};

/// Runs CUDA programs without a GPU of NVIDIA's: what is there, and what is inside.
#[derive(Debug, Parser)]
#[command(name = "anywarp", version, about)]
enum Command {
    /// Show what programs run on.
    Devices,
    /// Show the device code inside a container, object, archive, library or program.
    Inspect {
        /// The file to look into.
        file: PathBuf,
    },
    /// Write the result of one stage of a compilation.
    Emit(Emit),
    /// Print what a shell needs to complete the words of this command.
    Completions(Completions),
    /// Write the manual pages of this command and its parts.
    Man(Man),
    /// Join PTX and the NVVM IR that it was made of in a file (a step of nvcc).
    #[command(hide = true)]
    JoinPtx(JoinPtx),
    /// Compile bitcode of the device half to a container (a step of nvcc).
    #[command(hide = true)]
    Image(Image),
    /// Join relocatable device code of objects and static libraries in a C file (a step of nvcc).
    #[command(hide = true)]
    DeviceLink(DeviceLink),
}

fn main() -> ExitCode {
    match run(Command::parse(), &Environment::of_process()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell when standard error is closed.
            let _ = write!(std::io::stderr().lock(), "{failure}");
            ExitCode::from(failure.status())
        }
    }
}

fn run(command: Command, environment: &Environment) -> Result<(), Failure> {
    match command {
        Command::Devices => {
            let text = devices::describe()?;
            // A reader that closes the pipe early has read enough.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            Ok(())
        }
        Command::Inspect { file } => {
            let text = inspect::describe(&file, &inspect::find(&file)?);
            // A reader that closes the pipe early has read enough.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            Ok(())
        }
        Command::Completions(completions) => {
            completions.run(&mut Command::command());
            Ok(())
        }
        Command::Man(man) => man.run(Command::command()),
        Command::JoinPtx(join) => join.run(),
        Command::Emit(emit) => emit.run(environment),
        Command::Image(image) => image.run(&environment.tools()?),
        Command::DeviceLink(link) => link.run(&environment.tools()?),
    }
}

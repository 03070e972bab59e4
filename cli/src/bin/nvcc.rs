//! `nvcc`, as build systems call it.

#![forbid(unsafe_code)]

use std::io::Write;
use std::process::ExitCode;

use anywarp_cli::error::{Failure, Fatal};
use anywarp_cli::nvcc::{Environment, run};

fn main() -> ExitCode {
    let arguments = std::env::args_os().skip(1).map(|word| {
        word.into_string()
            .map_err(|word| Fatal::new(format!("Argument {word:?} is not UTF-8, which no option needs")))
    });
    let arguments = arguments.collect::<Result<Vec<String>, Fatal>>().map_err(Failure::from);
    match arguments.and_then(|arguments| run(arguments, &Environment::of_process())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell when standard error is closed.
            let _ = write!(std::io::stderr().lock(), "{failure}");
            ExitCode::from(failure.status())
        }
    }
}

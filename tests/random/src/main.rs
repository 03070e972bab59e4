//! `random-kernels --count N --seed S`: makes kernels, runs them, and keeps those that give something else.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anywarp_random::ast::Kernel;
use anywarp_random::generate::{generate, predict};
use anywarp_random::interpret::Outcome;
use anywarp_random::program::checking;
use anywarp_random::runner::{Column, Difference, Place, columns};
use anywarp_random::shrink::shrink;
use clap::Parser;

/// Runs random kernels and compares every thread with an interpreter.
#[derive(Parser)]
struct Arguments {
    /// How many kernels
    #[arg(long, default_value_t = 320)]
    count: u64,
    /// The first seed; kernels have consecutive ones
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Kernels in a program
    #[arg(long, default_value_t = 32)]
    batch: u64,
    /// What to compare: names of columns
    #[arg(long, default_value = "wasm-1,wasm-2,wasm-8")]
    columns: String,
    /// Where the toolkit is
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/toolkit"))]
    toolkit: PathBuf,
    /// A folder for programs that fail, as they are and shrunk
    #[arg(long, default_value = "random-failures")]
    keep: PathBuf,
    /// A Vulkan driver's description in place of lavapipe's
    #[arg(long)]
    driver: Option<String>,
    /// Keep failing programs as they are
    #[arg(long)]
    no_shrink: bool,
    /// Print the program of the kernels and run nothing
    #[arg(long)]
    print: bool,
}

fn main() -> ExitCode {
    match all(&Arguments::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// The number of kernels that failed.
fn all(arguments: &Arguments) -> Result<usize, String> {
    let columns = columns(&arguments.columns)?;
    let work = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
    let toolkit =
        arguments.toolkit.canonicalize().map_err(|e| format!("{}: {e}", arguments.toolkit.display()))?;
    let place = Place { toolkit, work: work.path().to_owned(), driver: arguments.driver.clone() };
    let (begin, mut failed) = (Instant::now(), 0);
    let mut done = 0;
    while done < arguments.count {
        let size = arguments.batch.min(arguments.count - done);
        let seeds = arguments.seed + done..arguments.seed + done + size;
        let kernels = seeds.clone().map(generate).collect::<Result<Vec<_>, _>>()?;
        let batch: Vec<_> = kernels.iter().map(|(kernel, outcome)| (kernel, outcome)).collect();
        if arguments.print {
            let only: Vec<_> = batch.iter().map(|(kernel, _)| *kernel).collect();
            println!("{}", anywarp_random::program::printing(&only));
        } else {
            let found = place.differences(&batch, &columns);
            failed += report(arguments, &place, &found, &batch, seeds.start, &columns)?;
        }
        done += size;
        let rate = done as f64 * 60.0 / begin.elapsed().as_secs_f64();
        eprintln!("{done} kernels, {failed} failed, {rate:.0} per minute");
    }
    Ok(failed)
}

fn report(
    arguments: &Arguments,
    place: &Place,
    found: &[Difference],
    batch: &[(&Kernel, &Outcome)],
    first: u64,
    columns: &[&'static Column],
) -> Result<usize, String> {
    let mut failed: Vec<usize> = found.iter().map(|difference| difference.kernel).collect();
    failed.sort_unstable();
    failed.dedup();
    for number in &failed {
        let seed = first + *number as u64;
        let of_it = found.iter().filter(|difference| difference.kernel == *number);
        let mut names = Vec::new();
        for difference in of_it {
            println!("seed {seed}, {}: {}", difference.column, difference.what.trim_end());
            names.push(difference.column);
        }
        let (kernel, outcome) = batch[*number];
        keep(&arguments.keep, &format!("seed-{seed}.cu"), kernel, outcome)?;
        if !arguments.no_shrink {
            let wrong: Vec<_> = columns.iter().copied().filter(|column| column.name == names[0]).collect();
            let mut fails = |candidates: &[(&Kernel, &Outcome)]| {
                place.differences(candidates, &wrong).iter().map(|difference| difference.kernel).collect()
            };
            let small = shrink(kernel, &mut fails);
            let outcome = predict(&small)?;
            keep(&arguments.keep, &format!("seed-{seed}-small.cu"), &small, &outcome)?;
        }
    }
    Ok(failed.len())
}

fn keep(folder: &Path, name: &str, kernel: &Kernel, outcome: &Outcome) -> Result<(), String> {
    let about = format!("A random kernel, {}.", name.trim_end_matches(".cu"));
    let path = folder.join(name);
    let write = || {
        std::fs::create_dir_all(folder)?;
        std::fs::write(&path, checking(kernel, outcome, &about))
    };
    write().map_err(|error| format!("{}: {error}", path.display()))?;
    println!("  {}", path.display());
    Ok(())
}

//! `random-kernels --count N --seed S`: makes kernels, runs them, and keeps those that give something else.

#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anywarp_random::ast::Kernel;
use anywarp_random::columns::{Column, columns};
use anywarp_random::generate::{generate, predict};
use anywarp_random::interpret::Outcome;
use anywarp_random::program::checking;
use anywarp_random::runner::{Difference, Expected, Only, Place};
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
    /// What to compare: names of columns (wasm-1, wasm-2, wasm-8, vulkan)
    #[arg(long, default_value = "wasm-1,wasm-2,wasm-8")]
    columns: String,
    /// One more column: a name, variables, options for nvcc; as in "quick ANYWARP_DEVICES=wasm -O1". Alone with --columns=
    #[arg(long)]
    column: Vec<String>,
    /// Seconds that a kernel may take
    #[arg(long, default_value_t = 20.0)]
    limit: f64,
    /// Seconds for making kernels that fail smaller, all together; each gets half of what is left at most
    #[arg(long, default_value_t = 600.0)]
    shrink_for: f64,
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

/// A shorter search finds nothing.
const WORTH: Duration = Duration::from_secs(5);

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
    let columns = columns(&arguments.columns, &arguments.column)?;
    let seconds =
        |number: f64| Duration::try_from_secs_f64(number).map_err(|e| format!("{number} seconds: {e}"));
    let limit = seconds(arguments.limit)?;
    let mut shrink_for = seconds(arguments.shrink_for)?;
    let work = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
    let toolkit =
        arguments.toolkit.canonicalize().map_err(|e| format!("{}: {e}", arguments.toolkit.display()))?;
    let place = Place { toolkit, work: work.path().to_owned(), driver: arguments.driver.clone(), limit };
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
            let mut report = Report { arguments, place: &place, columns: &columns, shrink_for };
            failed += report.all(&found, &batch, seeds.start)?;
            shrink_for = report.shrink_for;
        }
        done += size;
        let rate = done as f64 * 60.0 / begin.elapsed().as_secs_f64();
        eprintln!("{done} kernels, {failed} failed, {rate:.0} per minute");
    }
    Ok(failed)
}

/// What is done about kernels that fail.
struct Report<'r> {
    arguments: &'r Arguments,
    place: &'r Place,
    columns: &'r [Column],
    /// The time that is left for making kernels smaller.
    shrink_for: Duration,
}

impl Report<'_> {
    /// Prints and keeps those that fail, and says how many there are. The first of `batch` has the seed `first`.
    fn all(&mut self, found: &[Difference], batch: &[Expected<'_>], first: u64) -> Result<usize, String> {
        let mut failed: Vec<usize> = found.iter().map(|difference| difference.kernel).collect();
        failed.sort_unstable();
        failed.dedup();
        for number in &failed {
            let seed = first + *number as u64;
            let of_it: Vec<_> = found.iter().filter(|difference| difference.kernel == *number).collect();
            for difference in &of_it {
                println!("seed {seed}, {}: {}", difference.column, difference.what.trim_end());
            }
            let (kernel, outcome) = batch[*number];
            keep(&self.arguments.keep, &format!("seed-{seed}.cu"), kernel, outcome)?;
            if !self.arguments.no_shrink {
                self.smaller(kernel, of_it[0], seed)?;
            }
        }
        Ok(failed.len())
    }

    fn smaller(&mut self, kernel: &Kernel, difference: &Difference, seed: u64) -> Result<(), String> {
        let Some(column) = self.columns.iter().find(|column| column.name == difference.column) else {
            return Ok(());
        };
        let (begin, most) = (Instant::now(), self.shrink_for / 2);
        if most < WORTH {
            println!("  no time is left to make it smaller (--shrink-for)");
            return Ok(());
        }
        let end = begin + most;
        let only = Only::new(difference.kind, end);
        let mut fails = |candidates: &[Expected<'_>]| self.place.failing(candidates, column, only);
        let small = shrink(kernel, end, &mut fails);
        self.shrink_for = self.shrink_for.saturating_sub(begin.elapsed());
        if !small.complete {
            println!("  the search for a smaller one ended after {most:?}");
        }
        let outcome = predict(&small.kernel)?;
        keep(&self.arguments.keep, &format!("seed-{seed}-small.cu"), &small.kernel, &outcome)
    }
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

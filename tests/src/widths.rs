//! A program in every width of the vector mode and in scalar mode, which all must give the same.
//!
//! The width is how many threads the wasm device runs as one (`-Xanywarp --width`), so no result may depend on it, nor on how many
//! workers share the blocks.

use std::path::Path;

use crate::compare::same;
use crate::header::Header;
use crate::program::{compare_with_reference, compile, ends_with_pass, run_with};
use crate::toolkit::Toolkit;

const WIDTHS: [&str; 5] = ["scalar", "4", "8", "16", "32"];
const WORKERS: [&str; 3] = ["1", "2", "8"];
/// One program of so many is compiled in every width each time the tests run.
const SHARE: u64 = 18;

/// True for the programs that are tested each time; the names decide, so that a failure comes again.
#[must_use]
pub fn is_in_share(name: &str) -> bool {
    // FNV-1a: the same on every machine and in every version of Rust.
    let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.bytes().fold(0xcbf2_9ce4_8422_2325, hash).is_multiple_of(SHARE)
}

/// Compiles `source` once in each width and runs it with each number of workers.
///
/// # Errors
/// What is not as it should be, and in which width.
pub fn check(source: &Path, toolkit: &Toolkit) -> Result<(), String> {
    let text = std::fs::read_to_string(source).map_err(|error| format!("{}: {error}", source.display()))?;
    let header = Header::parse(&text)?;
    let mut first: Option<String> = None;
    for width in WIDTHS {
        let mut header = header.clone();
        header.flags.extend(["-Xanywarp".to_owned(), format!("--width={width}")]);
        let work = tempfile::tempdir().map_err(|error| format!("temporary folder: {error}"))?;
        let compiled = compile(source, &header, toolkit, work.path())?;
        for workers in WORKERS {
            let named = |error: String| format!("width {width}, {workers} workers: {error}");
            let finished = run_with(&compiled, &header, toolkit, work.path(), workers).map_err(named)?;
            if !finished.status.success() || !ends_with_pass(&finished.stdout) {
                return Err(named(format!("{}\n{}{}", finished.status, finished.stdout, finished.stderr)));
            }
            match &first {
                None => {
                    compare_with_reference(source, &header, &finished.stdout).map_err(named)?;
                    first = Some(finished.stdout);
                }
                Some(one) => {
                    same("another output than in scalar mode", one, &finished.stdout).map_err(named)?
                }
            }
        }
    }
    Ok(())
}

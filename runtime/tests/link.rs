//! The static library links into a plain C program, which stays small, starts quickly and needs little memory.

mod support;
use support::*;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anywarp_artifact::Data;

/// Makes the toolkit's static library from the archive of this build.
fn library(folder: &Path) -> PathBuf {
    let test = std::env::current_exe().expect("a path");
    let archive = test.with_file_name("libanywarp_runtime.a");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/runtime-libraries");
    let status = Command::new(script).arg(archive).arg(folder).status();
    assert!(status.expect("the script starts").success());
    folder.join("libcudart_static.a")
}

fn program(folder: &Path) -> PathBuf {
    let container = folder.join("container");
    let bytes = artifact(&[EMPTY, ADD], "", Vec::new(), Data::default()).to_bytes();
    std::fs::write(&container, bytes).expect("writable");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vector_add.c");
    let program = folder.join("vector_add");
    let status = Command::new("gcc")
        .args(["-O2", "-s", "-o"])
        .arg(&program)
        .arg(format!("-DCONTAINER=\"{}\"", container.display()))
        .args([&source, &library(folder)])
        .args(["-lrt", "-lpthread", "-ldl", "-lm"])
        .status();
    assert!(status.expect("gcc").success());
    program
}

/// Runs the program with an own cache; the time and the peak of resident memory in bytes.
fn run(program: &Path, cache: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = Command::new(program).env("ANYWARP_CACHE_DIR", cache).spawn().expect("starts");
    // SAFETY: waits for the child that was just started, which nobody else waits for.
    let (status, usage) = unsafe {
        let (mut status, mut usage) = (0, std::mem::zeroed::<libc::rusage>());
        libc::wait4(child.id() as i32, &raw mut status, 0, &raw mut usage);
        (status, usage)
    };
    let _ = child.try_wait();
    assert_eq!(status, 0);
    (start.elapsed(), usage.ru_maxrss as u64 * 1024)
}

#[test]
fn a_c_program_is_small_quick_and_modest() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = program(folder.path());
    let bytes = std::fs::metadata(&program).expect("linked").len();
    assert!(bytes <= 16 << 20, "{bytes} bytes");

    let best = |runs: usize, cold: bool| {
        let measured = (0..runs).map(|run_number| {
            let cache = folder.path().join(if cold { format!("cold{run_number}") } else { "warm".into() });
            run(&program, &cache)
        });
        measured.min().expect("at least one")
    };
    let (cold, _) = best(5, true);
    run(&program, &folder.path().join("warm"));
    let (warm, peak) = best(10, false);
    println!("{bytes} bytes, cold {cold:?}, warm {warm:?}, peak {peak} bytes");
    // The data: three arrays on the device, one on the host. Times get room for a loaded machine.
    assert!(peak <= (4 << 22) + (30 << 20), "{peak} bytes");
    assert!(cold <= Duration::from_millis(40) * 4, "{cold:?}");
    assert!(warm <= Duration::from_millis(15) * 4, "{warm:?}");
}

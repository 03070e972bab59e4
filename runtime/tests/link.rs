//! The static library links into a plain C program, which stays small and needs little memory.

#![allow(clippy::disallowed_methods, reason = "the tests start children of their own, not tools")]
#![allow(clippy::print_stdout, reason = "prints the figures of docs/decisions/004-runtime.md")]

mod support;
use support::*;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

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

fn program(folder: &Path, library: &Path, elements: usize) -> PathBuf {
    let container = folder.join("container");
    let bytes = artifact(&[EMPTY, ADD], "", Vec::new(), Data::default()).to_bytes();
    std::fs::write(&container, bytes).expect("writable");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vector_add.c");
    let program = folder.join(format!("vector_add_{elements}"));
    let status = Command::new("gcc")
        .args(["-O2", "-s", "-o"])
        .arg(&program)
        .arg(format!("-DELEMENTS={elements}"))
        .arg(format!("-DCONTAINER=\"{}\"", container.display()))
        .args([source.as_path(), library])
        .args(["-lrt", "-lpthread", "-ldl", "-lm"])
        .status();
    assert!(status.expect("gcc").success());
    program
}

/// Runs the program with an own cache; processor time (which other load does not change much) and peak of resident
/// memory in bytes.
fn run(program: &Path, cache: &Path) -> (Duration, u64) {
    let mut child = Command::new(program).env("ANYWARP_CACHE_DIR", cache).spawn().expect("starts");
    // SAFETY: waits for the child that was just started, which nobody else waits for.
    let (status, usage) = unsafe {
        let (mut status, mut usage) = (0, std::mem::zeroed::<libc::rusage>());
        libc::wait4(child.id() as i32, &raw mut status, 0, &raw mut usage);
        (status, usage)
    };
    let _ = child.try_wait();
    assert_eq!(status, 0);
    let time = |value: libc::timeval| Duration::new(value.tv_sec as u64, value.tv_usec as u32 * 1000);
    (time(usage.ru_utime) + time(usage.ru_stime), usage.ru_maxrss as u64 * 1024)
}

#[test]
fn a_c_program_links_with_the_shared_library() {
    let folder = tempfile::tempdir().expect("a folder");
    library(folder.path());
    let program = program(folder.path(), &folder.path().join("libcudart.so.12"), 1 << 10);
    let status = Command::new(program).env("LD_LIBRARY_PATH", folder.path()).status();
    assert!(status.expect("starts").success());
}

#[test]
fn a_c_program_is_small_and_modest() {
    let folder = tempfile::tempdir().expect("a folder");
    let library = library(folder.path());
    let program = |elements: usize| program(folder.path(), &library, elements);
    let (large, tiny) = (program(1 << 20), program(1 << 10));
    let bytes = std::fs::metadata(&large).expect("linked").len();
    assert!(bytes <= 16 << 20, "{bytes} bytes");

    let warm_cache = folder.path().join("warm");
    let (_, peak) = run(&large, &warm_cache);
    let (cold, _) = (0..5)
        .map(|run_number| run(&tiny, &folder.path().join(format!("cold{run_number}"))))
        .min()
        .expect("5");
    let (warm, _) = (0..10).map(|_| run(&tiny, &warm_cache)).min().expect("10");
    // Times are for readers only: they depend on the machine and on what else it runs.
    println!("{bytes} bytes; start to exit cold {cold:?}, warm {warm:?}; peak {peak} bytes");
    // The data: three arrays on the device, one on the host.
    assert!(peak <= (4 << 22) + (30 << 20), "{peak} bytes");
}

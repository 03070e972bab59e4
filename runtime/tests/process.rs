//! The life of a process: exit with work pending, fork, environment, the cache on disk. Each case is a child process.

#![allow(clippy::disallowed_methods, reason = "the tests start children of their own, not tools")]

mod support;
use support::*;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anywarp_runtime::api::device::*;

fn child(case: &str, environment: &[(&str, &str)]) -> Output {
    let this = std::env::current_exe().expect("a path");
    let mut command = Command::new("timeout");
    command.arg("60").arg(this).args(["--exact", case, "--ignored", "--nocapture", "--test-threads=1"]);
    command.envs(environment.iter().copied()).output().expect("the test starts")
}

fn passes(case: &str, environment: &[(&str, &str)]) {
    let output = child(case, environment);
    assert!(
        output.status.success(),
        "{:?}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
#[ignore = "runs in a child of `a_process_exits_while_kernels_run`"]
fn exit_with_work_pending() {
    let program = program(&[SPIN, EMPTY]);
    let flag = allocate(4);
    upload(flag, &[0_u32]);
    for _ in 0..3 {
        assert_eq!(program.launch(0, 100, 1, &[flag]), 0);
        assert_eq!(program.launch(1, 1, 1, &[]), 0);
    }
    std::thread::sleep(std::time::Duration::from_millis(20));
    std::process::exit(0);
}

#[test]
fn a_process_exits_while_kernels_run() {
    passes("exit_with_work_pending", &[]);
}

fn in_fork(body: impl FnOnce() -> bool) -> bool {
    // SAFETY: the child only calls `body` and leaves without running destructors.
    unsafe {
        match libc::fork() {
            0 => libc::_exit(i32::from(!body())),
            child => {
                let mut status = -1;
                libc::waitpid(child, &raw mut status, 0);
                status == 0
            }
        }
    }
}

#[test]
#[ignore = "runs in a child of `fork_works_before_the_first_use`"]
fn fork_before_and_after() {
    let program = program(&[EMPTY]);
    assert!(in_fork(|| program.launch(0, 1, 1, &[]) == 0 && synchronize() == 0));
    assert_eq!(program.launch(0, 1, 1, &[]), 0);
    assert_eq!(synchronize(), 0);
    // As in CUDA, a child of a process that used the device cannot.
    assert!(in_fork(|| program.launch(0, 1, 1, &[]) == 3 && synchronize() == 3));
    assert_eq!(synchronize(), 0);
}

#[test]
fn fork_works_before_the_first_use() {
    passes("fork_before_and_after", &[]);
}

#[test]
#[ignore = "runs in a child of `the_environment_hides_the_device`"]
fn no_device() {
    let mut count = -1;
    // SAFETY: a local variable.
    unsafe {
        assert_eq!(cudaGetDeviceCount(&raw mut count), 100);
        assert_eq!((count, cudaSetDevice(0), cudaDeviceSynchronize()), (0, 100, 100));
    }
    assert_eq!(program(&[EMPTY]).launch(0, 1, 1, &[]), 100);
}

#[test]
#[ignore = "runs in a child of `the_environment_hides_the_device`"]
fn one_device() {
    assert_eq!(program(&[EMPTY]).launch(0, 1, 1, &[]), 0);
    assert_eq!(synchronize(), 0);
}

#[test]
fn the_environment_hides_the_device() {
    for hidden in ["", "-1", "1"] {
        passes("no_device", &[("CUDA_VISIBLE_DEVICES", hidden)]);
    }
    passes("no_device", &[("ANYWARP_DEVICES", "vulkan")]);
    passes("one_device", &[("CUDA_VISIBLE_DEVICES", "0"), ("ANYWARP_DEVICES", "wasm")]);
}

#[test]
#[ignore = "runs in a child of `one_worker_is_enough`"]
fn spinning_kernel_and_other_work() {
    use anywarp_runtime::api::{copy::*, stream::*};
    let program = program(&[SPIN, EMPTY]);
    let flag = allocate(4);
    upload(flag, &[0_u32]);
    let (mut spinning, mut copying) = (0, 0);
    let mut pinned = std::ptr::null_mut();
    // SAFETY: local variables and live handles.
    unsafe {
        assert_eq!(cudaStreamCreateWithFlags(&raw mut spinning, 1), 0);
        assert_eq!(cudaStreamCreateWithFlags(&raw mut copying, 1), 0);
        assert_eq!(anywarp_runtime::api::host::cudaMallocHost(&raw mut pinned, 4), 0);
        pinned.cast::<u32>().write(1);
        assert_eq!(program.launch_on(spinning, 0, 1, 1, &[flag]), 0);
        // A kernel that this thread waits for runs here; a copy runs beside the one that waits for it.
        assert_eq!(program.launch_on(copying, 1, 1, 1, &[]), 0);
        assert_eq!(cudaMemcpyAsync(flag as *mut _, pinned, 4, 1, copying), 0);
        assert_eq!(cudaStreamSynchronize(copying), 0);
        assert_eq!(cudaStreamSynchronize(spinning), 0);
    }
}

#[test]
fn one_worker_is_enough() {
    passes("spinning_kernel_and_other_work", &[("ANYWARP_WORKERS", "1")]);
}

#[test]
#[ignore = "runs in children of the tests of the cache"]
fn run_one_kernel() {
    let program = program(&[COUNT]);
    let counter = allocate(4);
    upload(counter, &[0_u32]);
    assert_eq!(program.launch(0, 3, 3, &[counter]), 0);
    assert_eq!(download::<u32>(counter, 1), [9]);
}

fn entries(cache: &Path) -> Vec<PathBuf> {
    let list =
        std::fs::read_dir(cache).map(|list| list.map(|entry| entry.expect("readable").path()).collect());
    list.unwrap_or_default()
}

#[test]
fn what_is_compiled_is_kept_and_only_trusted_when_whole_and_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("cache");
    let run = || passes("run_one_kernel", &[("ANYWARP_CACHE_DIR", cache.to_str().expect("UTF-8"))]);
    let identity =
        |path: &Path| std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(path).expect("there"));
    run();
    let [entry] = entries(&cache).try_into().expect("one entry");
    assert_eq!(std::fs::metadata(&cache).expect("there").permissions().mode() & 0o777, 0o700);
    let whole = std::fs::read(&entry).expect("readable");
    let first = identity(&entry);
    run();
    assert_eq!(identity(&entry), first, "the second run wrote the entry again");

    // Damaged anywhere, or cut: compiled again and replaced.
    for position in [0, whole.len() / 2, whole.len() - 1] {
        let mut damaged = whole.clone();
        damaged[position] ^= 0x40;
        std::fs::write(&entry, &damaged).expect("writable");
        run();
        assert_ne!(std::fs::read(&entry).expect("readable"), damaged);
    }
    std::fs::write(&entry, &whole[..whole.len() / 3]).expect("writable");
    run();
    assert!(std::fs::read(&entry).expect("readable").len() > whole.len() / 2);

    // Writable by others: whoever could have changed it is not trusted, however good it looks.
    std::fs::set_permissions(&entry, PermissionsExt::from_mode(0o666)).expect("own file");
    let open = identity(&entry);
    run();
    assert_ne!(identity(&entry), open);
    assert_eq!(std::fs::metadata(&entry).expect("there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn without_a_writable_cache_programs_run() {
    for cache in ["", "/proc/nowhere", "/dev/null/x"] {
        passes("run_one_kernel", &[("ANYWARP_CACHE_DIR", cache)]);
    }
}

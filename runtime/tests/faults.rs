//! Kernels that fail: the code, the report, what stays untouched, and that the context recovers by a reset.
//!
//! A fault ends the context of the process, so each case runs in a process of its own: the test starts itself again.

#![allow(clippy::disallowed_methods, reason = "the tests start children of their own, not tools")]

mod support;
use support::*;

use std::process::{Command, Output};

use anywarp_runtime::api::{device::*, error::*, memory::*, settings::*};

/// Runs one case of this file in a child.
fn child(case: &str) -> Output {
    let this = std::env::current_exe().expect("a path");
    Command::new(this)
        .args(["--exact", case, "--ignored", "--nocapture", "--test-threads=1"])
        .output()
        .expect("the test starts")
}

/// The child must pass; its report.
fn report(case: &str) -> String {
    let output = child(case);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{}\n{stderr}", String::from_utf8_lossy(&output.stdout));
    stderr
}

fn reset() {
    // SAFETY: no arguments.
    assert_eq!(unsafe { cudaDeviceReset() }, 0);
}

#[test]
#[ignore = "runs in a child of `a_wild_store_is_reported_and_sticky`"]
fn wild_store() {
    let program = program(&[POKE, EMPTY]);
    let canary = Box::new([7_u32; 1024]);
    let cell = allocate(64);
    // 1 GiB behind everything that is allocated.
    assert_eq!(program.launch(0, 8, 4, &[cell + (1 << 30)]), 0);
    assert_eq!(synchronize(), 700);
    assert_eq!(cudaGetLastError(), 700);
    assert_eq!(cudaGetLastError(), 700);
    assert_eq!(program.launch(1, 1, 1, &[]), 700);
    let mut pointer = std::ptr::null_mut();
    // SAFETY: a local variable.
    assert_eq!(unsafe { cudaMalloc(&raw mut pointer, 4) }, 700);
    assert!(canary.iter().all(|&word| word == 7));
    reset();
    // What this thread saw last is still told, once.
    assert_eq!(cudaGetLastError(), 700);
    assert_eq!(cudaGetLastError(), 0);
    assert_eq!(program.launch(1, 1, 1, &[]), 0);
    assert_eq!(synchronize(), 0);
}

#[test]
fn a_wild_store_is_reported_and_sticky() {
    let report = report("wild_store");
    for part in [
        "kernel poke() failed: illegal memory access at address 0x",
        "block (5,0,0), thread (2,0,0)",
        "at test.cu:7",
    ] {
        assert!(report.contains(part), "{report}");
    }
}

#[test]
#[ignore = "runs in a child of `a_null_store_is_reported`"]
fn null_store() {
    let program = program(&[POKE]);
    assert_eq!(program.launch(0, 8, 4, &[16]), 0);
    assert_eq!(synchronize(), 700);
}

#[test]
fn a_null_store_is_reported() {
    let report = report("null_store");
    assert!(report.contains("a null pointer plus 16 bytes"), "{report}");
}

/// Recursion without end, on the native stack and with locals in device memory.
const RECURSE: TestKernel =
    TestKernel { name: "recurse", parameters: &[8], body: "(call $recurse (local.get $p))" };
const RECURSION: &str = r#"
    (func $recurse (param $p i32)
      (global.set $stack (i32.sub (global.get $stack) (i32.load (local.get $p))))
      (i32.store (global.get $stack) (i32.const 1))
      (call $recurse (local.get $p))
      (i32.store (global.get $stack) (i32.const 2)))
"#;

#[test]
#[ignore = "runs in a child of `stack_overflows_are_reported`"]
fn recursion() {
    let container =
        artifact(&[RECURSE, EMPTY], RECURSION, Vec::new(), anywarp_artifact::Data::default()).to_bytes();
    let program = register(container, &[RECURSE, EMPTY]);
    for frame in [0, 256] {
        assert_eq!(program.launch(0, 1, 1, &[frame]), 0);
        assert_eq!(synchronize(), 700);
        reset();
        assert_eq!(program.launch(1, 1, 1, &[]), 0);
        assert_eq!(synchronize(), 0);
    }
}

#[test]
fn stack_overflows_are_reported() {
    let report = report("recursion");
    assert_eq!(report.matches("stack overflow (recursion too deep)").count(), 2, "{report}");
}

const TRAP: TestKernel = TestKernel { name: "trap", parameters: &[], body: "(unreachable)" };
const DEADLOCK: TestKernel =
    TestKernel { name: "deadlock", parameters: &[], body: "(call $fail (i32.const 2) (i32.const 0))" };

#[test]
#[ignore = "runs in a child of `traps_are_launch_failures`"]
fn traps() {
    let program = program(&[TRAP, DEADLOCK]);
    for kernel in [0, 1] {
        assert_eq!(program.launch(kernel, 1, 1, &[]), 0);
        assert_eq!(synchronize(), 719);
        reset();
    }
}

#[test]
fn traps_are_launch_failures() {
    let report = report("traps");
    assert!(report.contains("kernel trap() failed: the kernel executed a trap"), "{report}");
    assert!(report.contains("deadlock: threads of the block wait for each other"), "{report}");
}

#[test]
#[ignore = "runs in a child of `a_fault_frees_those_who_wait`"]
fn fault_beside_a_spinning_kernel() {
    let program = program(&[SPIN, TRAP]);
    let cell = allocate(4);
    upload(cell, &[0_u32]);
    let mut stream = 0;
    // SAFETY: a local variable.
    unsafe { assert_eq!(anywarp_runtime::api::stream::cudaStreamCreateWithFlags(&raw mut stream, 1), 0) };
    assert_eq!(program.launch_on(stream, 0, 1, 1, &[cell]), 0);
    assert_eq!(program.launch(1, 1, 1, &[]), 0);
    assert_eq!(synchronize(), 719);
    // The spinning kernel is stopped, and nothing of it is left in the new context.
    reset();
    let program = support::program(&[COUNT]);
    let counter = allocate(4);
    upload(counter, &[0_u32]);
    assert_eq!(program.launch(0, 100, 10, &[counter]), 0);
    assert_eq!(download::<u32>(counter, 1), [1000]);
}

#[test]
fn a_fault_frees_those_who_wait() {
    let report = report("fault_beside_a_spinning_kernel");
    assert_eq!(report.matches("failed:").count(), 1, "{report}");
}

#[test]
fn launches_beyond_the_limits_have_cudas_codes() {
    use anywarp_runtime::api::{Dim3, launch::*};
    let program = program(&[EMPTY]);
    let launch = |grid: [u32; 3], block: [u32; 3], shared: usize| {
        let dim = |[x, y, z]: [u32; 3]| Dim3 { x, y, z };
        // SAFETY: the kernel has no parameters.
        unsafe { cudaLaunchKernel(program.stub(0), dim(grid), dim(block), std::ptr::null_mut(), shared, 0) }
    };
    let one = [1, 1, 1];
    assert_eq!(launch(one, one, 0), 0);
    for bad in [[1025, 1, 1], [32, 33, 1], [1, 1, 65], [0, 1, 1]] {
        assert_eq!(launch(one, bad, 0), 9, "{bad:?}");
        assert_eq!(cudaGetLastError(), 9);
        assert_eq!(cudaGetLastError(), 0);
    }
    for bad in [[1 << 31, 1, 1], [1, 65536, 1], [1, 1, 65536], [1, 0, 1]] {
        assert_eq!(launch(bad, one, 0), 9, "{bad:?}");
    }
    assert_eq!(launch(one, one, 48 << 10), 0);
    assert_eq!(launch(one, one, (48 << 10) + 1), 1);
    // SAFETY: the stub is registered.
    unsafe {
        use anywarp_runtime::api::function::*;
        assert_eq!(cudaFuncSetAttribute(program.stub(0), 8, 228 << 10), 1);
        assert_eq!(cudaFuncSetAttribute(program.stub(0), 8, 227 << 10), 0);
        assert_eq!(launch(one, one, 227 << 10), 0);
        let unknown = (&raw const program).cast();
        assert_eq!(cudaLaunchKernel(unknown, dim(1), dim(1), std::ptr::null_mut(), 0, 0), 98);
    }
}

#[test]
fn too_large_an_allocation_fails_and_the_program_goes_on() {
    let (mut pointer, mut free, mut total) = (std::ptr::null_mut(), 0, 0);
    // SAFETY: local variables.
    unsafe {
        assert_eq!(cudaMalloc(&raw mut pointer, 1 << 40), 2);
        assert_eq!(cudaMemGetInfo(&raw mut free, &raw mut total), 0);
        assert!(free <= total && total <= 1 << 32);
        assert_eq!(cudaMalloc(&raw mut pointer, total + 1), 2);
        assert_eq!(cudaGetLastError(), 2);
    }
    upload(allocate(64), &[0_u8; 64]);
}

#[test]
fn wrong_arguments_have_cudas_codes() {
    use anywarp_runtime::api::copy::*;
    let cell = allocate(64);
    let host = [0_u8; 65];
    let (from, to) = (host.as_ptr().cast(), cell as *mut _);
    // SAFETY: the calls are refused, or move what is there.
    unsafe {
        assert_eq!(cudaMemcpy(to, from, 65, 1), 1);
        assert_eq!(cudaMemcpy(to, from, 64, 9), 21);
        assert_eq!(cudaMemcpy(host.as_ptr().cast_mut().cast(), from, 1, 1), 1);
        assert_eq!(cudaFree((cell + 256) as *mut _), 1);
        assert_eq!(cudaFree(std::ptr::null_mut()), 0);
        assert_eq!(cudaFree(to), 0);
        assert_eq!(cudaFree(to), 1);
        assert_eq!(cudaSetDevice(1), 101);
        assert_eq!(cudaDeviceSetLimit(99, 1), 215);
        assert_eq!(anywarp_runtime::api::stream::cudaStreamSynchronize(0x1234), 400);
    }
}

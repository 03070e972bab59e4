//! Launches compute what they should, in the order of their streams, without holding up the host.

mod support;
use support::*;

use std::sync::atomic::{AtomicU32, Ordering};

use anywarp_runtime::api::{event::*, host::*, stream::*};

#[test]
fn vector_add() {
    let program = program(&[EMPTY, ADD]);
    let n = 100_003;
    let (a, b): (Vec<f32>, Vec<f32>) =
        ((0..n).map(|i| i as f32).collect(), (0..n).map(|i| 2.0 * i as f32).collect());
    let [x, y, out] = [(); 3].map(|()| allocate(n * 4));
    upload(x, &a);
    upload(y, &b);
    assert_eq!(program.launch(1, (n as u32).div_ceil(256), 256, &[out, x, y, n as u64]), 0);
    let sum: Vec<f32> = download(out, n);
    assert!(sum.iter().enumerate().all(|(i, &value)| value == 3.0 * i as f32));
}

#[test]
fn every_thread_of_every_block_runs_once() {
    let program = program(&[COUNT]);
    let counter = allocate(4);
    upload(counter, &[0_u32]);
    assert_eq!(program.launch(0, 12_345, 7, &[counter]), 0);
    assert_eq!(download::<u32>(counter, 1), [12_345 * 7]);
}

#[test]
fn a_stream_keeps_its_order() {
    let program = program(&[STEP]);
    let cell = allocate(4);
    upload(cell, &[1_u32]);
    let mut expected = 1_u32;
    let mut stream = 0;
    // SAFETY: local variables.
    unsafe { assert_eq!(cudaStreamCreate(&raw mut stream), 0) };
    for value in 0..1000 {
        assert_eq!(program.launch_on(stream, 0, 1, 1, &[cell, value]), 0);
        expected = expected.wrapping_mul(3).wrapping_add(value as u32);
    }
    assert_eq!(download::<u32>(cell, 1), [expected]);
    // SAFETY: the stream is live.
    unsafe { assert_eq!(cudaStreamDestroy(stream), 0) };
}

/// A word that host and device see; initially 0.
fn flag() -> (u64, &'static AtomicU32) {
    let mut pointer = std::ptr::null_mut();
    // SAFETY: a local variable; the memory is zero and never freed.
    unsafe {
        assert_eq!(cudaHostAlloc(&raw mut pointer, 4, 2), 0);
        (pointer as u64, &*pointer.cast::<AtomicU32>())
    }
}

#[test]
fn launches_and_copies_return_while_a_kernel_spins() {
    let program = program(&[SPIN, STEP]);
    let (address, word) = flag();
    let (cell, result) = (allocate(4), allocate(4));
    upload(cell, &[5_u32]);
    let [mut spinning, mut free, mut event, mut after] = [0; 4];
    // SAFETY: local variables and live handles.
    unsafe {
        assert_eq!(cudaStreamCreateWithFlags(&raw mut spinning, 1), 0);
        assert_eq!(cudaStreamCreateWithFlags(&raw mut free, 1), 0);
        assert_eq!(cudaEventCreate(&raw mut event), 0);
        assert_eq!(cudaEventCreate(&raw mut after), 0);
        assert_eq!(program.launch_on(spinning, 0, 1, 1, &[address]), 0);
        assert_eq!(program.launch_on(spinning, 1, 1, 1, &[cell, 1]), 0);
        assert_eq!(cudaEventRecord(event, spinning), 0);
        assert_eq!(cudaEventQuery(event), 600);
        assert_eq!(cudaStreamQuery(spinning), 600);
        // Another stream goes on, also while this thread waits for it.
        assert_eq!(program.launch_on(free, 1, 1, 1, &[result, 9]), 0);
        assert_eq!(cudaStreamSynchronize(free), 0);
        assert_eq!(cudaEventQuery(event), 600);
        // A third operation depends on both.
        assert_eq!(cudaStreamWaitEvent(free, event, 0), 0);
        assert_eq!(cudaEventRecord(after, free), 0);
        assert_eq!(cudaEventQuery(after), 600);
        word.store(1, Ordering::Release);
        assert_eq!(cudaEventSynchronize(after), 0);
        assert_eq!(cudaEventQuery(event), 0);
        let mut milliseconds = -1.0;
        assert_eq!(cudaEventElapsedTime(&raw mut milliseconds, event, after), 0);
        assert!(milliseconds >= 0.0);
    }
    assert_eq!(download::<u32>(cell, 1), [16]);
}

#[test]
fn the_legacy_default_stream_waits_for_blocking_streams_only() {
    let program = program(&[SPIN, STEP]);
    let (address, word) = flag();
    let cell = allocate(4);
    upload(cell, &[1_u32]);
    let [mut blocking, mut independent] = [0; 2];
    // SAFETY: local variables and live handles.
    unsafe {
        assert_eq!(cudaStreamCreate(&raw mut blocking), 0);
        assert_eq!(cudaStreamCreateWithFlags(&raw mut independent, 1), 0);
        assert_eq!(program.launch_on(blocking, 0, 1, 1, &[address]), 0);
        assert_eq!(program.launch_on(0, 1, 1, 1, &[cell, 1]), 0);
        assert_eq!(cudaStreamQuery(0), 600);
        assert_eq!(program.launch_on(independent, 1, 1, 1, &[cell, 10]), 0);
        assert_eq!(cudaStreamSynchronize(independent), 0);
        // 1 * 3 + 10 by the independent stream, while the default stream still waits.
        assert_eq!((*(cell as *const AtomicU32)).load(Ordering::Acquire), 13);
        word.store(1, Ordering::Release);
        assert_eq!(synchronize(), 0);
    }
    assert_eq!(download::<u32>(cell, 1), [13 * 3 + 1]);
}

#[test]
fn several_host_threads_launch_and_wait_at_once() {
    let program = program(&[COUNT]);
    let counter = allocate(4);
    upload(counter, &[0_u32]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut stream = 0;
                // SAFETY: a local variable.
                unsafe { assert_eq!(cudaStreamCreate(&raw mut stream), 0) };
                for _ in 0..200 {
                    assert_eq!(program.launch_on(stream, 0, 3, 5, &[counter]), 0);
                    // SAFETY: the stream is live.
                    unsafe { assert_eq!(cudaStreamSynchronize(stream), 0) };
                }
            });
        }
    });
    assert_eq!(download::<u32>(counter, 1), [4 * 200 * 15]);
}

/// Every block counts itself and waits until all blocks have: parameters counter, number of blocks.
const MEET: TestKernel = TestKernel {
    name: "meet",
    parameters: &[8, 4],
    body: r#"
      (drop (i32.atomic.rmw.add (call $address (local.get $p) (i32.const 0)) (i32.const 1)))
      (loop $again (br_if $again (i32.lt_u
        (i32.atomic.load (call $address (local.get $p) (i32.const 0))) (i32.load offset=8 (local.get $p)))))
    "#,
};

#[test]
fn blocks_may_wait_for_later_blocks_of_a_small_grid() {
    let program = program(&[MEET]);
    let counter = allocate(4);
    upload(counter, &[0_u32]);
    assert_eq!(program.launch(0, 12, 1, &[counter, 12]), 0);
    assert_eq!(synchronize(), 0);
    assert_eq!(download::<u32>(counter, 1), [12]);
}

#[test]
fn a_cooperative_launch_runs_all_its_blocks_at_once_or_is_refused() {
    use anywarp_runtime::api::{launch::*, properties::cudaDeviceGetAttribute};
    let program = program(&[MEET]);
    let counter = allocate(4);
    upload(counter, &[0_u32]);
    let mut blocks = 0;
    // SAFETY: local variables; the arguments are the kernel's.
    unsafe {
        assert_eq!(cudaDeviceGetAttribute(&raw mut blocks, 16, 0), 0);
        let (mut pointer, mut count) = (counter, blocks);
        let mut arguments = [(&raw mut pointer).cast(), (&raw mut count).cast()];
        let launch = |blocks: i32, arguments: &mut [_; 2]| {
            cudaLaunchCooperativeKernel(
                program.stub(0),
                dim(blocks as u32),
                dim(1),
                arguments.as_mut_ptr(),
                0,
                0,
            )
        };
        assert_eq!(launch(blocks + 1, &mut arguments), 720);
        assert_eq!(launch(blocks, &mut arguments), 0);
    }
    assert_eq!(download::<i32>(counter, 1), [blocks]);
}

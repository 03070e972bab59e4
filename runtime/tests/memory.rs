//! Memory: copies of all shapes, variables, host memory that the device shares.

mod support;
use support::*;

use std::ffi::c_void;

use anywarp_artifact::{Data, Relocation, RelocationTarget};
use anywarp_runtime::api::{
    copy::*, device::*, event::*, host::*, memory::*, properties::*, stream::*, symbol::*,
};

/// `*p = function table index of $f`, to compare with what the loader wrote.
const EXTRA: &str = r#"
    (table 4 funcref) (elem (i32.const 3) $f) (func $f)
    (func (export "function_address") (param i32) (result i32) (i32.const 3))
"#;

#[test]
fn variables_have_their_initial_values_and_addresses() {
    let relocations = vec![
        Relocation { at: 8, target: RelocationTarget::Data(-4) },
        Relocation { at: 16, target: RelocationTarget::Function(0) },
    ];
    let mut bytes = vec![0; 24];
    bytes[..4].copy_from_slice(&42_u32.to_le_bytes());
    let data = Data { bytes, zero_bytes: 4096, alignment: 1024, relocations };
    let variables = vec![
        variable("answer", 0, 4),
        variable("pointer", 8, 8),
        variable("table", 16, 8),
        variable("zero", 24, 4096),
    ];
    let program = register(artifact(&[EMPTY], EXTRA, variables, data).to_bytes(), &[EMPTY]);
    let shadow = program.variable("answer", 4);
    let [answer, pointer, table, zero] = [
        shadow,
        program.variable("pointer", 8),
        program.variable("table", 8),
        program.variable("zero", 4096),
    ];

    let mut address = std::ptr::null_mut();
    let (mut size, mut value, mut stored) = (0, 0_u32, [0_u64; 2]);
    let mut zeros = vec![1_u8; 4096];
    // SAFETY: local variables of the right sizes.
    unsafe {
        assert_eq!(cudaGetSymbolAddress(&raw mut address, answer), 0);
        assert_eq!(address as usize % 1024, 0);
        assert_eq!(cudaGetSymbolSize(&raw mut size, zero), 0);
        assert_eq!(size, 4096);
        assert_eq!(cudaMemcpyFromSymbol((&raw mut value).cast(), answer, 4, 0, 2), 0);
        assert_eq!(value, 42);
        assert_eq!(cudaMemcpyFromSymbol((&raw mut stored[0]).cast(), pointer, 8, 0, 2), 0);
        assert_eq!(stored[0], address as u64 - 4);
        assert_eq!(cudaMemcpyFromSymbol((&raw mut stored[1]).cast(), table, 8, 0, 4), 0);
        assert_eq!(stored[1], 3);
        assert_eq!(cudaMemcpyFromSymbol(zeros.as_mut_ptr().cast(), zero, 4096, 0, 2), 0);
        assert!(zeros.iter().all(|&byte| byte == 0));
        value = 43;
        assert_eq!(cudaMemcpyToSymbol(answer, (&raw const value).cast(), 4, 0, 1), 0);
        assert_eq!(download::<u32>(address as u64, 1), [43]);
        assert_eq!(cudaMemcpyToSymbol(answer, (&raw const value).cast(), 4, 1, 1), 1);
        assert_eq!(cudaMemcpyToSymbol(answer, (&raw const value).cast(), 4, 0, 2), 21);
        assert_eq!(cudaGetSymbolAddress(&raw mut address, (&raw const value).cast()), 13);
    }
}

#[test]
fn a_damaged_container_is_an_error_of_its_kernels_only() {
    let mut bytes = artifact(&[EMPTY], "", Vec::new(), Data::default()).to_bytes();
    *bytes.last_mut().expect("not empty") ^= 1;
    let damaged = register(bytes, &[EMPTY]);
    assert_eq!(damaged.launch(0, 1, 1, &[]), 200);
    let foreign = register(vec![0x50; 64], &[EMPTY]);
    assert_eq!(foreign.launch(0, 1, 1, &[]), 209);
    assert_eq!(program(&[EMPTY]).launch(0, 1, 1, &[]), 0);
    assert_eq!(synchronize(), 0);
}

#[test]
fn destructors_may_use_what_was_loaded_before_the_end() {
    let used = program(&[EMPTY]);
    assert_eq!(used.launch(0, 1, 1, &[]), 0);
    let unused = program(&[EMPTY]);
    used.unregister();
    unused.unregister();
    assert_eq!(used.launch(0, 1, 1, &[]), 0);
    assert_eq!(unused.launch(0, 1, 1, &[]), 4);
    assert_eq!(synchronize(), 0);
}

#[test]
fn pitched_copies_move_the_rows_and_nothing_else() {
    let (mut device, mut pitch) = (std::ptr::null_mut(), 0);
    let (width, height) = (100_usize, 7_usize);
    let source: Vec<u8> = (0..width * height).map(|i| i as u8).collect();
    let mut target = vec![0xee_u8; 128 * height];
    // SAFETY: buffers of the sizes given.
    unsafe {
        assert_eq!(cudaMallocPitch(&raw mut device, &raw mut pitch, width, height), 0);
        assert!(pitch >= width && pitch % 512 == 0);
        assert_eq!(cudaMemset2D(device, pitch, 0x55, pitch, height), 0);
        assert_eq!(cudaMemcpy2D(device, pitch, source.as_ptr().cast(), width, width, height, 1), 0);
        assert_eq!(cudaMemcpy2D(target.as_mut_ptr().cast(), 128, device, pitch, width, height, 2), 0);
        assert_eq!(cudaMemcpy2D(device, 50, source.as_ptr().cast(), width, width, height, 1), 12);
        assert_eq!(cudaMemcpy2D(device, pitch, source.as_ptr().cast(), width, width, height + 1, 1), 1);
    }
    for row in 0..height {
        assert_eq!(target[row * 128..row * 128 + width], source[row * width..(row + 1) * width]);
        assert!(target[row * 128 + width..(row + 1) * 128].iter().all(|&byte| byte == 0xee));
    }
    let padding: Vec<u8> = download(device as u64 + width as u64, pitch - width);
    assert!(padding.iter().all(|&byte| byte == 0x55));
}

#[test]
fn registered_host_memory_is_the_same_memory_for_the_device() {
    let program = program(&[STEP]);
    // Not at a page's begin, and with neighbours that must survive.
    let mut memory = vec![9_u32; 5000];
    let cell = (&raw mut memory[1001]).cast::<c_void>();
    let mut alias = std::ptr::null_mut();
    // SAFETY: the vector outlives its registration.
    unsafe {
        assert_eq!(cudaHostRegister(cell, 4 * 2000, 2), 0);
        assert_eq!(cudaHostRegister(cell, 4, 0), 712);
        assert_eq!(cudaHostGetDevicePointer(&raw mut alias, cell, 0), 0);
        assert_eq!(program.launch(0, 1, 1, &[alias as u64, 1]), 0);
        assert_eq!(synchronize(), 0);
        assert_eq!(cell.cast::<u32>().read_volatile(), 28);
        cell.cast::<u32>().add(1).write_volatile(5);
        assert_eq!(alias.cast::<u32>().add(1).read_volatile(), 5);
        assert_eq!(cudaHostUnregister(cell), 0);
        assert_eq!(cudaHostUnregister(cell), 713);
        assert_eq!(cudaHostGetDevicePointer(&raw mut alias, cell, 0), 1);
    }
    assert_eq!(memory[1000..1004], [9, 28, 5, 9]);
    assert!(memory[..1001].iter().chain(&memory[1003..]).all(|&word| word == 9));
}

#[test]
fn pointers_know_what_they_are() {
    #[repr(C)]
    struct Attributes {
        kind: i32,
        device: i32,
        device_pointer: *mut c_void,
        host_pointer: *mut c_void,
    }
    let attributes = |pointer: *const c_void| {
        let mut found = Attributes { kind: -1, device: -1, device_pointer: cell(), host_pointer: cell() };
        // SAFETY: the structure has CUDA's layout.
        assert_eq!(unsafe { cudaPointerGetAttributes((&raw mut found).cast(), pointer) }, 0);
        found
    };
    fn cell() -> *mut c_void {
        std::ptr::null_mut()
    }
    let (mut managed, mut pinned) = (cell(), cell());
    // SAFETY: local variables.
    unsafe {
        assert_eq!(cudaMallocManaged(&raw mut managed, 100, 1), 0);
        assert_eq!(cudaMallocHost(&raw mut pinned, 100), 0);
    }
    let device = allocate(100) as *mut c_void;
    assert_eq!((attributes(device).kind, attributes(managed).kind, attributes(pinned).kind), (2, 3, 1));
    assert_eq!(attributes(pinned).device_pointer, pinned);
    assert_eq!(attributes(device.wrapping_byte_add(50)).device, 0);
    let here = attributes((&raw const managed).cast());
    assert_eq!((here.kind, here.device), (0, -2));
    // SAFETY: allocated above, and each by its own function.
    unsafe {
        assert_eq!(cudaFreeHost(device), 1);
        assert_eq!(cudaFree(pinned), 1);
        assert_eq!(cudaFreeHost(pinned), 0);
        assert_eq!(cudaFree(managed), 0);
    }
}

#[test]
fn asynchronous_copies_from_pageable_memory_take_the_bytes_at_once() {
    let program = program(&[SPIN]);
    let (flag, cell) = (allocate(4), allocate(64));
    upload(flag, &[0_u32]);
    let mut stream = 0;
    let mut source = [1_u8; 64];
    // SAFETY: local variables; the flag is device memory, which the host reaches too.
    unsafe {
        assert_eq!(cudaStreamCreateWithFlags(&raw mut stream, 1), 0);
        assert_eq!(program.launch_on(stream, 0, 1, 1, &[flag]), 0);
        assert_eq!(cudaMemcpyAsync(cell as *mut _, source.as_ptr().cast(), 64, 1, stream), 0);
        source.fill(2);
        (*(flag as *const std::sync::atomic::AtomicU32)).store(1, std::sync::atomic::Ordering::Release);
        assert_eq!(cudaStreamSynchronize(stream), 0);
    }
    assert_eq!(download::<u8>(cell, 64), [1; 64]);
    assert_eq!(source, [2; 64]);
}

#[test]
fn host_functions_run_in_stream_order_and_may_not_call_cuda() {
    unsafe extern "C" fn note(data: *mut c_void) {
        // SAFETY: the test's vector, which nobody else touches before the stream is done.
        let notes = unsafe { &mut *data.cast::<Vec<i32>>() };
        // SAFETY: no arguments.
        notes.push(unsafe { cudaDeviceSynchronize() });
    }
    unsafe extern "C" fn finish(_stream: *mut c_void, status: i32, data: *mut c_void) {
        // SAFETY: as above.
        unsafe { &mut *data.cast::<Vec<i32>>() }.push(status);
    }
    let mut notes: Vec<i32> = Vec::new();
    let (mut stream, mut event) = (0, 0);
    let data = (&raw mut notes).cast();
    // SAFETY: local variables that outlive the stream's work.
    unsafe {
        assert_eq!(cudaStreamCreate(&raw mut stream), 0);
        assert_eq!(cudaEventCreateWithFlags(&raw mut event, 2), 0);
        assert_eq!(anywarp_runtime::api::launch::cudaLaunchHostFunc(stream, Some(note), data), 0);
        assert_eq!(cudaStreamAddCallback(stream, Some(finish), data, 0), 0);
        assert_eq!(cudaEventRecord(event, stream), 0);
        assert_eq!(cudaEventSynchronize(event), 0);
        let mut time = 0.0;
        assert_eq!(cudaEventElapsedTime(&raw mut time, event, event), 400);
    }
    assert_eq!(notes, [800, 0]);
}

#[test]
fn memory_freed_in_stream_order_is_free_afterwards() {
    let program = program(&[STEP]);
    let (mut stream, mut pointer, mut before, mut after, mut total) = (0, std::ptr::null_mut(), 0, 0, 0);
    // SAFETY: local variables.
    unsafe {
        assert_eq!(cudaStreamCreate(&raw mut stream), 0);
        assert_eq!(cudaMallocAsync(&raw mut pointer, 64 << 20, stream), 0);
        assert_eq!(cudaMemGetInfo(&raw mut before, &raw mut total), 0);
        assert_eq!(cudaMemsetAsync(pointer, 0, 64 << 20, stream), 0);
        assert_eq!(program.launch_on(stream, 0, 1, 1, &[pointer as u64, 1]), 0);
        assert_eq!(cudaFreeAsync(pointer, stream), 0);
        assert_eq!(cudaStreamSynchronize(stream), 0);
        assert_eq!(cudaMemGetInfo(&raw mut after, &raw mut total), 0);
        // Other tests allocate at the same time, but not that much.
        assert!(after > before + (32 << 20));
    }
}

#[test]
fn the_device_describes_itself() {
    // SAFETY: all fields are numbers.
    let mut prop: DeviceProp = unsafe { std::mem::zeroed() };
    let (mut cores, mut major) = (0, 0);
    // SAFETY: local variables.
    unsafe {
        assert_eq!(cudaGetDeviceProperties(&raw mut prop, 0), 0);
        assert_eq!(cudaGetDeviceProperties_v2(&raw mut prop, 1), 101);
        assert_eq!(cudaDeviceGetAttribute(&raw mut cores, 16, 0), 0);
        assert_eq!(cudaDeviceGetAttribute(&raw mut major, 75, 0), 0);
        assert_eq!(cudaDeviceGetAttribute(&raw mut major, 1000, 0), 1);
    }
    // SAFETY: the name is a C string.
    let name = unsafe { std::ffi::CStr::from_ptr(prop.name.as_ptr()) }.to_string_lossy();
    assert!(name.starts_with("anywarp wasm32 ("), "{name}");
    assert_eq!((prop.multi_processor_count, major, prop.warp_size), (cores, 8, 32));
}

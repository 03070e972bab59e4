//! Hand-written images for tests of the runtime: kernels as WebAssembly text, registered as a compiled program would.

#![allow(dead_code, reason = "each test uses a part")]
#![allow(unreachable_pub, reason = "each test is a crate of its own")]

use std::ffi::{CString, c_char, c_void};
use std::fmt::Write as _;

use anywarp_artifact::{
    Artifact, Data, Image, Kernel, LineTableBuilder, Parameter, Schedule, Target, Variable, VariableKind,
};
use anywarp_runtime::api::{Dim3, copy::*, device::*, launch::*, memory::*, registration::*};

/// A kernel: its body runs once for every thread and sees the locals `$p` (parameters), `$block`, `$thread` (linear
/// indices), `$worker` and `$launch`.
pub struct TestKernel {
    pub name: &'static str,
    /// Bytes of each parameter.
    pub parameters: &'static [u32],
    pub body: &'static str,
}

/// The stubs of a registered image, in the order of its kernels.
pub struct Program {
    handle: *mut *mut c_void,
    stubs: Vec<*const c_void>,
}

// SAFETY: the addresses are only names.
unsafe impl Send for Program {}
// SAFETY: the addresses are only names.
unsafe impl Sync for Program {}

#[repr(C)]
struct Wrapper {
    magic: u32,
    version: u32,
    data: *const u8,
    file: *const u8,
}

/// The module's text; `extra` is put at its end.
pub fn text(kernels: &[TestKernel], extra: &str) -> String {
    let mut text = String::from(
        r#"(module
        (import "env" "memory" (memory 1))
        (import "env" "image_base" (global $image_base i32))
        (import "env" "memory_base" (global $memory_base i64))
        (import "env" "fail" (func $fail (param i32 i32)))
        (global $stack (export "__stack_pointer") (mut i32) (i32.const 0))
        (func $address (param $p i32) (param $at i32) (result i32)
          (i32.wrap_i64 (i64.load (i32.add (local.get $p) (local.get $at)))))
"#,
    );
    for (index, kernel) in kernels.iter().enumerate() {
        let body = kernel.body;
        let _ = write!(
            text,
            r#"(func $thread{index} (param $p i32) (param $block i32) (param $thread i32) (param $worker i32)
              (param $launch i32) (local $i i32) {body})
            (func (export "arena{index}") (param i32) (result i32) (i32.const 256))
            (func (export "kernel{index}") (param $launch i32) (param $worker i32) (param $first i32) (param $count i32)
              (local $block i32) (local $thread i32) (local $threads i32)
              (local.set $threads (i32.mul (i32.mul (i32.load offset=12 (local.get $launch))
                (i32.load offset=16 (local.get $launch))) (i32.load offset=20 (local.get $launch))))
              (local.set $block (local.get $first))
              (loop $blocks
                (local.set $thread (i32.const 0))
                (i32.store offset=8 (local.get $worker) (local.get $block))
                (loop $threads
                  (i32.store offset=12 (local.get $worker) (local.get $thread))
                  (call $thread{index} (i32.load offset=24 (local.get $launch)) (local.get $block)
                    (local.get $thread) (local.get $worker) (local.get $launch))
                  (local.set $thread (i32.add (local.get $thread) (i32.const 1)))
                  (br_if $threads (i32.lt_u (local.get $thread) (local.get $threads))))
                (local.set $block (i32.add (local.get $block) (i32.const 1)))
                (br_if $blocks (i32.lt_u (i32.sub (local.get $block) (local.get $first)) (local.get $count)))))
"#
        );
    }
    text + extra + ")"
}

/// The artifact of the module's text.
pub fn artifact(kernels: &[TestKernel], extra: &str, variables: Vec<Variable>, data: Data) -> Artifact {
    let code = wat::parse_str(text(kernels, extra)).expect("valid text");
    let mut lines = LineTableBuilder::default();
    lines.add(0, [("test.cu", 7)].into_iter());
    let lines = lines.finish();
    let kernels = kernels.iter().map(|kernel| {
        let mut bytes = 0;
        let parameters = kernel.parameters.iter().map(|&size| {
            let offset = u32::next_multiple_of(bytes, size.clamp(1, 8));
            bytes = offset + size;
            Parameter { offset, bytes: size }
        });
        let parameters: Vec<Parameter> = parameters.collect();
        Kernel {
            name: kernel.name.into(),
            display_name: format!("{}()", kernel.name),
            parameters,
            parameter_bytes: bytes,
            static_shared_bytes: 0,
            local_bytes: 0,
            max_threads_per_block: 1024,
            architecture: 80,
            schedule: Schedule::Loop,
        }
    });
    let kernels = kernels.collect();
    let images = vec![Image { target: Target::Wasm32, code, lines }];
    Artifact { kernels, variables, data, images, ..Artifact::default() }
}

pub fn variable(name: &str, offset: u32, bytes: u64) -> Variable {
    Variable { name: name.into(), offset, bytes, kind: VariableKind::Device }
}

/// Registers kernels without variables.
pub fn program(kernels: &[TestKernel]) -> Program {
    register(artifact(kernels, "", Vec::new(), Data::default()).to_bytes(), kernels)
}

/// Registers a container under the kernels' names; it is never freed.
pub fn register(container: Vec<u8>, kernels: &[TestKernel]) -> Program {
    let data = container.leak().as_ptr();
    let wrapper =
        Box::leak(Box::new(Wrapper { magic: 0x466243b1, version: 1, data, file: std::ptr::null() }));
    // SAFETY: the wrapper and everything it refers to live for ever.
    let handle = unsafe { __cudaRegisterFatBinary((&raw const *wrapper).cast()) };
    let stubs = kernels.iter().map(|kernel| {
        let stub: *const c_void = (&raw const *Box::leak(Box::new(0_u64))).cast();
        let name = CString::new(kernel.name).expect("no NUL");
        let null = std::ptr::null();
        // SAFETY: handle and name are valid.
        let status = unsafe {
            __cudaRegisterFunction(
                handle,
                stub,
                name.as_ptr(),
                name.as_ptr(),
                -1,
                null,
                null,
                null,
                null,
                null.cast(),
            )
        };
        assert_eq!(status, 0);
        stub
    });
    let stubs = stubs.collect();
    __cudaRegisterFatBinaryEnd(handle);
    Program { handle, stubs }
}

impl Program {
    /// Registers a variable; returns its shadow.
    pub fn variable(&self, name: &str, bytes: usize) -> *const c_void {
        let shadow: *const c_void = (&raw const *Box::leak(Box::new(0_u64))).cast();
        let name = CString::new(name).expect("no NUL");
        let name: *const c_char = name.as_ptr();
        // SAFETY: handle and name are valid.
        unsafe { __cudaRegisterVar(self.handle, shadow, name, name, 0, bytes, 0, 0) };
        shadow
    }

    /// What the end of a program or `dlclose` does.
    pub fn unregister(&self) {
        // SAFETY: the handle of this program.
        unsafe { __cudaUnregisterFatBinary(self.handle) };
    }

    pub fn stub(&self, kernel: usize) -> *const c_void {
        self.stubs[kernel]
    }

    /// Launches on a stream; the arguments are pointers or other 8-byte values.
    pub fn launch_on(&self, stream: usize, kernel: usize, grid: u32, block: u32, arguments: &[u64]) -> i32 {
        let mut pointers: Vec<*mut c_void> =
            arguments.iter().map(|argument| (&raw const *argument).cast_mut().cast()).collect();
        // SAFETY: every parameter of the test kernels is at most 8 bytes.
        unsafe {
            cudaLaunchKernel(self.stubs[kernel], dim(grid), dim(block), pointers.as_mut_ptr(), 0, stream)
        }
    }

    pub fn launch(&self, kernel: usize, grid: u32, block: u32, arguments: &[u64]) -> i32 {
        self.launch_on(0, kernel, grid, block, arguments)
    }
}

pub fn dim(x: u32) -> Dim3 {
    Dim3 { x, y: 1, z: 1 }
}

/// Device memory for `count` values.
pub fn allocate(bytes: usize) -> u64 {
    let mut pointer = std::ptr::null_mut();
    // SAFETY: a local variable.
    assert_eq!(unsafe { cudaMalloc(&raw mut pointer, bytes) }, 0);
    pointer as u64
}

pub fn upload<T: Copy>(to: u64, values: &[T]) {
    // SAFETY: the slice is valid.
    let status = unsafe { cudaMemcpy(to as *mut _, values.as_ptr().cast(), size_of_val(values), 1) };
    assert_eq!(status, 0);
}

pub fn download<T: Copy + Default>(from: u64, count: usize) -> Vec<T> {
    let mut values = vec![T::default(); count];
    // SAFETY: the vector is valid.
    let status =
        unsafe { cudaMemcpy(values.as_mut_ptr().cast(), from as *const _, count * size_of::<T>(), 2) };
    assert_eq!(status, 0);
    values
}

pub fn synchronize() -> i32 {
    // SAFETY: no arguments.
    unsafe { cudaDeviceSynchronize() }
}

/// Adds the two arrays: parameters out, a, b (pointers), n.
pub const ADD: TestKernel = TestKernel {
    name: "add",
    parameters: &[8, 8, 8, 4],
    body: r#"
      (local.set $i (i32.add (i32.mul (local.get $block) (i32.load offset=12 (local.get $launch))) (local.get $thread)))
      (if (i32.ge_u (local.get $i) (i32.load offset=24 (local.get $p))) (then (return)))
      (local.set $i (i32.shl (local.get $i) (i32.const 2)))
      (f32.store (i32.add (call $address (local.get $p) (i32.const 0)) (local.get $i))
        (f32.add (f32.load (i32.add (call $address (local.get $p) (i32.const 8)) (local.get $i)))
                 (f32.load (i32.add (call $address (local.get $p) (i32.const 16)) (local.get $i)))))
    "#,
};
/// Does nothing.
pub const EMPTY: TestKernel = TestKernel { name: "empty", parameters: &[], body: "" };
/// Spins until the 32-bit word is not 0: parameter pointer.
pub const SPIN: TestKernel = TestKernel {
    name: "spin",
    parameters: &[8],
    body: "(loop $again (br_if $again (i32.eqz (i32.atomic.load (call $address (local.get $p) (i32.const 0))))))",
};
/// `*p = *p * 3 + value`: parameters pointer, value.
pub const STEP: TestKernel = TestKernel {
    name: "step",
    parameters: &[8, 4],
    body: r#"
      (i32.store (call $address (local.get $p) (i32.const 0))
        (i32.add (i32.load offset=8 (local.get $p))
          (i32.mul (i32.const 3) (i32.load (call $address (local.get $p) (i32.const 0))))))
    "#,
};
/// Block 5's thread 2 stores to the address in the parameter; others do nothing.
pub const POKE: TestKernel = TestKernel {
    name: "poke",
    parameters: &[8],
    body: r#"
      (if (i32.and (i32.eq (local.get $block) (i32.const 5)) (i32.eq (local.get $thread) (i32.const 2)))
        (then (i32.store (call $address (local.get $p) (i32.const 0)) (i32.const -1))))
    "#,
};
/// Counts threads: parameter pointer.
pub const COUNT: TestKernel = TestKernel {
    name: "count",
    parameters: &[8],
    body: "(drop (i32.atomic.rmw.add (call $address (local.get $p) (i32.const 0)) (i32.const 1)))",
};

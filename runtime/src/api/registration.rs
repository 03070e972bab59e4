//! What compiled programs call before `main`: clang's CUDA registration and launch configuration.

use std::cell::RefCell;
use std::ffi::{CStr, c_char, c_void};
use std::sync::Arc;

use super::Dim3;
use crate::device::say;
use crate::error::Error;
use crate::registry::{self, Module};

/// First word of the wrapper that clang emits around a container.
const WRAPPER_MAGIC: u32 = 0x4662_43b1;

/// `__fatBinC_Wrapper_t`, as clang emits it.
#[repr(C)]
pub struct Wrapper {
    magic: u32,
    version: u32,
    data: *const c_void,
    file: *const c_void,
}

/// Registers a container; returns the handle for the other calls. Never null: an unreadable container is reported when
/// one of its kernels is used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cudaRegisterFatBinary(wrapper: *const Wrapper) -> *mut *mut c_void {
    // SAFETY: the program passes its own wrapper.
    let blob = unsafe { wrapper.as_ref() }.filter(|wrapper| wrapper.magic == WRAPPER_MAGIC);
    let module = registry::add_module(blob.map_or(0, |wrapper| wrapper.data as usize));
    Arc::into_raw(module).cast_mut().cast()
}

#[unsafe(no_mangle)]
pub extern "C" fn __cudaRegisterFatBinaryEnd(_handle: *mut *mut c_void) {}

/// The container is going away. What was loaded from it stays, because work may be pending when the program exits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cudaUnregisterFatBinary(handle: *mut *mut c_void) {
    // SAFETY: handles come from `__cudaRegisterFatBinary`, whose count is never given back.
    if let Some(module) = unsafe { module(handle) } {
        registry::retire_module(&module);
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cudaRegisterFunction(
    handle: *mut *mut c_void,
    stub: *const c_void,
    _device_function: *const c_char,
    device_name: *const c_char,
    _thread_limit: i32,
    _thread: *const c_void,
    _block: *const c_void,
    _block_dim: *const c_void,
    _grid_dim: *const c_void,
    _warp_size: *const i32,
) -> i32 {
    // SAFETY: handle and name come from clang's registration code.
    match unsafe { (module(handle), text(device_name)) } {
        (Some(module), Some(name)) => {
            registry::add_function(&module, stub as usize, name);
            0
        }
        _ => 1,
    }
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cudaRegisterVar(
    handle: *mut *mut c_void,
    shadow: *const c_void,
    _device_address: *const c_char,
    device_name: *const c_char,
    _external: i32,
    bytes: usize,
    _constant: i32,
    _global: i32,
) {
    // SAFETY: handle and name come from clang's registration code.
    if let (Some(module), Some(name)) = unsafe { (module(handle), text(device_name)) } {
        registry::add_symbol(&module, shadow as usize, name, bytes);
    }
}

/// NVIDIA's way to register a `__managed__` variable, whose shadow is a pointer. Our nvcc's objects do not call it, and
/// there is no container that could belong to the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cudaRegisterManagedVar(
    _handle: *mut *mut c_void,
    _shadow: *mut *mut c_void,
    _device_address: *const c_char,
    device_name: *const c_char,
    _external: i32,
    _bytes: usize,
    _constant: i32,
    _global: i32,
) {
    // SAFETY: the name comes from the compiler's registration code.
    let name = unsafe { text(device_name) }.unwrap_or_default();
    say(&format!(
        "anywarp: __managed__ {name} was compiled by another compiler: rebuild it with this nvcc [AW0004]\n"
    ));
}

/// What NVIDIA's host code calls before it uses managed variables; ours have their values before `main`.
#[unsafe(no_mangle)]
pub extern "C" fn __cudaInitModule(_handle: *mut *mut c_void) -> c_char {
    1
}

#[derive(Clone, Copy)]
struct Configuration {
    grid: Dim3,
    block: Dim3,
    shared: usize,
    stream: *mut c_void,
}

thread_local! {
    static CONFIGURATIONS: RefCell<Vec<Configuration>> = const { RefCell::new(Vec::new()) };
}

/// The `<<<>>>` of a launch; 0 lets the stub run.
#[unsafe(no_mangle)]
pub extern "C" fn __cudaPushCallConfiguration(
    grid: Dim3,
    block: Dim3,
    shared: usize,
    stream: *mut c_void,
) -> u32 {
    CONFIGURATIONS.with_borrow_mut(|stack| stack.push(Configuration { grid, block, shared, stream }));
    0
}

cuda! {
    /// What the stub of the launch asks for.
    fn __cudaPopCallConfiguration(grid: *mut Dim3, block: *mut Dim3, shared: *mut usize, stream: *mut c_void) {
        let top = CONFIGURATIONS.with_borrow_mut(Vec::pop).ok_or(Error::MissingConfiguration)?;
        // SAFETY: the stub passes its own variables.
        unsafe {
            super::give(grid, top.grid)?;
            super::give(block, top.block)?;
            super::give(shared, top.shared)?;
            super::give(stream.cast::<*mut c_void>(), top.stream)
        }
    }
}

/// # Safety
/// The handle must be null or come from `__cudaRegisterFatBinary`.
unsafe fn module(handle: *mut *mut c_void) -> Option<Arc<Module>> {
    let pointer: *const Module = handle.cast_const().cast();
    if pointer.is_null() {
        return None;
    }
    // SAFETY: the handle owns one count, which stays with it.
    unsafe {
        Arc::increment_strong_count(pointer);
        Some(Arc::from_raw(pointer))
    }
}

/// # Safety
/// The pointer must be null or a C string.
unsafe fn text(pointer: *const c_char) -> Option<String> {
    // SAFETY: the caller's promise.
    (!pointer.is_null()).then(|| unsafe { CStr::from_ptr(pointer) }.to_string_lossy().into_owned())
}

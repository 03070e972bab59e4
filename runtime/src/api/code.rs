//! Execution Control and Driver Entry Point Access: handles of kernels, and the driver API that is not there.

use std::ffi::{c_char, c_void};

use super::{give, require};
use crate::error::{Error, Result};
use crate::registry;
use crate::state::usable;

/// `cudaDriverEntryPointSymbolNotFound`.
const SYMBOL_NOT_FOUND: i32 = 1;

/// There is no driver API beneath this runtime: every name is one that is not found. (NVIDIA's driver, if the process has
/// loaded it, knows nothing of this runtime's memory and kernels.)
///
/// # Errors
/// `cudaErrorInvalidValue` for null pointers and unknown flags, `cudaErrorSymbolNotFound` if there is no place for the status.
///
/// # Safety
/// The pointers must be null or the caller's variables.
unsafe fn entry_point(
    symbol: *const c_char,
    function: *mut *mut c_void,
    flags: u64,
    status: *mut i32,
) -> Result {
    require(!symbol.is_null() && !function.is_null() && flags <= 2)?;
    // SAFETY: the caller's promise; null is checked.
    unsafe {
        give(function, std::ptr::null_mut())?;
        give(status, SYMBOL_NOT_FOUND).map_err(|_| Error::SymbolNotFound)
    }
}

/// The stub of a kernel is its handle: every function that takes one also takes the other.
///
/// # Errors
/// `cudaErrorInvalidDeviceFunction` for an address that is no kernel's stub.
///
/// # Safety
/// The pointer must be null or writable.
unsafe fn handle(place: *mut *const c_void, stub: *const c_void) -> Result {
    usable()?;
    registry::function(stub as usize)?;
    // SAFETY: the caller's promise.
    unsafe { give(place, stub) }
}

cuda! {
    fn cudaGetKernel(kernel: *mut *const c_void, stub: *const c_void) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { handle(kernel, stub) }
    }

    fn cudaGetFuncBySymbol(function: *mut *const c_void, stub: *const c_void) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { handle(function, stub) }
    }

    fn cudaFuncGetParamCount(stub: *const c_void, count: *mut usize) {
        usable()?;
        let function = registry::function(stub as usize)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(count, function.kernel()?.parameters.len()) }
    }

    /// Converted for devices of before 2008, which had no doubles.
    fn cudaSetDoubleForDevice(number: *mut f64) {
        require(!number.is_null())
    }

    fn cudaSetDoubleForHost(number: *mut f64) {
        require(!number.is_null())
    }
}

streamed! {
    fn cudaGetDriverEntryPoint / cudaGetDriverEntryPoint_ptsz [_default](
        symbol: *const c_char, function: *mut *mut c_void, flags: u64, status: *mut i32,
    ) {
        // SAFETY: the caller's variables; null is checked.
        unsafe { entry_point(symbol, function, flags, status) }
    }

    fn cudaGetDriverEntryPointByVersion / cudaGetDriverEntryPointByVersion_ptsz [_default](
        symbol: *const c_char, function: *mut *mut c_void, _version: u32, flags: u64, status: *mut i32,
    ) {
        // SAFETY: the caller's variables; null is checked.
        unsafe { entry_point(symbol, function, flags, status) }
    }
}

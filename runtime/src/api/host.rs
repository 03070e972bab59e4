//! Memory Management: host memory that the device reaches.

use std::ffi::c_void;

use super::memory::{allocate, allocation_at, containing};
use super::{give, require};
use crate::device::{Purpose, Registrant};
use crate::error::Error;
use crate::state::usable;

/// All of `cudaHostAllocPortable`, `Mapped`, `WriteCombined`.
const ALLOCATION_FLAGS: u32 = 7;
/// All of `cudaHostRegisterPortable`, `Mapped`, `IoMemory`, `ReadOnly`.
const REGISTER_FLAGS: u32 = 15;
/// `cudaHostRegisterIoMemory`.
const IO_MEMORY: u32 = 4;

cuda! {
    fn cudaMallocHost(pointer: *mut *mut c_void, bytes: usize) {
        let runtime = usable()?;
        require(!pointer.is_null())?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, allocate(runtime, bytes, Purpose::Host { flags: 0 })?) }
    }

    fn cudaHostAlloc(pointer: *mut *mut c_void, bytes: usize, flags: u32) {
        let runtime = usable()?;
        require(!pointer.is_null() && flags & !ALLOCATION_FLAGS == 0)?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, allocate(runtime, bytes, Purpose::Host { flags })?) }
    }

    fn cudaFreeHost(pointer: *mut c_void) {
        usable()?;
        if pointer.is_null() {
            return Ok(());
        }
        let (runtime, allocation) = allocation_at(pointer as usize).ok_or(Error::InvalidValue)?;
        require(matches!(allocation.purpose, Purpose::Host { .. }))?;
        runtime.graph.wait_device()?;
        runtime.device.free(allocation.address).map(drop).ok_or(Error::InvalidValue)
    }

    /// Makes the pages of host memory appear in device memory too. Threads of the program must not write to these
    /// pages during the call.
    fn cudaHostRegister(pointer: *mut c_void, bytes: usize, flags: u32) {
        let runtime = usable()?;
        require(!pointer.is_null() && bytes != 0 && flags & !REGISTER_FLAGS == 0)?;
        if flags & IO_MEMORY != 0 {
            return Err(Error::NotSupported);
        }
        runtime.device.register(pointer as usize, bytes, Registrant::Program { flags })
    }

    fn cudaHostUnregister(pointer: *mut c_void) {
        usable()?;
        let (runtime, allocation) = containing(pointer as usize).ok_or(Error::HostMemoryNotRegistered)?;
        if !matches!(allocation.purpose, Purpose::Registered { by: Registrant::Program { .. }, .. }) {
            return Err(Error::HostMemoryNotRegistered);
        }
        runtime.graph.wait_device()?;
        runtime.device.unregister(&allocation)
    }

    fn cudaHostGetDevicePointer(device_pointer: *mut *mut c_void, pointer: *mut c_void, flags: u32) {
        usable()?;
        require(flags == 0)?;
        let (_, allocation) = containing(pointer as usize).ok_or(Error::InvalidValue)?;
        require(!matches!(allocation.purpose, Purpose::Device | Purpose::Variables | Purpose::Internal))?;
        let alias = allocation.address + allocation.offset_of(pointer as usize);
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(device_pointer, alias as *mut c_void) }
    }

    fn cudaHostGetFlags(flags: *mut u32, pointer: *mut c_void) {
        usable()?;
        let (_, allocation) = containing(pointer as usize).ok_or(Error::InvalidValue)?;
        // Every allocation is mapped and portable: there is one address space.
        let value = match allocation.purpose {
            Purpose::Host { flags } | Purpose::Registered { by: Registrant::Program { flags }, .. } => flags | 2,
            _ => return Err(Error::InvalidValue),
        };
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(flags, value) }
    }
}

//! Memory Management: host memory that the device reaches.

use std::ffi::c_void;

use super::memory::{allocate, allocation_at};
use super::{give, require};
use crate::error::{Error, Result};
use crate::state::{Runtime, usable};
use crate::wasm::heap::{Allocation, Purpose};
use crate::wasm::region::SIZE;

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
        let runtime = usable()?;
        if pointer.is_null() {
            return Ok(());
        }
        let allocation = allocation_at(runtime, pointer as usize).ok_or(Error::InvalidValue)?;
        require(matches!(allocation.purpose, Purpose::Host { .. }))?;
        runtime.graph.wait_device()?;
        runtime.device.heap.free(allocation.offset).map(drop).ok_or(Error::InvalidValue)
    }

    /// Makes the pages of host memory appear in device memory too. Threads of the program must not write to these
    /// pages during the call.
    fn cudaHostRegister(pointer: *mut c_void, bytes: usize, flags: u32) {
        let runtime = usable()?;
        require(!pointer.is_null() && bytes != 0 && flags & !REGISTER_FLAGS == 0)?;
        if flags & IO_MEMORY != 0 {
            return Err(Error::NotSupported);
        }
        register(runtime, pointer as usize, bytes, flags)
    }

    fn cudaHostUnregister(pointer: *mut c_void) {
        let runtime = usable()?;
        let allocation = registered(runtime, pointer as usize).ok_or(Error::HostMemoryNotRegistered)?;
        runtime.graph.wait_device()?;
        unregister(runtime, &allocation)
    }

    fn cudaHostGetDevicePointer(device_pointer: *mut *mut c_void, pointer: *mut c_void, flags: u32) {
        let runtime = usable()?;
        require(flags == 0)?;
        let alias = match registered(runtime, pointer as usize) {
            Some(Allocation { offset, purpose: Purpose::Registered { host, .. }, .. }) => {
                runtime.device.region.host(offset) as usize + (pointer as usize - host)
            }
            _ => {
                let allocation = containing(runtime, pointer as usize).ok_or(Error::InvalidValue)?;
                require(matches!(allocation.purpose, Purpose::Host { .. } | Purpose::Managed))?;
                pointer as usize
            }
        };
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(device_pointer, alias as *mut c_void) }
    }

    fn cudaHostGetFlags(flags: *mut u32, pointer: *mut c_void) {
        let runtime = usable()?;
        let allocation =
            registered(runtime, pointer as usize).or_else(|| containing(runtime, pointer as usize)).ok_or(Error::InvalidValue)?;
        // Every allocation is mapped and portable: there is one address space and one device.
        let value = match allocation.purpose {
            Purpose::Host { flags } | Purpose::Registered { flags, .. } => flags | 2,
            _ => return Err(Error::InvalidValue),
        };
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(flags, value) }
    }
}

fn registered(runtime: &Runtime, address: usize) -> Option<Allocation> {
    runtime.device.heap.find_registered(address)
}

fn containing(runtime: &Runtime, address: usize) -> Option<Allocation> {
    runtime.device.heap.find(runtime.device.region.offset_of(address)?)
}

/// Frees the allocations of the program and gives registered memory back to it (`cudaDeviceReset`).
pub(super) fn release_everything(runtime: &'static Runtime) {
    let mine =
        |allocation: &Allocation| !matches!(allocation.purpose, Purpose::Internal | Purpose::Variables);
    for allocation in runtime.device.heap.list(mine) {
        if matches!(allocation.purpose, Purpose::Registered { .. }) {
            let _ = unregister(runtime, &allocation);
        } else {
            runtime.device.heap.free(allocation.offset);
        }
    }
}

fn page_bytes() -> usize {
    // SAFETY: `sysconf` has no preconditions.
    usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(4096)
}

/// Replaces the pages of the range by a memory file with the same content that is also mapped in device memory.
fn register(runtime: &'static Runtime, start: usize, bytes: usize, flags: u32) -> Result {
    let page = page_bytes();
    let low = start / page * page;
    let end = start
        .checked_add(bytes)
        .and_then(|end| end.checked_next_multiple_of(page))
        .ok_or(Error::InvalidValue)?;
    let device = runtime.device;
    let inside = device.region.offset_of(low).is_some() || device.region.offset_of(end - 1).is_some();
    let overlaps = |allocation: &Allocation| match allocation.purpose {
        Purpose::Registered { host, .. } => host < end && low < host + allocation.bytes as usize,
        _ => false,
    };
    if inside || !device.heap.list(overlaps).is_empty() {
        return Err(Error::HostMemoryAlreadyRegistered);
    }
    let file = MemoryFile::holding(low, end - low)?;
    let purpose = Purpose::Registered { host: low, flags };
    // At the offset that equals the low half of the host address the host pointer works in kernels too.
    let wish = (low % SIZE) as u64;
    let offset =
        device.heap.map_file((end - low) as u64, purpose, file.0, wish).ok_or(Error::MemoryAllocation)?;
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    let shared = libc::MAP_SHARED | libc::MAP_FIXED;
    // SAFETY: the range is the caller's memory, whose content the file has; it stays mapped with the same content.
    let mapped = unsafe { libc::mmap(low as *mut c_void, end - low, protection, shared, file.0, 0) };
    if mapped == libc::MAP_FAILED {
        device.heap.free(offset);
        return Err(Error::OperatingSystem);
    }
    Ok(())
}

/// Gives the program private pages with the present content.
fn unregister(runtime: &'static Runtime, allocation: &Allocation) -> Result {
    let Purpose::Registered { host, .. } = allocation.purpose else {
        return Err(Error::HostMemoryNotRegistered);
    };
    let bytes = allocation.bytes as usize;
    let protection = libc::PROT_READ | libc::PROT_WRITE;
    let anonymous = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: a fresh mapping is filled and then moved over the range, which is mapped and of the same size.
    unsafe {
        let fresh = libc::mmap(std::ptr::null_mut(), bytes, protection, anonymous, -1, 0);
        if fresh == libc::MAP_FAILED {
            return Err(Error::OperatingSystem);
        }
        std::ptr::copy_nonoverlapping(host as *const u8, fresh.cast::<u8>(), bytes);
        let how = libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED;
        if libc::mremap(fresh, bytes, bytes, how, host as *mut c_void) == libc::MAP_FAILED {
            libc::munmap(fresh, bytes);
            return Err(Error::OperatingSystem);
        }
    }
    runtime.device.heap.free(allocation.offset);
    Ok(())
}

/// An anonymous file in memory; mappings keep it alive after it is closed.
struct MemoryFile(libc::c_int);

impl MemoryFile {
    /// A file with the bytes at `start`.
    ///
    /// # Errors
    /// `cudaErrorInvalidValue` if they cannot be read, `cudaErrorOperatingSystem` if the system has no file for them.
    fn holding(start: usize, bytes: usize) -> Result<Self> {
        // SAFETY: system calls on values of this function; an unreadable range is their error, not a fault.
        unsafe {
            let file = Self(libc::memfd_create(c"anywarp".as_ptr(), libc::MFD_CLOEXEC));
            if file.0 < 0 || libc::ftruncate(file.0, bytes as libc::off_t) != 0 {
                return Err(Error::OperatingSystem);
            }
            let mut written = 0;
            while written < bytes {
                let from = (start + written) as *const c_void;
                let count = libc::pwrite(file.0, from, bytes - written, written as libc::off_t);
                written +=
                    usize::try_from(count).ok().filter(|&count| count > 0).ok_or(Error::InvalidValue)?;
            }
            Ok(file)
        }
    }
}

impl Drop for MemoryFile {
    fn drop(&mut self) {
        if self.0 >= 0 {
            // SAFETY: this value owns the descriptor.
            unsafe { libc::close(self.0) };
        }
    }
}

//! Device memory by address, and host memory that is registered for kernels.

use std::ffi::c_void;

use super::device::Device;
use super::heap;
use super::region::SIZE;
use crate::device::{Allocation, Purpose, Registrant, say};
use crate::error::{Error, Result};

impl Device {
    pub(crate) fn allocate(&self, bytes: usize, purpose: Purpose) -> Result<usize> {
        let offset = self.heap.allocate(bytes as u64, purpose).ok_or(Error::MemoryAllocation)?;
        Ok(self.region.host(offset) as usize)
    }

    pub(crate) fn free(&self, address: usize) -> Option<Allocation> {
        let freed = self.heap.free(self.region.offset_of(address)?)?;
        Some(self.by_address(freed))
    }

    pub(crate) fn find(&self, address: usize) -> Option<Allocation> {
        let found = match self.region.offset_of(address) {
            Some(offset) => self.heap.find(offset),
            None => self.heap.find_registered(address),
        };
        found.map(|found| self.by_address(found)).filter(|allocation| allocation.contains(address))
    }

    pub(crate) fn info(&self) -> (usize, usize) {
        let (free, total) = self.heap.info();
        (free as usize, total as usize)
    }

    pub(crate) fn release_everything(&self) {
        let mine = |allocation: &heap::Allocation| match allocation.purpose {
            Purpose::Internal | Purpose::Variables => false,
            Purpose::Registered { by, .. } => by != Registrant::ManagedVariables,
            _ => true,
        };
        for allocation in self.heap.list(mine) {
            if matches!(allocation.purpose, Purpose::Registered { .. }) {
                let _ = self.unregister(&self.by_address(allocation));
            } else {
                self.heap.free(allocation.offset);
            }
        }
    }

    /// Replaces the pages of the range by a memory file with the same content that is also mapped in device memory.
    ///
    /// # Errors
    /// `cudaErrorHostMemoryAlreadyRegistered`, `cudaErrorMemoryAllocation`, or what the system says;
    /// `cudaErrorNotSupported` if pages of managed variables cannot have the offset at which their host addresses work.
    pub(crate) fn register(&self, start: usize, bytes: usize, by: Registrant) -> Result {
        let page = page_bytes();
        let low = start / page * page;
        let end = start
            .checked_add(bytes)
            .and_then(|end| end.checked_next_multiple_of(page))
            .ok_or(Error::InvalidValue)?;
        let inside = self.region.offset_of(low).is_some() || self.region.offset_of(end - 1).is_some();
        let overlaps = |allocation: &heap::Allocation| match allocation.purpose {
            Purpose::Registered { host, .. } => host < end && low < host + allocation.bytes as usize,
            _ => false,
        };
        if inside || !self.heap.list(overlaps).is_empty() {
            return Err(Error::HostMemoryAlreadyRegistered);
        }
        let file = MemoryFile::holding(low, end - low)?;
        let purpose = Purpose::Registered { host: low, by };
        // At the offset that equals the low half of the host address the host pointer works in kernels too.
        let wish = (low % SIZE) as u64;
        let bytes = (end - low) as u64;
        let offset = if by == Registrant::ManagedVariables {
            if !self.heap.map_managed(wish, bytes, purpose, file.0) {
                say(
                    "anywarp: __managed__ variables: the device uses the low half of their addresses already\n",
                );
                return Err(Error::NotSupported);
            }
            wish
        } else {
            self.heap.map_file(bytes, purpose, file.0, wish).ok_or(Error::MemoryAllocation)?
        };
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let shared = libc::MAP_SHARED | libc::MAP_FIXED;
        // SAFETY: the range is the caller's memory, whose content the file has; it stays mapped with the same content.
        let mapped = unsafe { libc::mmap(low as *mut c_void, end - low, protection, shared, file.0, 0) };
        if mapped == libc::MAP_FAILED {
            self.heap.free(offset);
            return Err(Error::OperatingSystem);
        }
        Ok(())
    }

    /// Stores an address in a variable of an image.
    ///
    /// # Errors
    /// `cudaErrorInvalidValue` for a place outside device memory.
    pub(crate) fn store_address(&self, variable: usize, address: usize) -> Result {
        self.region.offset_of(variable).ok_or(Error::InvalidValue)?;
        // SAFETY: the caller's variable of a loaded image, which is aligned.
        unsafe { (variable as *mut usize).write_volatile(address) };
        Ok(())
    }

    /// Gives the program private pages with the present content.
    pub(crate) fn unregister(&self, allocation: &Allocation) -> Result {
        let Purpose::Registered { host, .. } = allocation.purpose else {
            return Err(Error::HostMemoryNotRegistered);
        };
        let bytes = allocation.bytes;
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
        self.free(allocation.address);
        Ok(())
    }

    fn by_address(&self, allocation: heap::Allocation) -> Allocation {
        let heap::Allocation { offset, bytes, purpose } = allocation;
        let address = self.region.host(offset) as usize;
        let host = match purpose {
            Purpose::Registered { host, .. } => host,
            _ => address,
        };
        Allocation { address, host: Some(host), bytes: bytes as usize, purpose }
    }
}

fn page_bytes() -> usize {
    // SAFETY: `sysconf` has no preconditions.
    usize::try_from(unsafe { libc::sysconf(libc::_SC_PAGESIZE) }).unwrap_or(4096)
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

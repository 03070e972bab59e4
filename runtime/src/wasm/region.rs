//! The address range of device memory: 4 GiB at a multiple of 4 GiB, of which only allocated pages are accessible.
//!
//! The range is the linear memory of every wasm instance. Because it begins at a multiple of 4 GiB, the low half of
//! a device pointer is its offset. Everything that is not allocated, and the guard behind the end, is `PROT_NONE`:
//! that is the whole bounds check of compiled code.

use std::io;
use std::ptr;
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};

use wasmtime::{LinearMemory, MemoryCreator, MemoryType};

/// Size of device memory in bytes, and the alignment of its base.
pub(crate) const SIZE: usize = 1 << 32;
/// Inaccessible bytes behind the end, for accesses at an offset plus a constant.
pub(crate) const GUARD: usize = 32 << 20;
/// Bytes whose protection changes together: one wasm page, a multiple of every host page size in use.
pub(crate) const GRANULE: usize = 64 << 10;

/// The reservation. Never unmapped: workers may still run when the process exits.
#[derive(Debug)]
pub(crate) struct Region {
    base: usize,
    /// Held for writing while everything is inaccessible.
    gate: RwLock<()>,
}

impl Region {
    /// Reserves the range; needs address space only.
    pub(crate) fn reserve() -> io::Result<Self> {
        let bytes = 2 * SIZE + GUARD;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a fresh anonymous mapping at an address of the kernel's choice.
        let start = unsafe { libc::mmap(ptr::null_mut(), bytes, libc::PROT_NONE, flags, -1, 0) };
        if start == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        let start = start as usize;
        let base = start.next_multiple_of(SIZE);
        let end = base + SIZE + GUARD;
        for (from, to) in [(start, base), (end, start + bytes)] {
            if from < to {
                // SAFETY: the trimmed parts belong to the mapping made above and nothing refers to them.
                unsafe { libc::munmap(from as *mut libc::c_void, to - from) };
            }
        }
        Ok(Self { base, gate: RwLock::new(()) })
    }

    /// Host address of offset 0.
    pub(crate) fn base(&self) -> usize {
        self.base
    }

    /// Host address of an offset.
    pub(crate) fn host(&self, offset: u64) -> *mut u8 {
        (self.base + offset as usize) as *mut u8
    }

    /// The offset of a host address that lies in the range.
    pub(crate) fn offset_of(&self, address: usize) -> Option<u64> {
        address.checked_sub(self.base).filter(|&offset| offset < SIZE).map(|offset| offset as u64)
    }

    /// Makes whole pages readable and writable; fresh ones are zero.
    ///
    /// No huge pages are asked for: where memory is fragmented the first gigabyte then took 10 s instead of 2 s.
    pub(crate) fn commit(&self, offset: u64, bytes: u64) -> io::Result<()> {
        self.protect(offset, bytes, libc::PROT_READ | libc::PROT_WRITE)
    }

    /// Gives whole granules back to the system and makes them inaccessible.
    ///
    /// A fresh mapping replaces the old one, because pages of registered host memory are shared and would survive
    /// `MADV_DONTNEED`.
    pub(crate) fn decommit(&self, offset: u64, bytes: u64) -> io::Result<()> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_FIXED;
        // SAFETY: the range lies in the reservation (the heap hands out nothing else) and holds no live allocation.
        let mapped =
            unsafe { libc::mmap(self.host(offset).cast(), bytes as usize, libc::PROT_NONE, flags, -1, 0) };
        if mapped == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
    }

    /// Maps `bytes` of the file `fd` (from its start) at `offset`, shared with every other mapping of it.
    pub(crate) fn map_file(&self, offset: u64, bytes: u64, fd: libc::c_int) -> io::Result<()> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_SHARED | libc::MAP_FIXED;
        // SAFETY: as in `decommit`.
        let mapped =
            unsafe { libc::mmap(self.host(offset).cast(), bytes as usize, protection, flags, fd, 0) };
        if mapped == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
    }

    /// Makes the whole range inaccessible, so that everything that still runs in it traps; until the guard is
    /// dropped, the runtime itself reads nothing there.
    pub(crate) fn revoke(&self) -> io::Result<RwLockWriteGuard<'_, ()>> {
        let guard = self.gate.write().expect("not poisoned");
        self.protect(0, SIZE as u64, libc::PROT_NONE)?;
        Ok(guard)
    }

    /// Permission to read what the device wrote for the runtime; `None` while the range is inaccessible. Never waits.
    pub(crate) fn permit(&self) -> Option<RwLockReadGuard<'_, ()>> {
        self.gate.try_read().ok()
    }

    fn protect(&self, offset: u64, bytes: u64, protection: libc::c_int) -> io::Result<()> {
        // SAFETY: the range lies in the reservation.
        let status = unsafe { libc::mprotect(self.host(offset).cast(), bytes as usize, protection) };
        if status == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
    }
}

/// Gives every store the one region as its memory.
pub(crate) struct Creator(pub(crate) Arc<Region>);

// SAFETY: the region is page aligned, 4 GiB long and followed by `GUARD` inaccessible bytes. It is shared by all
// stores on purpose: compiled code may race on its bytes as CUDA's threads may, and no Rust reference to them exists.
unsafe impl MemoryCreator for Creator {
    fn new_memory(
        &self,
        _ty: MemoryType,
        minimum: usize,
        _maximum: Option<usize>,
        reserved: Option<usize>,
        guard: usize,
    ) -> Result<Box<dyn LinearMemory>, String> {
        if minimum != SIZE || reserved.is_some_and(|bytes| bytes > SIZE) || guard > GUARD {
            return Err(format!(
                "an image wants its own memory ({minimum} bytes); images import `env.memory`"
            ));
        }
        Ok(Box::new(WholeRegion(Arc::clone(&self.0))))
    }
}

struct WholeRegion(Arc<Region>);

// SAFETY: see `Creator`; the memory never moves and never grows.
unsafe impl LinearMemory for WholeRegion {
    fn byte_size(&self) -> usize {
        SIZE
    }

    fn byte_capacity(&self) -> usize {
        SIZE
    }

    fn grow_to(&mut self, _new_size: usize) -> wasmtime::Result<()> {
        Err(wasmtime::format_err!("device memory has a fixed size"))
    }

    fn as_ptr(&self) -> *mut u8 {
        self.0.host(0)
    }
}

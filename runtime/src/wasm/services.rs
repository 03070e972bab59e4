//! What images import beside the memory: the host's half of PTX's system calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anywarp_artifact::wasm::{ALLOCATE, Assertion, CLOCK, FAIL, FREE, Failure, PRINT};
use wasmtime::{Extern, Func, Store};

use super::heap::Heap;
use super::peek::Peek;
use super::region::Region;
use super::report::{AssertionText, DeviceFailure};
use crate::api::settings::{MALLOC_HEAP_BYTES, PRINTF_FIFO_BYTES, limit_value};
use crate::device::Purpose;
use crate::print;

/// Bytes that kernels hold from `malloc`, in all contexts.
static ALLOCATED: AtomicU64 = AtomicU64::new(0);

/// The imported functions of one store.
pub(super) struct Services {
    functions: [(&'static str, Func); 5],
}

impl Services {
    pub(super) fn new(
        store: &mut Store<()>,
        region: &Arc<Region>,
        heap: &Arc<Heap>,
    ) -> wasmtime::Result<Self> {
        let peek = Arc::new(Peek::new(region)?);
        let base = region.base() as u64;
        let (fail_peek, heap_of_malloc, heap_of_free) =
            (Arc::clone(&peek), Arc::clone(heap), Arc::clone(heap));
        let fail = Func::wrap(&mut *store, move |reason: i32, argument: i32| -> wasmtime::Result<()> {
            let assertion =
                (reason == Failure::Assert as i32).then(|| assertion(&fail_peek, argument as u32));
            Err(wasmtime::Error::new(DeviceFailure { reason, argument, assertion: assertion.flatten() }))
        });
        let clock = Func::wrap(&mut *store, |clock: i32| crate::clock::read(clock as u32) as i64);
        let print = Func::wrap(&mut *store, move |format: i32, arguments: i32| -> wasmtime::Result<i32> {
            let source = Memory { peek: &peek, base };
            let limit = limit_value(PRINTF_FIFO_BYTES);
            let count = print::print(&source, u64::from(format as u32), u64::from(arguments as u32), limit);
            count.ok_or_else(|| wasmtime::Trap::MemoryOutOfBounds.into())
        });
        let allocate =
            Func::wrap(&mut *store, move |bytes: i64| allocate(&heap_of_malloc, bytes as u64) as i32);
        let free = Func::wrap(&mut *store, move |address: i32| -> wasmtime::Result<()> {
            free(&heap_of_free, address as u32).ok_or_else(|| wasmtime::Trap::MemoryOutOfBounds.into())
        });
        Ok(Self {
            functions: [(FAIL, fail), (CLOCK, clock), (PRINT, print), (ALLOCATE, allocate), (FREE, free)],
        })
    }

    /// The function that images import by that name.
    pub(super) fn get(&self, name: &str) -> Option<Extern> {
        self.functions.iter().find(|(known, _)| *known == name).map(|(_, function)| (*function).into())
    }
}

/// Device memory as `printf` reads it. Pointers among the arguments are host addresses, as everywhere in memory; the
/// addresses that the device passes itself are offsets.
struct Memory<'p> {
    peek: &'p Peek,
    base: u64,
}

impl Memory<'_> {
    fn offset(&self, address: u64) -> Option<u32> {
        u32::try_from(if address >= self.base { address - self.base } else { address }).ok()
    }
}

impl print::Source for Memory<'_> {
    fn bytes(&self, address: u64, count: usize) -> Option<Vec<u8>> {
        self.peek.bytes(self.offset(address)?, count)
    }

    fn c_string(&self, address: u64) -> Option<Vec<u8>> {
        self.peek.c_string(self.offset(address)?)
    }
}

/// `malloc` in a kernel: 0 when `cudaLimitMallocHeapSize` or device memory is exhausted.
fn allocate(heap: &Heap, bytes: u64) -> u32 {
    let limit = limit_value(MALLOC_HEAP_BYTES) as u64;
    let before = ALLOCATED.fetch_add(bytes, Ordering::Relaxed);
    if bytes <= limit
        && before <= limit - bytes
        && let Some(offset) = heap.allocate(bytes.max(1), Purpose::Kernel)
    {
        return offset as u32;
    }
    ALLOCATED.fetch_sub(bytes, Ordering::Relaxed);
    0
}

/// `free` in a kernel; nothing if `malloc` did not give the address.
fn free(heap: &Heap, address: u32) -> Option<()> {
    let found = heap.find(u64::from(address))?;
    if found.purpose != Purpose::Kernel || found.offset != u64::from(address) {
        return None;
    }
    heap.free(found.offset)?;
    let bytes = found.bytes;
    // `malloc(0)` was given a byte that was not counted.
    let _ =
        ALLOCATED.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |held| Some(held.saturating_sub(bytes)));
    Some(())
}

/// Forgets what kernels held (`cudaDeviceReset` frees it).
pub(super) fn forget_allocations() {
    ALLOCATED.store(0, Ordering::Relaxed);
}

fn assertion(peek: &Peek, address: u32) -> Option<AssertionText> {
    let bytes = peek.bytes(address, size_of::<Assertion>())?;
    let word = |index: usize| {
        bytes
            .chunks_exact(4)
            .nth(index)
            .map_or(0, |word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
    };
    let text = |address| peek.c_string(address).map(|text| String::from_utf8_lossy(&text).into_owned());
    Some(AssertionText {
        message: text(word(0))?,
        file: text(word(1))?,
        line: word(2),
        function: text(word(3))?,
    })
}

//! printf, assert, malloc and free of kernels: the host's half, see [`anywarp_artifact::spirv::services`].

use std::sync::atomic::{Ordering, fence};

use anywarp_artifact::spirv::Module;
use anywarp_artifact::spirv::services::{Head, Heap, LOST, Record, records};

use super::Gpu;
use super::block::Kind;
use super::launch::Dispatch;
use super::memory::Scratch;
use crate::api::settings::{MALLOC_HEAP_BYTES, PRINTF_FIFO_BYTES, limit_value};
use crate::device::{Purpose, say};
use crate::error::Result;
use crate::print::{self, Source};

/// A record as `printf` reads it: addresses are places in it.
struct Memory<'o>(&'o [u8]);

impl Source for Memory<'_> {
    fn bytes(&self, address: u64, count: usize) -> Option<Vec<u8>> {
        let start = usize::try_from(address).ok()?;
        self.0.get(start..start.checked_add(count)?).map(<[u8]>::to_vec)
    }

    fn c_string(&self, address: u64) -> Option<Vec<u8>> {
        let text = self.0.get(usize::try_from(address).ok()?..)?;
        Some(text[..text.iter().position(|&byte| byte == 0)?].to_vec())
    }
}

impl Gpu {
    /// The head of a launch whose output begins `output` bytes behind it, and the bytes of that.
    ///
    /// # Errors
    /// `cudaErrorMemoryAllocation` for the heap.
    pub(super) fn head(&self, module: &Module, output: usize) -> Result<Head> {
        let capacity =
            if module.prints { limit_value(PRINTF_FIFO_BYTES).min(1 << 30) as u32 & !7 } else { 0 };
        let heap = if module.allocates { self.heap()? as u64 } else { 0 };
        Ok(Head { capacity, output: output as u32, heap })
    }

    /// The address of the heap; it is made when a kernel that may use it is launched for the first time.
    fn heap(&self) -> Result<usize> {
        let mut place = self.heap.lock().expect("not poisoned");
        if let Some(address) = *place {
            return Ok(address);
        }
        let heap = Heap::for_limit(limit_value(MALLOC_HEAP_BYTES));
        let address = self.allocate(heap.bytes(), Purpose::Kernel)?;
        self.write_now(address, &heap.begin(), Kind::Host)?;
        *place = Some(address);
        Ok(address)
    }

    /// Forgets what kernels allocated (`cudaDeviceReset` frees it).
    pub(super) fn forget_heap(&self) {
        *self.heap.lock().expect("not poisoned") = None;
    }

    /// Passes on what a launch printed; returns the texts of its failed assertions.
    pub(super) fn take_output(&self, dispatch: &Dispatch) -> String {
        let Head { capacity, output, .. } = dispatch.head;
        let mut assertions = String::new();
        if capacity == 0 {
            return assertions;
        }
        fence(Ordering::Acquire);
        let Scratch { host, .. } = dispatch.scratch;
        // SAFETY: the memory belongs to the launch, which is done, and has this many bytes.
        let text =
            unsafe { std::slice::from_raw_parts((host + output as usize) as *const u8, capacity as usize) };
        for record in records(text) {
            match record {
                Record::Print { memory, format, arguments } => {
                    let (format, arguments) = (format as u64, arguments as u64);
                    let limit = limit_value(PRINTF_FIFO_BYTES);
                    print::print(&Memory(memory), format, arguments, limit);
                }
                Record::Assertion { block, thread, line, message, file, function } => {
                    assertions += &print::assertion([block, thread], &file, line, &function, &message);
                }
            }
        }
        // SAFETY: as above.
        let lost = unsafe { ((host + LOST) as *const u32).read_volatile() };
        if lost > 0 {
            let name = dispatch.kernel_name();
            say(&format!(
                "anywarp: kernel {name}: {lost} texts of printf found no room: raise cudaLimitPrintfFifoSize\n"
            ));
        }
        assertions
    }
}

//! Faults of bulk memory instructions.
//!
//! wasmtime runs `memory.copy` and `memory.fill` in native code, where an access to an inaccessible page would end the
//! process. Here the page is replaced by a shared scratch page, so that the instruction ends; the kernel is reported
//! as faulty when its blocks return.

use std::os::fd::RawFd;
use std::ptr;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

use anywarp_artifact::wasm as abi;
use wasmtime::unix::StoreExt;
use wasmtime::{Module, Store};

use super::region::{GRANULE, Region};

/// Ranges of compiled code, for the signal handler: replaced, never freed, when a module is loaded.
static CODE: AtomicPtr<Vec<(usize, usize)>> = AtomicPtr::new(ptr::null_mut());
static LOADING: Mutex<()> = Mutex::new(());

/// Notes the code of a module: faults in it are wasmtime's.
pub(super) fn note_code(module: &Module) {
    let _one_at_a_time = LOADING.lock().expect("not poisoned");
    let range = module.image_range();
    let mut ranges = code().to_vec();
    ranges.push((range.start as usize, range.end as usize));
    CODE.store(Box::into_raw(Box::new(ranges)), Ordering::Release);
}

fn code() -> &'static [(usize, usize)] {
    // SAFETY: null or a box that `note_code` leaked.
    unsafe { CODE.load(Ordering::Acquire).as_ref() }.map_or(&[], |ranges| ranges.as_slice())
}

/// The first fault of a context's bulk memory instructions since it was asked for.
#[derive(Default)]
pub(super) struct BulkFault {
    /// Offset plus one; 0 is none.
    address: AtomicU64,
    /// Block in the upper, thread in the lower half.
    position: AtomicU64,
}

impl BulkFault {
    /// Offset, and linear indices of block and thread.
    pub(super) fn take(&self) -> Option<(u64, (u32, u32))> {
        let address = self.address.swap(0, Ordering::Relaxed).checked_sub(1)?;
        let position = self.position.load(Ordering::Relaxed);
        Some((address, ((position >> 32) as u32, position as u32)))
    }
}

/// Makes the store survive such faults; `record` is the address of its [`abi::Worker`].
pub(super) fn survive(
    store: &mut Store<()>,
    region: &Arc<Region>,
    record: usize,
) -> std::io::Result<Arc<BulkFault>> {
    let fault = Arc::new(BulkFault::default());
    let (noted, region, scratch) = (Arc::clone(&fault), Arc::clone(region), scratch_page()?);
    let handler = move |signal: libc::c_int, info: *const libc::siginfo_t, context: *const libc::c_void| {
        // SAFETY: the kernel passes valid structures to a handler with `SA_SIGINFO`.
        let (address, pc) = unsafe { ((*info).si_addr() as usize, program_counter(context)) };
        if signal != libc::SIGSEGV || code().iter().any(|&(start, end)| (start..end).contains(&pc)) {
            return false;
        }
        let Some(offset) = region.offset_of(address) else { return false };
        // While memory is revoked the position cannot be read, and nothing is reported.
        let Some(_permit) = region.permit() else {
            noted.address.store(offset + 1, Ordering::Relaxed);
            return region.map_file(granule(offset), GRANULE as u64, scratch).is_ok();
        };
        if noted.address.load(Ordering::Relaxed) == 0 {
            // SAFETY: the record lives as long as the store, whose thread this is.
            let (block, thread) = unsafe {
                let record = record as *const abi::Worker;
                ((*record).block, (*record).thread)
            };
            noted.position.store(u64::from(block) << 32 | u64::from(thread), Ordering::Relaxed);
            noted.address.store(offset + 1, Ordering::Relaxed);
        }
        region.map_file(granule(offset), GRANULE as u64, scratch).is_ok()
    };
    // SAFETY: the handler only uses atomics (`permit` never waits) and makes a system call.
    unsafe { store.set_signal_handler(handler) };
    Ok(fault)
}

fn granule(offset: u64) -> u64 {
    offset / GRANULE as u64 * GRANULE as u64
}

/// A file of one granule, shared by all faults, so that a wild fill does not consume memory.
fn scratch_page() -> std::io::Result<RawFd> {
    static PAGE: Mutex<Option<RawFd>> = Mutex::new(None);
    let mut page = PAGE.lock().expect("not poisoned");
    if let Some(page) = *page {
        return Ok(page);
    }
    // SAFETY: system calls; the descriptor is kept for the life of the process.
    let file = unsafe { libc::memfd_create(c"anywarp-scratch".as_ptr(), libc::MFD_CLOEXEC) };
    // SAFETY: as above.
    if file < 0 || unsafe { libc::ftruncate(file, GRANULE as libc::off_t) } != 0 {
        return Err(std::io::Error::last_os_error());
    }
    *page = Some(file);
    Ok(file)
}

/// # Safety
/// `context` is the third argument of a signal handler.
unsafe fn program_counter(context: *const libc::c_void) -> usize {
    let context: *const libc::ucontext_t = context.cast();
    // SAFETY: the caller's promise.
    unsafe {
        #[cfg(target_arch = "x86_64")]
        return (*context).uc_mcontext.gregs[libc::REG_RIP as usize] as usize;
        #[cfg(target_arch = "aarch64")]
        return (*context).uc_mcontext.pc as usize;
    }
}

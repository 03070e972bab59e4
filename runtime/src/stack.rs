//! How much native stack the calling thread has left.

use std::cell::Cell;

use crate::wasm::engine::WASM_STACK;

/// What the runtime itself and a signal handler need above wasm's share, in bytes.
const MARGIN: usize = 192 << 10;

thread_local! {
    /// Lowest address and end of this thread's stack; (0, 0) until asked.
    static BOUNDS: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// Whether this thread can run kernels. False on small thread stacks and on stacks that are not the thread's own
/// (coroutines), whose size nobody knows.
pub(crate) fn enough_for_kernels() -> bool {
    if BOUNDS.get() == (0, 0) {
        BOUNDS.set(bounds().unwrap_or((usize::MAX, usize::MAX)));
    }
    let (low, end) = BOUNDS.get();
    let here = (&raw const low) as usize;
    here < end && here.checked_sub(low).is_some_and(|left| left >= WASM_STACK + MARGIN)
}

fn bounds() -> Option<(usize, usize)> {
    // SAFETY: the attribute object is initialised by `pthread_getattr_np` and destroyed after use.
    unsafe {
        let mut attributes = std::mem::zeroed();
        if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) != 0 {
            return None;
        }
        let (mut low, mut bytes) = (std::ptr::null_mut(), 0);
        let status = libc::pthread_attr_getstack(&raw const attributes, &raw mut low, &raw mut bytes);
        libc::pthread_attr_destroy(&raw mut attributes);
        (status == 0).then_some((low as usize, low as usize + bytes))
    }
}

//! The C ABI, one file per chapter of the CUDA Runtime API manual. `table` says which functions are real.
//!
//! Every function is written with `cuda!` (or `streamed!` when it has a variant for the per-thread default stream):
//! the body is a closure that returns a `Result`, whose code is returned and remembered for `cudaGetLastError`.

// The names are CUDA's.
#![allow(non_snake_case, reason = "the exported names are CUDA's")]
#![allow(clippy::missing_safety_doc, reason = "the contract of every pointer is CUDA's documentation")]
#![allow(clippy::too_many_arguments, reason = "the signatures are CUDA's")]

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::graph::{LEGACY, StreamId};
use crate::state::{self, Runtime};

/// Defines exported functions that return a `cudaError_t`.
macro_rules! cuda {
    ($($(#[$meta:meta])* fn $name:ident($($argument:ident: $type:ty),* $(,)?) $body:block)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($argument: $type),*) -> i32 {
            let body = || -> $crate::error::Result { $body };
            $crate::api::error::remember(body())
        }
    )*};
}

/// Defines a function and its variant whose default stream is the calling thread's (`_ptds`, `_ptsz`).
macro_rules! streamed {
    ($($(#[$meta:meta])* fn $name:ident / $variant:ident
        [$default:ident]($($argument:ident: $type:ty),* $(,)?) $body:block)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($argument: $type),*) -> i32 {
            let $default = $crate::api::DefaultStream::Legacy;
            let body = || -> $crate::error::Result { $body };
            $crate::api::error::remember(body())
        }
        #[doc = concat!("[`", stringify!($name), "`] with the per-thread default stream.")]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $variant($($argument: $type),*) -> i32 {
            let $default = $crate::api::DefaultStream::PerThread;
            let body = || -> $crate::error::Result { $body };
            $crate::api::error::remember(body())
        }
    )*};
}

pub mod attributes;
pub mod batch;
pub mod capture;
pub mod channel;
pub mod code;
pub mod copy;
pub mod device;
pub mod error;
pub mod event;
pub mod function;
mod gpu_copy;
pub mod host;
pub mod launch;
pub mod managed;
pub mod memory;
pub mod pool;
pub mod properties;
pub mod registration;
pub mod settings;
pub mod stream;
pub mod symbol;
pub mod table;

/// `dim3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Dim3 {
    pub x: u32,
    pub y: u32,
    pub z: u32,
}

impl Dim3 {
    fn array(self) -> [u32; 3] {
        [self.x, self.y, self.z]
    }

    /// Blocks of a grid, threads of a block. Saturates, far beyond every limit.
    fn count(self) -> u64 {
        self.array().iter().fold(1, |count: u64, &extent| count.saturating_mul(u64::from(extent)))
    }
}

/// What the stream handle 0 means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DefaultStream {
    Legacy,
    PerThread,
}

/// `cudaStreamPerThread`.
const PER_THREAD_HANDLE: usize = 2;

impl DefaultStream {
    /// The stream that a `cudaStream_t` names and its device's runtime; graph calls check whether it exists.
    ///
    /// # Errors
    /// Those of [`state::usable`].
    fn resolve(self, handle: usize) -> Result<(&'static Runtime, StreamId)> {
        let runtime = state::of_handle(handle)?;
        let stream = match (handle, self) {
            (0, Self::Legacy) => LEGACY,
            (0, Self::PerThread) | (PER_THREAD_HANDLE, _) => this_threads_stream(runtime),
            (handle, _) => StreamId(handle),
        };
        Ok((runtime, stream))
    }
}

/// Destroys the stream when its thread ends.
struct ThreadStream {
    stream: StreamId,
    ordinal: i32,
    resets: usize,
}

impl Drop for ThreadStream {
    fn drop(&mut self) {
        if let Some(runtime) = state::existing(self.ordinal) {
            let _ = runtime.graph.destroy_stream(self.stream);
        }
    }
}

fn this_threads_stream(runtime: &'static Runtime) -> StreamId {
    thread_local! {
        static STREAMS: RefCell<BTreeMap<i32, ThreadStream>> = const { RefCell::new(BTreeMap::new()) };
    }
    let (ordinal, resets) = (runtime.ordinal, runtime.resets.load(std::sync::atomic::Ordering::Relaxed));
    STREAMS.with_borrow_mut(|streams| match streams.get(&ordinal).filter(|kept| kept.resets == resets) {
        Some(kept) => kept.stream,
        None => {
            let stream = runtime.graph.create_stream(0, 0);
            streams.insert(ordinal, ThreadStream { stream, ordinal, resets });
            stream
        }
    })
}

/// Writes a result through a pointer of the caller.
///
/// # Errors
/// `cudaErrorInvalidValue` for a null pointer.
///
/// # Safety
/// A pointer that is not null must be writable.
unsafe fn give<T>(pointer: *mut T, value: T) -> Result {
    if pointer.is_null() {
        return Err(Error::InvalidValue);
    }
    // SAFETY: the caller's promise.
    unsafe { pointer.write(value) };
    Ok(())
}

/// # Errors
/// `cudaErrorInvalidValue` unless the condition holds.
fn require(condition: bool) -> Result {
    if condition { Ok(()) } else { Err(Error::InvalidValue) }
}

//! What stopped a kernel: the CUDA code, and one report on stderr that a person can act on.

use std::fmt::{self, Write as _};

use anywarp_artifact::wasm::Failure;
use wasmtime::{FrameInfo, Trap, WasmBacktrace};

use super::heap::Heap;
use super::region::{GRANULE, Region};
use super::worker::Launch;
use crate::device::Purpose;
use crate::error::Error;

/// What device code passed to `env.fail`.
#[derive(Debug)]
pub(super) struct DeviceFailure {
    pub(super) reason: i32,
    pub(super) argument: i32,
    /// What the `assert` said that failed.
    pub(super) assertion: Option<AssertionText>,
}

/// An `assert` that failed.
#[derive(Clone, Debug)]
pub(super) struct AssertionText {
    pub(super) message: String,
    pub(super) file: String,
    pub(super) line: u32,
    pub(super) function: String,
}

impl fmt::Display for DeviceFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason {
            reason if reason == Failure::Trap as i32 => formatter.write_str("the kernel executed a trap"),
            reason if reason == Failure::Deadlock as i32 => {
                formatter.write_str("deadlock: threads of the block wait for each other for ever")
            }
            reason if reason == Failure::ArenaExhausted as i32 => {
                formatter.write_str("the local state of the block's threads does not fit its arena")
            }
            reason => write!(formatter, "the kernel failed with reason {reason} ({})", self.argument),
        }
    }
}

impl std::error::Error for DeviceFailure {}

impl AssertionText {
    fn report(&self, block: [u32; 3], thread: [u32; 3]) -> String {
        crate::print::assertion([block, thread], &self.file, self.line, &self.function, &self.message)
    }
}

/// Who ran: linear indices of the block and of the first of the threads that run as one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Running {
    pub(super) block: u32,
    pub(super) thread: u32,
    pub(super) threads: u32,
}

const STACK_OVERFLOW: &str = "stack overflow (recursion too deep)";
const IN_GUARD: &str = "in the guard of a stack";

/// Why a launch ended early.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) error: Error,
    what: String,
    /// Offset in device memory that was accessed.
    address: Option<u64>,
    at: Option<Running>,
    /// Source positions, innermost first.
    stack: Vec<String>,
    assertion: Option<AssertionText>,
}

impl Fault {
    /// The fault that a call into wasm ended with; `running` is who ran.
    pub(super) fn of(error: wasmtime::Error, running: Running, launch: &Launch) -> Self {
        let (code, what) = classify(&error);
        let stack =
            error.downcast_ref::<WasmBacktrace>().map(|trace| positions(trace, launch)).unwrap_or_default();
        let assertion = error.downcast_ref::<DeviceFailure>().and_then(|failure| failure.assertion.clone());
        Self { error: code, what, address: fault_address(&error), at: Some(running), stack, assertion }
    }

    pub(super) fn unusable_image(what: String) -> Self {
        Self::plain(Error::InvalidKernelImage, what)
    }

    pub(super) fn no_memory(bytes: u32) -> Self {
        let what = format!(
            "out of device memory: the launch needs {bytes} bytes for the state of a block's threads"
        );
        Self::plain(Error::MemoryAllocation, what)
    }

    fn plain(error: Error, what: String) -> Self {
        Self { error, what, address: None, at: None, stack: Vec::new(), assertion: None }
    }

    /// The text for stderr.
    pub(crate) fn report(&self, launch: &Launch, region: &Region, heap: &Heap) -> String {
        if let (Some(assertion), Some(at)) = (&self.assertion, self.at) {
            return assertion.report(position(at.block, launch.grid), position(at.thread, launch.block));
        }
        let kernel = &launch.loaded.artifact.kernels[launch.kernel];
        let mut text = format!("anywarp: kernel {} failed: ", kernel.display_name);
        match self.address.map(|offset| (offset, place(offset, heap))) {
            // Local memory grows towards it.
            Some((_, place)) if place == IN_GUARD => text.push_str(STACK_OVERFLOW),
            Some((offset, place)) => {
                let _ =
                    write!(text, "{} at address {:#x} ({place})", self.what, region.base() as u64 + offset);
            }
            None => text.push_str(&self.what),
        }
        if let Some(at) = self.at {
            let [x, y, z] = position(at.block, launch.grid);
            let [tx, ty, tz] = position(at.thread, launch.block);
            let _ = write!(text, "\n  in block ({x},{y},{z}), thread ({tx},{ty},{tz})");
            if at.threads > 1 {
                let [tx, ty, tz] = position(at.thread + at.threads - 1, launch.block);
                let _ = write!(text, " or one up to ({tx},{ty},{tz}), which run as one");
            }
        }
        for (depth, position) in self.stack.iter().enumerate() {
            let _ = write!(text, "\n  {} {position}", if depth == 0 { "at" } else { "called from" });
        }
        text.push('\n');
        text
    }
}

/// The CUDA code of an error from wasmtime, and what to call it.
fn classify(error: &wasmtime::Error) -> (Error, String) {
    if let Some(failure) = error.downcast_ref::<DeviceFailure>() {
        let code = if failure.assertion.is_some() { Error::Assert } else { Error::LaunchFailure };
        return (code, failure.to_string());
    }
    let Some(trap) = error.downcast_ref::<Trap>() else {
        return (Error::LaunchFailure, format!("{error:#}"));
    };
    match trap {
        Trap::MemoryOutOfBounds => (Error::IllegalAddress, "illegal memory access".into()),
        Trap::StackOverflow => (Error::IllegalAddress, STACK_OVERFLOW.into()),
        Trap::TableOutOfBounds | Trap::IndirectCallToNull | Trap::BadSignature => {
            (Error::IllegalAddress, "call through an invalid function pointer".into())
        }
        Trap::HeapMisaligned => (Error::MisalignedAddress, "misaligned atomic access".into()),
        Trap::UnreachableCodeReached => (Error::LaunchFailure, "the kernel executed a trap".into()),
        other => (Error::LaunchFailure, other.to_string()),
    }
}

/// wasmtime tells the address of a memory fault only in the text of its error chain.
fn fault_address(error: &wasmtime::Error) -> Option<u64> {
    error.chain().find_map(|cause| {
        let text = cause.to_string();
        let digits = text.split_once("memory fault at wasm address 0x")?.1;
        let end = digits.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(digits.len());
        u64::from_str_radix(&digits[..end], 16).ok()
    })
}

/// Source positions of at most 16 calls, inlined ones too, innermost first.
fn positions(trace: &WasmBacktrace, launch: &Launch) -> Vec<String> {
    let offsets = trace.frames().iter().filter_map(FrameInfo::module_offset);
    let lines = offsets.flat_map(|offset| launch.loaded.lines(offset as u32));
    let mut positions: Vec<String> = lines.map(|(file, line)| format!("{file}:{line}")).collect();
    positions.dedup();
    positions.truncate(16);
    positions
}

/// What the address has to do with what is allocated: the nearer of what lies before and behind it.
fn place(offset: u64, heap: &Heap) -> String {
    let before = heap.list(|allocation| allocation.offset <= offset);
    let behind = heap.list(|a| a.offset > offset && a.purpose != Purpose::Internal);
    let next = behind.first().map(|next| (next.offset - offset, next.bytes));
    let (distance, text) = match before.last() {
        _ if offset < GRANULE as u64 => (offset, format!("a null pointer plus {offset} bytes")),
        Some(last) if offset < last.offset + last.bytes => return IN_GUARD.into(),
        Some(last) => {
            let distance = offset - last.offset - last.bytes;
            (distance, format!("{distance} bytes behind an allocation of {} bytes", last.bytes))
        }
        None => (u64::MAX, "no device memory".into()),
    };
    match next {
        Some((ahead, bytes)) if ahead < distance => {
            format!("{ahead} bytes before an allocation of {bytes} bytes")
        }
        _ => text,
    }
}

/// The three-dimensional position of a linear index, x fastest.
fn position(linear: u32, extent: [u32; 3]) -> [u32; 3] {
    let [x, y, _] = extent.map(|extent| extent.max(1));
    [linear % x, linear / x % y, linear / x / y]
}

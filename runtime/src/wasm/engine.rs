//! The one wasmtime engine and the images it has loaded.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anywarp_artifact::{Artifact, RelocationTarget, Target};
use wasmtime::{Config, Engine, Module, OptLevel};

use super::cache;
use super::heap::Heap;
use super::region::{Creator, GUARD, Region, SIZE};
use crate::device::Purpose;
use crate::error::{Error, Result};

/// Native stack that one kernel call may use, in bytes.
pub(crate) const WASM_STACK: usize = 1 << 20;

/// An artifact whose wasm image is compiled and whose variables have a place.
pub(crate) struct Loaded {
    /// Distinguishes loaded images; never used twice.
    pub(crate) id: usize,
    pub(crate) artifact: Arc<Artifact>,
    pub(crate) module: Module,
    /// Position of the image in the artifact.
    image: usize,
    /// Offset of the variables in device memory.
    pub(crate) base: u32,
}

impl Loaded {
    /// Source positions of a code offset, innermost first.
    pub(crate) fn lines(&self, offset: u32) -> impl Iterator<Item = (&str, u32)> {
        self.artifact.images[self.image].lines.find(offset)
    }
}

/// Creates the engine. Code is compiled without fuel, epochs and bounds checks.
pub(crate) fn create(region: &Arc<Region>) -> wasmtime::Result<Engine> {
    let mut config = Config::new();
    config
        .cranelift_opt_level(OptLevel::Speed)
        .wasm_threads(true)
        .wasm_simd(true)
        .wasm_relaxed_simd(true)
        // Their accesses to inaccessible pages would end the process: they run in native code of the engine.
        .wasm_bulk_memory(false)
        .memory_reservation(SIZE as u64)
        .memory_guard_size(GUARD as u64)
        .memory_reservation_for_growth(0)
        .memory_may_move(false)
        .memory_init_cow(false)
        .guard_before_linear_memory(false)
        .signals_based_traps(true)
        .native_unwind_info(false)
        .generate_address_map(true)
        .max_wasm_stack(WASM_STACK)
        .with_host_memory(Arc::new(Creator(Arc::clone(region))));
    Engine::new(&config)
}

/// The module that defines the memory which all images import: `(module (memory (export "memory") 65536 65536))`.
pub(crate) fn memory_owner(engine: &Engine) -> wasmtime::Result<Module> {
    const WASM: &[u8] =
        b"\0asm\x01\0\0\0\x05\x08\x01\x01\x80\x80\x04\x80\x80\x04\x07\x0a\x01\x06memory\x02\0";
    Module::new(engine, WASM)
}

/// Compiles the artifact's wasm image and places its variables; [`initialise`] fills them.
///
/// # Errors
/// `cudaErrorNoKernelImageForDevice` without a wasm image, `cudaErrorInvalidKernelImage` for one that wasmtime
/// rejects (the reason goes to `explain`), `cudaErrorMemoryAllocation` when the variables do not fit.
pub(crate) fn load(
    engine: &Engine,
    heap: &Heap,
    artifact: &Arc<Artifact>,
    explain: &mut String,
) -> Result<Loaded> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let image = artifact.images.iter().position(|image| image.target == Target::Wasm32);
    let image = image.ok_or(Error::NoKernelImageForDevice)?;
    let module = cache::module(engine, &artifact.images[image].code).map_err(|error| {
        *explain = format!("{error:#}");
        Error::InvalidKernelImage
    })?;
    let data = &artifact.data;
    let bytes = (data.bytes.len() as u64).checked_add(data.zero_bytes).ok_or(Error::MemoryAllocation)?;
    let alignment = u64::from(data.alignment.max(1));
    // The heap aligns to 256; what wants more gets the slack.
    let slack = if alignment > crate::device::ALIGNMENT { alignment } else { 0 };
    let start = heap.allocate(bytes + slack, Purpose::Variables).ok_or(Error::MemoryAllocation)?;
    let base = start.next_multiple_of(alignment) as u32;
    Ok(Loaded {
        id: NEXT.fetch_add(1, Ordering::Relaxed),
        artifact: Arc::clone(artifact),
        module,
        image,
        base,
    })
}

/// Gives the variables their initial values; `function_address` maps an address-taken function to its table index.
pub(crate) fn initialise(
    region: &Region,
    loaded: &Loaded,
    mut function_address: impl FnMut(u32) -> Result<u32>,
) -> Result {
    let data = &loaded.artifact.data;
    let start = region.host(u64::from(loaded.base));
    // SAFETY: `load` allocated these bytes and nothing runs on them yet (or everything was stopped by a reset).
    unsafe {
        std::ptr::copy_nonoverlapping(data.bytes.as_ptr(), start, data.bytes.len());
        std::ptr::write_bytes(start.add(data.bytes.len()), 0, data.zero_bytes as usize);
    }
    for relocation in &data.relocations {
        let at = u64::from(relocation.at);
        if at + 8 > data.bytes.len() as u64 + data.zero_bytes {
            return Err(Error::InvalidKernelImage);
        }
        let value = match relocation.target {
            RelocationTarget::Data(offset) => {
                (region.base() as u64 + u64::from(loaded.base)).wrapping_add_signed(offset)
            }
            RelocationTarget::Function(index) => u64::from(function_address(index)?),
        };
        // SAFETY: in bounds, checked above; the field may be unaligned.
        unsafe { start.add(relocation.at as usize).cast::<[u8; 8]>().write_unaligned(value.to_le_bytes()) };
    }
    Ok(())
}

//! A place to run blocks: one wasmtime store with its instances, stack and arena.
//!
//! A context is used by one thread at a time, but not always by the same one: pool threads and waiting host threads
//! take a free context and give it back.

use std::collections::HashMap;
use std::mem::size_of;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLockReadGuard};

use anywarp_artifact::wasm::{
    self as abi, FUNCTION_ADDRESS, IMAGE_BASE, MEMORY, MEMORY_BASE, MODULE, STACK_POINTER,
};
use wasmtime::{
    Extern, Global, GlobalType, Instance, Memory, Module, Mutability, Store, TypedFunc, Val, ValType,
};

use super::engine::Loaded;
use super::heap::Heap;
use super::region::{GRANULE, Region};
use super::report::{Fault, Running};
use super::services::Services;
use crate::device::Purpose;

/// Stack in device memory for the local memory of the running thread, in bytes.
const STACK_BYTES: u64 = 1 << 20;
/// Chunks of blocks that each worker gets of a large grid: enough to balance the load, and small grids, whose blocks
/// may wait for each other, are handed out block by block.
const CHUNKS_PER_WORKER: u64 = 32;
/// Alignment of the arena, in bytes ([`abi::Worker::arena`]).
const ARENA_ALIGNMENT: u64 = 64;

/// One kernel launch while it runs.
pub(crate) struct Launch {
    pub(crate) loaded: Arc<Loaded>,
    /// Index of the kernel in the artifact.
    pub(crate) kernel: usize,
    /// Offset of the [`abi::Launch`] in device memory.
    pub(crate) record: u32,
    pub(crate) parameter_bytes: u32,
    pub(crate) grid: [u32; 3],
    pub(crate) block: [u32; 3],
    /// Number of blocks and how many are handed out at once.
    pub(crate) blocks: u64,
    pub(crate) chunk: u64,
    next: AtomicU64,
}

impl Launch {
    /// A launch whose blocks are handed out in chunks that keep `workers` busy; one by one if they are `together`,
    /// that is, if they wait for each other.
    pub(crate) fn new(
        loaded: Arc<Loaded>,
        kernel: usize,
        (record, parameter_bytes): (u32, u32),
        [grid, block]: [[u32; 3]; 2],
        workers: u64,
        together: bool,
    ) -> Self {
        let blocks = grid.iter().map(|&extent| u64::from(extent)).product::<u64>();
        let chunk = if together { 1 } else { (blocks / (CHUNKS_PER_WORKER * workers)).max(1) };
        Self { loaded, kernel, record, parameter_bytes, grid, block, blocks, chunk, next: AtomicU64::new(0) }
    }

    /// How many blocks were handed out.
    pub(crate) fn taken(&self) -> u64 {
        self.next.load(Ordering::Relaxed)
    }

    /// Hands out the next blocks in ascending order: (first, count).
    pub(crate) fn claim(&self) -> Option<(u32, u32)> {
        let first = self.next.fetch_add(self.chunk, Ordering::Relaxed);
        (first < self.blocks).then(|| (first as u32, self.chunk.min(self.blocks - first) as u32))
    }

    /// Whether every block has been handed out.
    pub(crate) fn exhausted(&self) -> bool {
        self.next.load(Ordering::Relaxed) >= self.blocks
    }

    /// Hands out no further blocks.
    pub(crate) fn stop(&self) {
        self.next.store(self.blocks, Ordering::Relaxed);
    }
}

/// One worker's store, stack and arena.
pub(crate) struct Context {
    store: Store<()>,
    region: Arc<Region>,
    heap: Arc<Heap>,
    memory: Memory,
    memory_base: Global,
    services: Services,
    /// Offset of the [`abi::Worker`] in device memory.
    record: u32,
    stack: u64,
    arena: Option<u64>,
    arena_bytes: u64,
    images: HashMap<usize, Image>,
}

struct Image {
    instance: Instance,
    stack_pointer: Global,
    kernels: Vec<Option<Entry>>,
}

#[derive(Clone)]
struct Entry {
    run: TypedFunc<(i32, i32, i32, i32), ()>,
    arena: TypedFunc<i32, i32>,
}

impl Context {
    /// Creates a store over the region, whose memory is that of `owner`; `None` when device memory is exhausted.
    pub(crate) fn new(
        owner: &Module,
        region: &Arc<Region>,
        heap: &Arc<Heap>,
    ) -> wasmtime::Result<Option<Self>> {
        let mut store = Store::new(owner.engine(), ());
        // A memory made by the host would be wasmtime's own; the region is only used for memories of modules.
        let owner = Instance::new(&mut store, owner, &[])?;
        let memory = owner.get_memory(&mut store, MEMORY).expect("the owner exports its memory");
        if memory.data_ptr(&store) != region.host(0) {
            wasmtime::bail!("wasmtime placed the memory elsewhere");
        }
        let base_type = GlobalType::new(ValType::I64, Mutability::Const);
        let memory_base = Global::new(&mut store, base_type, Val::I64(region.base() as i64))?;
        let services = Services::new(&mut store, region, heap)?;
        let Some(record) = heap.allocate(size_of::<abi::Worker>() as u64, Purpose::Internal) else {
            return Ok(None);
        };
        // The granule below the stack is made inaccessible, so that an overflow traps.
        let Some(stack) = heap.allocate(STACK_BYTES + GRANULE as u64, Purpose::Internal) else {
            heap.free(record);
            return Ok(None);
        };
        region.decommit(stack, GRANULE as u64)?;
        // SAFETY: just allocated, 256-byte aligned.
        unsafe { region.host(record).cast::<abi::Worker>().write(abi::Worker::default()) };
        Ok(Some(Self {
            store,
            region: Arc::clone(region),
            heap: Arc::clone(heap),
            memory,
            memory_base,
            services,
            record: record as u32,
            stack,
            arena: None,
            arena_bytes: 0,
            images: HashMap::new(),
        }))
    }

    /// Runs blocks of the launch until none is left.
    ///
    /// `permit` is for the preparation; the blocks themselves trap when memory is revoked.
    pub(crate) fn run(
        &mut self,
        launch: &Launch,
        mut claimed: Option<(u32, u32)>,
        permit: RwLockReadGuard<'_, ()>,
    ) -> Result<(), Box<Fault>> {
        let entry = self.enter(launch)?;
        drop(permit);
        while let Some((first, count)) = claimed {
            let arguments = (launch.record as i32, self.record as i32, first as i32, count as i32);
            if let Err(error) = entry.run.call(&mut self.store, arguments) {
                self.reset_stack_pointers();
                return Err(Box::new(Fault::of(error, self.running(), launch)));
            }
            claimed = launch.claim();
        }
        Ok(())
    }

    /// The table index of an address-taken function of the image.
    pub(crate) fn function_address(&mut self, loaded: &Loaded, index: u32) -> wasmtime::Result<u32> {
        self.instantiate(loaded)?;
        let instance = self.images[&loaded.id].instance;
        let lookup: TypedFunc<i32, i32> = instance.get_typed_func(&mut self.store, FUNCTION_ADDRESS)?;
        Ok(lookup.call(&mut self.store, index as i32)? as u32)
    }

    /// Finds the kernel's functions and makes the arena large enough.
    fn enter(&mut self, launch: &Launch) -> Result<Entry, Box<Fault>> {
        let entry = self
            .entry(&launch.loaded, launch.kernel)
            .map_err(|error| Box::new(Fault::unusable_image(format!("{error:#}"))))?;
        let wanted = entry
            .arena
            .call(&mut self.store, launch.record as i32)
            .map_err(|error| Box::new(Fault::of(error, Running::default(), launch)))?
            as u32;
        if u64::from(wanted) > self.arena_bytes && !self.grow_arena(u64::from(wanted)) {
            return Err(Box::new(Fault::no_memory(wanted)));
        }
        Ok(entry)
    }

    fn entry(&mut self, loaded: &Loaded, kernel: usize) -> wasmtime::Result<Entry> {
        self.instantiate(loaded)?;
        let image = self.images.get_mut(&loaded.id).expect("instantiated above");
        if image.kernels.len() <= kernel {
            image.kernels.resize(kernel + 1, None);
        }
        if let Some(entry) = &image.kernels[kernel] {
            return Ok(entry.clone());
        }
        let entry = Entry {
            run: image.instance.get_typed_func(&mut self.store, &abi::kernel_export(kernel))?,
            arena: image.instance.get_typed_func(&mut self.store, &abi::arena_export(kernel))?,
        };
        image.kernels[kernel] = Some(entry.clone());
        Ok(entry)
    }

    fn instantiate(&mut self, loaded: &Loaded) -> wasmtime::Result<()> {
        if self.images.contains_key(&loaded.id) {
            return Ok(());
        }
        let base_type = GlobalType::new(ValType::I32, Mutability::Const);
        let image_base = Global::new(&mut self.store, base_type, Val::I32(loaded.base as i32))?;
        let mut imports: Vec<Extern> = Vec::new();
        for import in loaded.module.imports() {
            imports.push(match (import.module(), import.name()) {
                (MODULE, MEMORY) => self.memory.into(),
                (MODULE, IMAGE_BASE) => image_base.into(),
                (MODULE, MEMORY_BASE) => self.memory_base.into(),
                (module, name) => match self.services.get(name).filter(|_| module == MODULE) {
                    Some(function) => function,
                    None => wasmtime::bail!("the image imports `{module}.{name}`, which no runtime provides"),
                },
            });
        }
        let instance = Instance::new(&mut self.store, &loaded.module, &imports)?;
        let stack_pointer = instance
            .get_global(&mut self.store, STACK_POINTER)
            .ok_or_else(|| wasmtime::format_err!("the image does not export `{STACK_POINTER}`"))?;
        let top = Val::I32(self.stack_top());
        stack_pointer.set(&mut self.store, top)?;
        self.images.insert(loaded.id, Image { instance, stack_pointer, kernels: Vec::new() });
        Ok(())
    }

    fn stack_top(&self) -> i32 {
        (self.stack + GRANULE as u64 + STACK_BYTES) as u32 as i32
    }

    /// A trap leaves the stack pointer where it was.
    fn reset_stack_pointers(&mut self) {
        let top = Val::I32(self.stack_top());
        let mut globals: Vec<Global> = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "each image is set to the same value")]
        for image in self.images.values() {
            globals.push(image.stack_pointer);
        }
        for global in globals {
            global.set(&mut self.store, top).expect("the stack pointer is a mutable i32");
        }
    }

    /// Makes the granule below the stack inaccessible, so that an overflow traps.
    pub(crate) fn guard_stack(&self) {
        // Failure leaves an overflow undetected, which is no worse than without a guard.
        let _ = self.region.decommit(self.stack, GRANULE as u64);
    }

    fn grow_arena(&mut self, wanted: u64) -> bool {
        if let Some(old) = self.arena.take() {
            self.heap.free(old);
        }
        self.arena_bytes = 0;
        let bytes = wanted.next_multiple_of(ARENA_ALIGNMENT).max(GRANULE as u64);
        let Some(arena) = self.heap.allocate(bytes, Purpose::Internal) else { return false };
        self.arena = Some(arena);
        self.arena_bytes = bytes;
        let record = self.record_pointer();
        // SAFETY: the record belongs to this context, which runs nothing now.
        unsafe {
            (*record).arena = arena as u32;
            (*record).arena_bytes = bytes.min(u64::from(u32::MAX)) as u32;
        }
        true
    }

    /// Who ran last; zeros while memory is revoked, when nothing is reported.
    fn running(&self) -> Running {
        let Some(_permit) = self.region.permit() else { return Running::default() };
        // SAFETY: the record belongs to this context, which runs nothing now.
        let record = unsafe { *self.record_pointer() };
        Running { block: record.block, thread: record.thread, threads: record.threads }
    }

    fn record_pointer(&self) -> *mut abi::Worker {
        self.region.host(u64::from(self.record)).cast()
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        self.heap.free(u64::from(self.record));
        self.heap.free(self.stack);
        if let Some(arena) = self.arena {
            self.heap.free(arena);
        }
    }
}

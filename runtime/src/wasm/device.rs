//! The wasm device: its memory, its engine and the places where blocks run.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use anywarp_artifact::{Artifact, wasm as abi};
use wasmtime::{Engine, Module};

use super::engine::{self, Loaded};
use super::heap::Heap;
use super::region::{GRANULE, Region, SIZE};
use super::report::Fault;
use super::worker::{Context, Launch};
use crate::device::{Purpose, Shape, explain, say};
use crate::error::{Error, Result};

/// Device memory that is never handed out, in bytes: room for the runtime's own needs and the inaccessible ends.
const RESERVE: u64 = 64 << 20;
/// Bytes of the smaller launch records; larger ones are allocated one by one.
const RECORD_BYTES: u64 = 512;

/// The wasm device on this machine's CPU.
pub(crate) struct Device {
    pub(crate) region: Arc<Region>,
    pub(crate) heap: Arc<Heap>,
    engine: Engine,
    memory_owner: Module,
    /// Threads that may run blocks at the same time.
    pub(crate) workers: usize,
    contexts: Mutex<Vec<Context>>,
    /// Free launch records of [`RECORD_BYTES`].
    records: Mutex<Vec<u32>>,
    images: Mutex<Vec<Arc<Loaded>>>,
    /// Whether a fault of this context was reported; the faults that follow from it are not.
    reported: AtomicBool,
}

impl Device {
    /// Reserves device memory and creates the engine.
    ///
    /// # Errors
    /// `cudaErrorInitializationError` with the reason on stderr when the system has no address space left.
    pub(crate) fn create() -> Result<Self> {
        let region =
            Arc::new(Region::reserve().map_err(|error| explain("cannot reserve device memory", &error))?);
        let engine =
            engine::create(&region).map_err(|error| explain("cannot create the wasm engine", &error))?;
        let memory_owner = engine::memory_owner(&engine)
            .map_err(|error| explain("cannot create the wasm engine", &error))?;
        let capacity = (SIZE as u64 - RESERVE).min(host_memory());
        let heap = Arc::new(Heap::new(Arc::clone(&region), capacity));
        Ok(Self {
            region,
            heap,
            engine,
            memory_owner,
            workers: workers(),
            contexts: Mutex::new(Vec::new()),
            records: Mutex::new(Vec::new()),
            images: Mutex::new(Vec::new()),
            reported: AtomicBool::new(false),
        })
    }

    /// Compiles an artifact's image and initialises its variables.
    ///
    /// # Errors
    /// See [`engine::load`]; the reason is also on stderr.
    pub(crate) fn load(&self, artifact: &Arc<Artifact>) -> Result<Arc<Loaded>> {
        let mut reason = String::new();
        let loaded = engine::load(&self.engine, &self.heap, artifact, &mut reason).inspect_err(|_| {
            if !reason.is_empty() {
                say(&format!("anywarp: the program's device code cannot be loaded: {reason}\n"));
            }
        })?;
        let loaded = Arc::new(loaded);
        self.initialise(&loaded)?;
        self.images.lock().expect("not poisoned").push(Arc::clone(&loaded));
        Ok(loaded)
    }

    fn initialise(&self, loaded: &Loaded) -> Result {
        let mut context: Option<Context> = None;
        let result = engine::initialise(&self.region, loaded, |index| {
            let context = match &mut context {
                Some(context) => context,
                None => context.insert(self.context()?),
            };
            context.function_address(loaded, index).map_err(|error| {
                say(&format!("anywarp: the program's device code cannot be loaded: {error:#}\n"));
                Error::InvalidKernelImage
            })
        });
        self.contexts.lock().expect("not poisoned").extend(context);
        result
    }

    /// Address and bytes of a variable of the image.
    pub(crate) fn variable(&self, loaded: &Loaded, name: &str) -> Option<(usize, usize)> {
        let variable = loaded.artifact.variables.iter().find(|variable| variable.name == name)?;
        let offset = u64::from(loaded.base) + u64::from(variable.offset);
        Some((self.region.host(offset) as usize, variable.bytes as usize))
    }

    /// Stops kernels that do not end by themselves: their next access to memory traps. `stopped` waits for them.
    pub(crate) fn stop_kernels(&self, stopped: impl FnOnce() -> bool) -> bool {
        let Ok(guard) = self.region.revoke() else { return false };
        let result = stopped();
        self.heap.restore();
        for context in &*self.contexts.lock().expect("not poisoned") {
            context.guard_stack();
        }
        drop(guard);
        result
    }

    /// Lets the next fault be reported, and counts what kernels allocate from nothing (`cudaDeviceReset`).
    pub(crate) fn forget_reports(&self) {
        self.reported.store(false, Ordering::Relaxed);
        super::services::forget_allocations();
    }

    /// Gives all variables of all images their initial values again.
    pub(crate) fn reset_variables(&self) -> Result {
        let images = self.images.lock().expect("not poisoned").clone();
        images.iter().try_for_each(|loaded| self.initialise(loaded))
    }

    /// Runs blocks of the launch until none is left, beginning with the claimed ones.
    ///
    /// # Errors
    /// The CUDA code of the fault, which is also reported on stderr.
    pub(crate) fn run(&self, launch: &Launch, claimed: Option<(u32, u32)>) -> Result {
        // Denied while a reset stops kernels; the context has its fault then.
        let permit = self.region.permit().ok_or(Error::LaunchFailure)?;
        let mut context = self.context()?;
        let result = context.run(launch, claimed, permit);
        self.contexts.lock().expect("not poisoned").push(context);
        result.map_err(|fault: Box<Fault>| {
            launch.stop();
            if !self.reported.swap(true, Ordering::Relaxed) {
                say(&fault.report(launch, &self.region, &self.heap));
            }
            fault.error
        })
    }

    fn context(&self) -> Result<Context> {
        if let Some(context) = self.contexts.lock().expect("not poisoned").pop() {
            return Ok(context);
        }
        match Context::new(&self.memory_owner, &self.region, &self.heap) {
            Ok(Some(context)) => Ok(context),
            Ok(None) => Err(Error::MemoryAllocation),
            Err(error) => Err(explain("cannot create a worker", &error)),
        }
    }

    /// Writes the launch's record and parameters to device memory; [`Self::free_record`] frees them.
    ///
    /// # Errors
    /// `cudaErrorMemoryAllocation`, and `cudaErrorCooperativeLaunchTooLarge` for more blocks than can wait for each other.
    pub(crate) fn prepare(
        &self,
        loaded: &Arc<Loaded>,
        kernel: usize,
        shape: &Shape,
        parameters: &[u8],
    ) -> Result<Launch> {
        let workers = self.workers as u64;
        if shape.together && shape.blocks() > workers {
            return Err(Error::CooperativeLaunchTooLarge);
        }
        let record = abi::Launch {
            grid_dim: shape.grid,
            block_dim: shape.block,
            static_shared_bytes: loaded.artifact.kernels[kernel].static_shared_bytes,
            dynamic_shared_bytes: shape.shared,
            ..abi::Launch::default()
        };
        let record = self.write_record(record, parameters)?;
        let shapes = [shape.grid, shape.block];
        let bytes = parameters.len() as u32;
        Ok(Launch::new(Arc::clone(loaded), kernel, (record, bytes), shapes, workers, shape.together))
    }

    fn write_record(&self, mut record: abi::Launch, parameters: &[u8]) -> Result<u32> {
        let header = size_of::<abi::Launch>();
        let offset = self.take_record((header + parameters.len()) as u64)?;
        record.parameters = offset + header as u32;
        let start = self.region.host(u64::from(offset));
        // SAFETY: the record was just taken, is large enough and aligned to 256 bytes.
        unsafe {
            start.cast::<abi::Launch>().write(record);
            std::ptr::copy_nonoverlapping(parameters.as_ptr(), start.add(header), parameters.len());
        }
        Ok(offset)
    }

    fn take_record(&self, bytes: u64) -> Result<u32> {
        if bytes > RECORD_BYTES {
            return Ok(self.heap.allocate(bytes, Purpose::Internal).ok_or(Error::MemoryAllocation)? as u32);
        }
        let mut records = self.records.lock().expect("not poisoned");
        if records.is_empty() {
            let slab =
                self.heap.allocate(GRANULE as u64, Purpose::Internal).ok_or(Error::MemoryAllocation)?;
            records.extend(
                (slab..slab + GRANULE as u64).step_by(RECORD_BYTES as usize).map(|offset| offset as u32),
            );
        }
        Ok(records.pop().expect("refilled above"))
    }

    /// Frees what [`Self::prepare`] wrote.
    pub(crate) fn free_record(&self, launch: &Launch) {
        if size_of::<abi::Launch>() as u64 + u64::from(launch.parameter_bytes) > RECORD_BYTES {
            self.heap.free(u64::from(launch.record));
        } else {
            self.records.lock().expect("not poisoned").push(launch.record);
        }
    }
}

/// Bytes of RAM of this machine.
fn host_memory() -> u64 {
    // SAFETY: `sysconf` has no preconditions.
    let (pages, bytes) = unsafe { (libc::sysconf(libc::_SC_PHYS_PAGES), libc::sysconf(libc::_SC_PAGESIZE)) };
    u64::try_from(pages).unwrap_or(0).saturating_mul(u64::try_from(bytes).unwrap_or(0)).max(1 << 28)
}

/// `$ANYWARP_WORKERS`, or the number of CPUs this process may use.
fn workers() -> usize {
    let asked = std::env::var("ANYWARP_WORKERS").ok().and_then(|text| text.trim().parse::<usize>().ok());
    let available = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    asked.filter(|&count| (1..=1024).contains(&count)).unwrap_or_else(available)
}

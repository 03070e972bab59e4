//! Device code and the host's names for it, as compiled programs register them before `main`.
//!
//! Registration only notes addresses; a container is read when one of its kernels or variables is first used.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicI32, AtomicU32};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, RwLock};

use anywarp_artifact::{Artifact, HEADER_BYTES, Kernel, ReadError};

use crate::device::{Loaded, say};
use crate::error::{Error, Result};
use crate::managed::{self, Shadow};
use crate::state::Runtime;

/// Dynamic shared memory a kernel may have without asking, in bytes.
pub(crate) const DEFAULT_SHARED_BYTES: u32 = 48 << 10;

/// The device half of one translation unit or device link.
pub(crate) struct Module {
    /// Address of the container in the program's `.nv_fatbin` section, which lives as long as the module.
    blob: usize,
    artifact: OnceLock<Result<Arc<Artifact>>>,
    /// The image on each device that has used it, by the device's number.
    loaded: Mutex<BTreeMap<i32, Result<Loaded>>>,
    /// The host's `__managed__` variables.
    pub(crate) managed: Mutex<Vec<Shadow>>,
}

/// A kernel as the host names it.
pub(crate) struct Function {
    pub(crate) module: Arc<Module>,
    pub(crate) name: String,
    /// `cudaFuncAttributeMaxDynamicSharedMemorySize`.
    pub(crate) max_dynamic_shared: AtomicU32,
    /// `cudaFuncAttributePreferredSharedMemoryCarveout` in percent; -1 is the default.
    pub(crate) carveout: AtomicI32,
    index: OnceLock<Result<usize>>,
}

/// A variable as the host names it.
pub(crate) struct Symbol {
    pub(crate) module: Arc<Module>,
    pub(crate) name: String,
}

#[derive(Default)]
struct Tables {
    functions: HashMap<usize, Arc<Function>>,
    symbols: HashMap<usize, Arc<Symbol>>,
}

static TABLES: LazyLock<RwLock<Tables>> = LazyLock::new(RwLock::default);

/// Adds a module; `blob` is the address of its container.
pub(crate) fn add_module(blob: usize) -> Arc<Module> {
    let loaded = Mutex::default();
    let module = Arc::new(Module { blob, artifact: OnceLock::new(), loaded, managed: Mutex::default() });
    if module.has_managed() {
        managed::add(&module);
    }
    module
}

/// What [`Function::max_dynamic_shared`] is before the program sets it.
pub(crate) const NOT_SET: u32 = u32::MAX;

/// Names a kernel by the address of its host stub.
pub(crate) fn add_function(module: &Arc<Module>, stub: usize, name: String) {
    let function = Function {
        module: Arc::clone(module),
        name,
        max_dynamic_shared: AtomicU32::new(NOT_SET),
        carveout: AtomicI32::new(-1),
        index: OnceLock::new(),
    };
    TABLES.write().expect("not poisoned").functions.insert(stub, Arc::new(function));
}

/// Names a variable of so many bytes by the address of its host shadow.
pub(crate) fn add_symbol(module: &Arc<Module>, shadow: usize, name: String, bytes: usize) {
    if module.has_managed() {
        managed::begin(module, Shadow { name: name.clone(), address: shadow, bytes });
    }
    let symbol = Symbol { module: Arc::clone(module), name };
    TABLES.write().expect("not poisoned").symbols.insert(shadow, Arc::new(symbol));
}

/// Notes that the program part with the module's container is being unloaded: what was not read by now never will be.
///
/// The names stay valid, because destructors of global objects run after this at the end of a program.
pub(crate) fn retire_module(module: &Arc<Module>) {
    managed::retire(module);
    let _ = module.artifact.set(Err(Error::CudartUnloading));
}

/// # Errors
/// `cudaErrorInvalidDeviceFunction` for an address that is no kernel's stub.
pub(crate) fn function(stub: usize) -> Result<Arc<Function>> {
    TABLES.read().expect("not poisoned").functions.get(&stub).cloned().ok_or(Error::InvalidDeviceFunction)
}

/// # Errors
/// `cudaErrorInvalidSymbol` for an address that is no variable's.
pub(crate) fn symbol(shadow: usize) -> Result<Arc<Symbol>> {
    TABLES.read().expect("not poisoned").symbols.get(&shadow).cloned().ok_or(Error::InvalidSymbol)
}

impl Module {
    /// The module's artifact, read on first use.
    ///
    /// # Errors
    /// `cudaErrorInvalidKernelImage` for a damaged container, `cudaErrorNoKernelImageForDevice` for a foreign one; the
    /// reason is on stderr.
    pub(crate) fn artifact(&self) -> Result<&Arc<Artifact>> {
        let read = || {
            // SAFETY: the program registered this address as its container, which begins with a header.
            unsafe { read(self.blob) }.map(Arc::new).map_err(|error| {
                say(&format!("anywarp: the program's device code cannot be read: {error}\n"));
                match error {
                    ReadError::NotAnArtifact => Error::NoKernelImageForDevice,
                    _ => Error::InvalidKernelImage,
                }
            })
        };
        self.artifact.get_or_init(read).as_ref().map_err(|error| *error)
    }

    /// The module's image on the device, compiled on first use.
    ///
    /// # Errors
    /// Those of [`Self::artifact`] and [`crate::device::Device::load`]; `cudaErrorNotSupported` for managed variables that
    /// the device cannot reach.
    pub(crate) fn loaded(&self, runtime: &Runtime) -> Result<Loaded> {
        let artifact = self.artifact()?;
        let mut loaded = self.loaded.lock().expect("not poisoned");
        if let Some(loaded) = loaded.get(&runtime.ordinal) {
            return loaded.clone();
        }
        let image = runtime.device.load(artifact);
        let image = image.and_then(|image| managed::place(self, runtime, &image).map(|()| image));
        loaded.insert(runtime.ordinal, image.clone());
        image
    }
}

impl Module {
    /// Whether the container has managed variables, from its header.
    fn has_managed(&self) -> bool {
        // SAFETY: the program registered this address as its container, which begins with a header.
        self.blob != 0 && Artifact::has_managed(unsafe { &*(self.blob as *const [u8; HEADER_BYTES]) })
    }

    /// The image on the device, if it has been loaded.
    pub(crate) fn loaded_on(&self, ordinal: i32) -> Option<Loaded> {
        self.loaded.lock().expect("not poisoned").get(&ordinal)?.as_ref().ok().cloned()
    }
}

impl Function {
    /// The kernel's index in its artifact.
    ///
    /// # Errors
    /// Those of [`Module::artifact`], `cudaErrorInvalidDeviceFunction` if the artifact does not hold the kernel.
    pub(crate) fn index(&self) -> Result<usize> {
        *self.index.get_or_init(|| {
            let kernels = &self.module.artifact()?.kernels;
            kernels.iter().position(|kernel| kernel.name == self.name).ok_or(Error::InvalidDeviceFunction)
        })
    }

    pub(crate) fn kernel(&self) -> Result<&Kernel> {
        let index = self.index()?;
        Ok(&self.module.artifact()?.kernels[index])
    }
}

impl Symbol {
    /// Device address and bytes of the variable.
    ///
    /// # Errors
    /// Those of [`Module::loaded`], `cudaErrorInvalidSymbol` if the image does not hold the variable.
    pub(crate) fn place(&self, runtime: &Runtime) -> Result<(usize, usize)> {
        let loaded = self.module.loaded(runtime)?;
        if let Some(managed) = managed::find(&self.module, &self.name) {
            return Ok(managed);
        }
        runtime.device.variable(&loaded, &self.name).ok_or(Error::InvalidSymbol)
    }
}

/// Reads the container at an address.
///
/// # Safety
/// At least [`HEADER_BYTES`] bytes, and if they are a valid header as many as it says, must be readable there.
unsafe fn read(blob: usize) -> std::result::Result<Artifact, ReadError> {
    if blob == 0 {
        return Err(ReadError::NotAnArtifact);
    }
    // SAFETY: the caller's promise.
    let header = unsafe { &*(blob as *const [u8; HEADER_BYTES]) };
    let bytes = Artifact::container_bytes(header)?;
    // SAFETY: the caller's promise; the section holds the whole container.
    let container = unsafe { std::slice::from_raw_parts(blob as *const u8, bytes as usize) };
    Artifact::from_bytes(container)
}

//! `__managed__` variables: memory of the program, which the device shares and reaches through pointers in the image.
//!
//! A variable has its value before `main`, without a device. Its pages, on which nothing else lies, are shared with the
//! first device that the program uses, before anything else is allocated there.

use std::sync::{Arc, Mutex, MutexGuard};

use anywarp_artifact::Managed;

use crate::device::{Device, Loaded, Purpose, Registrant, say};
use crate::error::{Error, Result};
use crate::registry::Module;
use crate::state::Runtime;

/// The host's half of a managed variable, which is the variable.
#[derive(Clone, Debug)]
pub(crate) struct Shadow {
    /// Mangled name.
    pub(crate) name: String,
    pub(crate) address: usize,
    pub(crate) bytes: usize,
}

/// Bytes of the smallest page; the compiler pads to pages of the machine.
const PAGE: usize = 4096;

/// What modules with managed variables have done so far.
#[derive(Default)]
struct State {
    modules: Vec<Arc<Module>>,
    /// Pages that a device reaches: the first address, that behind them, and the device's number.
    shared: Vec<(usize, usize, i32)>,
    /// Pages of modules that were unloaded, which may be anything now.
    stale: Vec<(usize, usize)>,
}

static STATE: Mutex<State> = Mutex::new(State { modules: Vec::new(), shared: Vec::new(), stale: Vec::new() });

fn state() -> MutexGuard<'static, State> {
    STATE.lock().expect("not poisoned")
}

/// Gives a variable that the module registers its initial value, if it is managed.
pub(crate) fn begin(module: &Module, shadow: Shadow) {
    // An unreadable container is reported when one of its kernels is used.
    if fill(module, &shadow) {
        module.managed.lock().expect("not poisoned").push(shadow);
    }
}

/// Notes a module with managed variables.
pub(crate) fn add(module: &Arc<Module>) {
    state().modules.push(Arc::clone(module));
}

/// Writes the initial value; false if the variable is not managed.
fn fill(module: &Module, shadow: &Shadow) -> bool {
    let Ok(artifact) = module.artifact() else { return false };
    let Some(managed) = artifact.managed.iter().find(|managed| managed.name == shadow.name) else {
        return false;
    };
    // SAFETY: the compiler registered the variable with its size.
    unsafe { write(&managed.initial, shadow.address, shadow.bytes) };
    true
}

/// Writes an initial value; zeros at its end are not kept.
///
/// # Safety
/// So many bytes must be writable at the address.
unsafe fn write(initial: &[u8], address: usize, bytes: usize) {
    let kept = initial.len().min(bytes);
    // SAFETY: the caller's promise.
    unsafe {
        let to = address as *mut u8;
        std::ptr::copy_nonoverlapping(initial.as_ptr(), to, kept);
        to.add(kept).write_bytes(0, bytes - kept);
    }
}

/// Shares the pages of all managed variables that no device shares yet.
///
/// # Errors
/// Those of [`Device::register`]; the reason is on stderr.
pub(crate) fn share(device: &Device, ordinal: i32) -> Result {
    let state = &mut *state();
    for module in &state.modules {
        for (low, end) in pages(&module.managed.lock().expect("not poisoned"))? {
            let overlaps = |&(start, stop): &(usize, usize)| start < end && low < stop;
            if state.shared.iter().any(|&(start, stop, _)| overlaps(&(start, stop))) {
                continue;
            }
            if state.stale.iter().any(overlaps) {
                state.stale.retain(|range| !overlaps(range));
                // The host's pages are new ones: only the device's names for the old ones go.
                while let Some(old) = (low..end).step_by(PAGE).find_map(|page| device.find(page)) {
                    device.free(old.address);
                }
            }
            device.register(low, end - low, Registrant::ManagedVariables)?;
            state.shared.push((low, end, ordinal));
        }
    }
    Ok(())
}

/// The ranges of pages that the variables take.
///
/// # Errors
/// `cudaErrorNotSupported` with the reason on stderr if a range does not begin with a variable.
fn pages(shadows: &[Shadow]) -> Result<Vec<(usize, usize)>> {
    let mut shadows: Vec<&Shadow> = shadows.iter().collect();
    shadows.sort_by_key(|shadow| shadow.address);
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for shadow in shadows {
        let low = shadow.address / PAGE * PAGE;
        let end = (shadow.address + shadow.bytes.max(1)).next_multiple_of(PAGE);
        match ranges.last_mut() {
            Some(last) if low <= last.1 => last.1 = last.1.max(end),
            _ if low != shadow.address => {
                let name = &shadow.name;
                say(&format!(
                    "anywarp: __managed__ {name} is not on pages of its own: link objects of nvcc\n"
                ));
                return Err(Error::NotSupported);
            }
            _ => ranges.push((low, end)),
        }
    }
    Ok(ranges)
}

/// Tells a fresh image where the managed variables of its module are.
///
/// # Errors
/// Those of [`share`], `cudaErrorNotSupported` with a line on stderr if another device shares them.
pub(crate) fn place(module: &Module, runtime: &Runtime, image: &Loaded) -> Result {
    let artifact = module.artifact()?;
    if artifact.managed.is_empty() {
        return Ok(());
    }
    let shadows = module.managed.lock().expect("not poisoned").clone();
    share(runtime.device, runtime.ordinal)?;
    for managed in &artifact.managed {
        let address = match shadows.iter().find(|shadow| shadow.name == managed.name) {
            Some(shadow) => shared(runtime, shadow)?,
            None => without_shadow(runtime, managed)?,
        };
        let (pointer, _) = runtime.device.variable(image, &managed.name).ok_or(Error::InvalidSymbol)?;
        runtime.device.store_address(pointer, address)?;
    }
    Ok(())
}

/// The device's address of a variable.
fn shared(runtime: &Runtime, shadow: &Shadow) -> Result<usize> {
    let found = runtime.device.find(shadow.address).filter(|found| found.is_managed_variables());
    let found = found.ok_or_else(|| {
        let name = &shadow.name;
        say(&format!("anywarp: __managed__ {name} lives on one device, another one cannot use it\n"));
        Error::NotSupported
    })?;
    Ok(found.address + found.offset_of(shadow.address))
}

/// Memory for a variable that the unit's host code does not name, so that there is no shadow of it.
fn without_shadow(runtime: &Runtime, managed: &Managed) -> Result<usize> {
    let bytes = managed.bytes.max(1) as usize;
    let address = runtime.device.allocate(bytes, Purpose::Managed)?;
    // SAFETY: fresh managed memory, which the host reaches.
    unsafe { write(&managed.initial, address, bytes) };
    Ok(address)
}

/// Gives variables that this device shares their initial values again, and its images their addresses.
///
/// # Errors
/// Those of [`place`].
pub(crate) fn restart(runtime: &Runtime) -> Result {
    let modules = state().modules.clone();
    for module in modules {
        let Some(image) = module.loaded_on(runtime.ordinal) else { continue };
        for shadow in &*module.managed.lock().expect("not poisoned") {
            fill(&module, shadow);
        }
        place(&module, runtime, &image)?;
    }
    Ok(())
}

/// Address and bytes of the module's managed variable of that name.
pub(crate) fn find(module: &Module, name: &str) -> Option<(usize, usize)> {
    let shadows = module.managed.lock().expect("not poisoned");
    let found = shadows.iter().find(|shadow| shadow.name == name)?;
    Some((found.address, found.bytes))
}

/// Notes that the pages of the module's variables are about to be unmapped (or, at the end of the program, not).
pub(crate) fn retire(module: &Arc<Module>) {
    let mut state = state();
    let Some(index) = state.modules.iter().position(|known| Arc::ptr_eq(known, module)) else { return };
    state.modules.swap_remove(index);
    let Ok(ranges) = pages(&module.managed.lock().expect("not poisoned")) else { return };
    let gone =
        |&(start, stop, _): &(usize, usize, i32)| ranges.iter().any(|&(low, end)| start < end && low < stop);
    let retired: Vec<_> =
        state.shared.iter().filter(|range| gone(range)).map(|&(low, end, _)| (low, end)).collect();
    state.stale.extend(retired);
    state.shared.retain(|range| !gone(range));
}

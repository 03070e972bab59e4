//! `__managed__` variables: memory of the program, which the device shares and reaches through pointers in the image.
//!
//! A variable has its value before `main`, without a device. Its pages, on which nothing else lies, are shared with the
//! first device that the program uses, before anything else is allocated there.

use std::sync::{Arc, Mutex, MutexGuard};

use crate::device::{Device, Loaded, Registrant, say};
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
pub(crate) fn begin(module: &Arc<Module>, shadow: Shadow) {
    // An unreadable container is reported when one of its kernels is used.
    if !fill(module, &shadow) {
        return;
    }
    let mut state = state();
    if !state.modules.iter().any(|known| Arc::ptr_eq(known, module)) {
        state.modules.push(Arc::clone(module));
    }
    module.managed.lock().expect("not poisoned").push(shadow);
}

/// Writes the initial value; false if the variable is not managed.
fn fill(module: &Module, shadow: &Shadow) -> bool {
    let Ok(artifact) = module.artifact() else { return false };
    let Some(managed) = artifact.managed.iter().find(|managed| managed.name == shadow.name) else {
        return false;
    };
    // SAFETY: the compiler registered the variable with its size. Initial values of zeros are not kept.
    unsafe {
        let to = shadow.address as *mut u8;
        let bytes = managed.initial.len().min(shadow.bytes);
        std::ptr::copy_nonoverlapping(managed.initial.as_ptr(), to, bytes);
        to.add(bytes).write_bytes(0, shadow.bytes - bytes);
    }
    true
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
    let shadows = module.managed.lock().expect("not poisoned").clone();
    if shadows.is_empty() {
        return Ok(());
    }
    share(runtime.device, runtime.ordinal)?;
    for Shadow { name, address, .. } in shadows {
        let shared = runtime.device.find(address).filter(|found| found.is_managed_variables());
        let shared = shared.ok_or_else(|| {
            say(&format!("anywarp: __managed__ {name} lives on one device, another one cannot use it\n"));
            Error::NotSupported
        })?;
        let (pointer, _) = runtime.device.variable(image, &name).ok_or(Error::InvalidSymbol)?;
        runtime.device.store_address(pointer, shared.address + shared.offset_of(address))?;
    }
    Ok(())
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

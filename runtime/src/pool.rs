//! Memory pools: what was taken from each, and its settings. A pool keeps no memory back: what is freed goes to the
//! device at once, so reserved is what is used.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard};

use crate::error::{Error, Result};

/// A memory pool (`cudaMemPool_t`).
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    pub(crate) device: i32,
    /// The device's own, which cannot be destroyed.
    implicit: bool,
    /// `cudaMemPoolReuseFollowEventDependencies` and its two relatives: hints.
    pub(crate) reuse: [i32; 3],
    /// `cudaMemPoolAttrReleaseThreshold`: a hint.
    pub(crate) release_threshold: u64,
    /// Bytes that may be taken; 0 for no limit.
    limit: u64,
    pub(crate) used: u64,
    pub(crate) most_used: u64,
}

#[derive(Default)]
struct Pools {
    /// By handle.
    pools: BTreeMap<usize, Pool>,
    /// Handles of the pools that `cudaMallocAsync` takes from, by device; the implicit one where there is none.
    chosen: BTreeMap<i32, usize>,
    /// Live allocations: the pool's handle and bytes.
    taken: HashMap<usize, (usize, u64)>,
    last: usize,
}

static POOLS: Mutex<Option<Pools>> = Mutex::new(None);

/// Handles are multiples of this; the first ones are the devices' own pools.
const HANDLE_STEP: usize = 64;
/// Devices that there may be.
const DEVICES: usize = 1 << 10;

fn with<T>(body: impl FnOnce(&mut Pools) -> T) -> T {
    let mut pools: MutexGuard<'_, _> = POOLS.lock().expect("not poisoned");
    body(pools.get_or_insert_with(Pools::default))
}

/// The device's own pool.
pub(crate) fn implicit(device: i32) -> usize {
    let handle = (device as usize + 1) * HANDLE_STEP;
    with(|pools| {
        pools.pools.entry(handle).or_insert_with(|| Pool::new(device, true, 0));
    });
    handle
}

/// The pool that `cudaMallocAsync` takes from on the device.
pub(crate) fn chosen(device: i32) -> usize {
    with(|pools| pools.chosen.get(&device).copied()).unwrap_or_else(|| implicit(device))
}

/// # Errors
/// `cudaErrorInvalidValue` for no pool, or one of another device.
pub(crate) fn choose(device: i32, handle: usize) -> Result {
    if get(handle)?.device != device {
        return Err(Error::InvalidValue);
    }
    with(|pools| pools.chosen.insert(device, handle));
    Ok(())
}

/// Makes a pool; `limit` are the bytes that may be taken, 0 for no limit.
pub(crate) fn create(device: i32, limit: u64) -> usize {
    with(|pools| {
        pools.last += 1;
        let handle = (DEVICES + pools.last) * HANDLE_STEP;
        pools.pools.insert(handle, Pool::new(device, false, limit));
        handle
    })
}

/// Forgets a pool; what was taken from it stays until it is freed.
///
/// # Errors
/// `cudaErrorInvalidValue` for no pool, or a device's own.
pub(crate) fn destroy(handle: usize) -> Result {
    with(|pools| {
        let removable = pools.pools.get(&handle).is_some_and(|pool| !pool.implicit);
        if !removable {
            return Err(Error::InvalidValue);
        }
        pools.pools.remove(&handle);
        pools.chosen.retain(|_, chosen| *chosen != handle);
        Ok(())
    })
}

/// A copy of the pool as it is.
///
/// # Errors
/// `cudaErrorInvalidValue` for no pool.
pub(crate) fn get(handle: usize) -> Result<Pool> {
    with(|pools| pools.pools.get(&handle).cloned()).ok_or(Error::InvalidValue)
}

/// Changes a pool's settings.
///
/// # Errors
/// `cudaErrorInvalidValue` for no pool.
pub(crate) fn change(handle: usize, change: impl FnOnce(&mut Pool)) -> Result {
    with(|pools| pools.pools.get_mut(&handle).map(change)).ok_or(Error::InvalidValue)
}

/// Counts an allocation before it is made, so that the limit holds for all threads.
///
/// # Errors
/// `cudaErrorInvalidValue` for no pool, `cudaErrorMemoryAllocation` beyond its limit.
pub(crate) fn reserve(handle: usize, bytes: u64) -> Result {
    with(|pools| {
        let pool = pools.pools.get_mut(&handle).ok_or(Error::InvalidValue)?;
        let used = pool.used.checked_add(bytes).ok_or(Error::MemoryAllocation)?;
        if pool.limit != 0 && used > pool.limit {
            return Err(Error::MemoryAllocation);
        }
        pool.used = used;
        pool.most_used = pool.most_used.max(used);
        Ok(())
    })
}

/// The allocation of [`reserve`] was made at the address, or could not be made.
pub(crate) fn took(handle: usize, bytes: u64, address: Option<usize>) {
    with(|pools| match (address, pools.pools.get_mut(&handle)) {
        (Some(address), _) => drop(pools.taken.insert(address, (handle, bytes))),
        (None, Some(pool)) => pool.used -= bytes,
        (None, None) => {}
    });
}

/// The allocation at the address is given back; nothing if it came from no pool.
pub(crate) fn released(address: usize) {
    with(|pools| {
        if let Some((handle, bytes)) = pools.taken.remove(&address)
            && let Some(pool) = pools.pools.get_mut(&handle)
        {
            pool.used -= bytes;
        }
    });
}

/// Forgets what was taken on a device, and the pools that the program made for it (`cudaDeviceReset`).
pub(crate) fn reset(device: i32) {
    with(|pools| {
        pools.chosen.remove(&device);
        pools.pools.retain(|_, pool| pool.device != device);
        let Pools { pools, taken, .. } = pools;
        taken.retain(|_, (handle, _)| pools.contains_key(handle));
    });
}

impl Pool {
    fn new(device: i32, implicit: bool, limit: u64) -> Self {
        Self { device, implicit, reuse: [1; 3], release_threshold: 0, limit, used: 0, most_used: 0 }
    }
}

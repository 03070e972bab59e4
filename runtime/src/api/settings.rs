//! Device Management: limits, flags and hints. A hint that means nothing on a CPU is checked, remembered and given
//! back, and changes no result.

use std::sync::atomic::{AtomicI32, AtomicU32, AtomicUsize, Ordering};

use super::{give, require};
use crate::error::{Error, Result};
use crate::state::{self, check_device, current, usable};

/// Bytes that `cudaLimitStackSize` can ask for: a thread's share of what a worker has.
const MAX_STACK: usize = 512 << 10;

/// `cudaLimit` 0 to 6: stack, printf buffer, malloc heap, nesting depth, pending launches, L2 fetch, persisting L2.
static LIMITS: [AtomicUsize; 7] = [
    AtomicUsize::new(1024),
    AtomicUsize::new(1 << 20),
    AtomicUsize::new(8 << 20),
    AtomicUsize::new(2),
    AtomicUsize::new(2048),
    AtomicUsize::new(64),
    AtomicUsize::new(0),
];
static FLAGS: AtomicU32 = AtomicU32::new(0);
static CACHE_CONFIG: AtomicI32 = AtomicI32::new(0);
static SHARED_CONFIG: AtomicI32 = AtomicI32::new(1);

/// `cudaDeviceScheduleMask`, `cudaDeviceMapHost`, `cudaDeviceLmemResizeToMax`, `cudaDeviceSyncMemops`.
const DEVICE_FLAGS: u32 = 0x07 | 0x08 | 0x10 | 0x80;
/// `cudaDeviceMapHost`: always on.
const MAP_HOST: u32 = 0x08;

/// `cudaLimitPrintfFifoSize` and `cudaLimitMallocHeapSize`.
pub(crate) const PRINTF_FIFO_BYTES: usize = 1;
pub(crate) const MALLOC_HEAP_BYTES: usize = 2;

/// The present value of one of [`LIMITS`].
pub(crate) fn limit_value(number: usize) -> usize {
    LIMITS[number].load(Ordering::Relaxed)
}

fn limit(number: i32) -> Result<&'static AtomicUsize> {
    usize::try_from(number).ok().and_then(|number| LIMITS.get(number)).ok_or(Error::UnsupportedLimit)
}

fn set_limit(number: i32, value: usize) -> Result {
    usable()?;
    match number {
        0 => require(value <= MAX_STACK)?,
        6 => require(value == 0)?, // `persistingL2CacheMaxSize` is 0.
        _ => {}
    }
    limit(number)?.store(value, Ordering::Relaxed);
    Ok(())
}

/// # Safety
/// The pointer must be null or writable.
unsafe fn get_limit(value: *mut usize, number: i32) -> Result {
    usable()?;
    // SAFETY: the caller's promise.
    unsafe { give(value, limit(number)?.load(Ordering::Relaxed)) }
}

fn set_cache_config(config: i32) -> Result {
    usable()?;
    require((0..=3).contains(&config))?;
    CACHE_CONFIG.store(config, Ordering::Relaxed);
    Ok(())
}

/// # Safety
/// The pointer must be null or writable.
unsafe fn get_cache_config(config: *mut i32) -> Result {
    usable()?;
    // SAFETY: the caller's promise.
    unsafe { give(config, CACHE_CONFIG.load(Ordering::Relaxed)) }
}

cuda! {
    fn cudaDeviceSetLimit(number: i32, value: usize) {
        set_limit(number, value)
    }

    fn cudaDeviceGetLimit(value: *mut usize, number: i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { get_limit(value, number) }
    }

    fn cudaThreadSetLimit(number: i32, value: usize) {
        set_limit(number, value)
    }

    fn cudaThreadGetLimit(value: *mut usize, number: i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { get_limit(value, number) }
    }

    fn cudaDeviceSetCacheConfig(config: i32) {
        set_cache_config(config)
    }

    fn cudaDeviceGetCacheConfig(config: *mut i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { get_cache_config(config) }
    }

    fn cudaThreadSetCacheConfig(config: i32) {
        set_cache_config(config)
    }

    fn cudaThreadGetCacheConfig(config: *mut i32) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { get_cache_config(config) }
    }

    fn cudaDeviceSetSharedMemConfig(config: i32) {
        usable()?;
        require((0..=2).contains(&config))?;
        SHARED_CONFIG.store(config.max(1), Ordering::Relaxed);
        Ok(())
    }

    fn cudaDeviceGetSharedMemConfig(config: *mut i32) {
        usable()?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(config, SHARED_CONFIG.load(Ordering::Relaxed)) }
    }

    fn cudaSetDeviceFlags(flags: u32) {
        check_device(current())?;
        require(flags & !DEVICE_FLAGS == 0)?;
        FLAGS.store(flags, Ordering::Relaxed);
        Ok(())
    }

    fn cudaGetDeviceFlags(flags: *mut u32) {
        check_device(current())?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(flags, FLAGS.load(Ordering::Relaxed) | MAP_HOST) }
    }

    fn cudaInitDevice(device: i32, flags: u32, _set: u32) {
        check_device(device)?;
        require(flags & !DEVICE_FLAGS == 0)?;
        state::at(device).map(drop)
    }

    fn cudaSetValidDevices(devices: *const i32, count: i32) {
        require(count >= 0 && (count == 0 || !devices.is_null()))?;
        for position in 0..count as usize {
            // SAFETY: the caller's array of `count` numbers.
            check_device(unsafe { *devices.add(position) })?;
        }
        Ok(())
    }

    fn cudaCtxResetPersistingL2Cache() {
        usable().map(drop)
    }

    /// Copies between devices go through the host; no kernel reaches the memory of another device.
    fn cudaDeviceCanAccessPeer(can: *mut i32, device: i32, peer: i32) {
        check_device(device)?;
        check_device(peer)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(can, 0) }
    }

    fn cudaDeviceEnablePeerAccess(peer: i32, flags: u32) {
        require(flags == 0)?;
        check_device(peer)?;
        Err(Error::PeerAccessUnsupported)
    }

    fn cudaDeviceDisablePeerAccess(peer: i32) {
        check_device(peer)?;
        Err(Error::PeerAccessNotEnabled)
    }

    fn cudaDeviceGetP2PAttribute(_value: *mut i32, _number: i32, source: i32, target: i32) {
        check_device(source)?;
        check_device(target)?;
        Err(Error::InvalidDevice)
    }
}

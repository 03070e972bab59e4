//! Stream Ordered Memory Allocator: memory pools.

use std::ffi::c_void;

use super::managed::MemLocation;
use super::memory::allocate_from;
use super::{DefaultStream, give, require};
use crate::error::{Error, Result};
use crate::pool;
use crate::state::{self, check_device};

/// `cudaMemLocationTypeDevice`.
const DEVICE: i32 = 1;

/// # Errors
/// `cudaErrorInvalidValue` for what is no device, `cudaErrorInvalidDevice`.
fn device_of(location: MemLocation) -> Result<i32> {
    require(location.kind == DEVICE)?;
    check_device(location.id).map(|()| location.id)
}

/// `cudaMemPoolProps`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Props {
    allocation: i32,
    handles: i32,
    location: MemLocation,
    security: *mut c_void,
    max_bytes: usize,
    usage: u16,
    reserved: [u8; 54],
}

/// `cudaMemAccessDesc`.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Access {
    location: MemLocation,
    flags: i32,
}

/// `cudaMemAccessFlagsProtReadWrite`.
const READ_AND_WRITE: i32 = 3;

cuda! {
    fn cudaDeviceGetDefaultMemPool(pool: *mut usize, device: i32) {
        check_device(device)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(pool, pool::implicit(device)) }
    }

    fn cudaDeviceGetMemPool(pool: *mut usize, device: i32) {
        check_device(device)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(pool, pool::chosen(device)) }
    }

    fn cudaDeviceSetMemPool(device: i32, pool: usize) {
        check_device(device)?;
        pool::choose(device, pool)
    }

    /// Pools that other processes can open are not supported.
    fn cudaMemPoolCreate(pool: *mut usize, props: *const Props) {
        state::usable()?;
        require(!pool.is_null())?;
        // SAFETY: the caller's structure; null is checked.
        let props = unsafe { props.as_ref() }.ok_or(Error::InvalidValue)?;
        require(props.allocation == 1)?;
        let device = device_of(props.location)?;
        if props.handles != 0 || props.usage != 0 {
            return Err(Error::NotSupported);
        }
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(pool, pool::create(device, props.max_bytes as u64)) }
    }

    fn cudaMemPoolDestroy(pool: usize) {
        pool::destroy(pool)
    }

    /// Nothing is kept back, so there is nothing to give back.
    fn cudaMemPoolTrimTo(pool: usize, _keep: usize) {
        pool::get(pool).map(drop)
    }

    fn cudaMemPoolGetAttribute(pool: usize, attribute: i32, value: *mut c_void) {
        let pool = pool::get(pool)?;
        let number = match attribute {
            // SAFETY: these three are `int`; null is checked.
            1..=3 => return unsafe { give(value.cast(), pool.reuse[attribute as usize - 1]) },
            4 => pool.release_threshold,
            5 | 7 => pool.used,
            6 | 8 => pool.most_used,
            _ => return Err(Error::InvalidValue),
        };
        // SAFETY: the others are `cuuint64_t`; null is checked.
        unsafe { give(value.cast(), number) }
    }

    fn cudaMemPoolSetAttribute(pool: usize, attribute: i32, value: *const c_void) {
        require(!value.is_null())?;
        match attribute {
            1..=3 => {
                // SAFETY: these three are `int`; not null.
                let number = unsafe { value.cast::<i32>().read() };
                pool::change(pool, |pool| pool.reuse[attribute as usize - 1] = number)
            }
            4 | 6 | 8 => {
                // SAFETY: these are `cuuint64_t`; not null.
                let number = unsafe { value.cast::<u64>().read() };
                // The marks of the most can only be put back.
                require(attribute == 4 || number == 0)?;
                pool::change(pool, |pool| match attribute {
                    4 => pool.release_threshold = number,
                    _ => pool.most_used = pool.used,
                })
            }
            _ => Err(Error::InvalidValue),
        }
    }

    /// No device reaches another's memory, and none can be kept from its own.
    fn cudaMemPoolSetAccess(pool: usize, list: *const Access, count: usize) {
        let pool = pool::get(pool)?;
        require(count == 0 || !list.is_null())?;
        for position in 0..count {
            // SAFETY: the caller's array of `count` structures.
            let access = unsafe { *list.add(position) };
            match (device_of(access.location)? == pool.device, access.flags) {
                (true, READ_AND_WRITE) | (false, 0) => {}
                (false, READ_AND_WRITE) => return Err(Error::InvalidDevice),
                _ => return Err(Error::InvalidValue),
            }
        }
        Ok(())
    }

    fn cudaMemPoolGetAccess(flags: *mut i32, pool: usize, location: *const MemLocation) {
        let pool = pool::get(pool)?;
        // SAFETY: the caller's structure; null is checked.
        let location = *unsafe { location.as_ref() }.ok_or(Error::InvalidValue)?;
        let device = device_of(location)?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(flags, if device == pool.device { READ_AND_WRITE } else { 0 }) }
    }
}

streamed! {
    fn cudaMallocFromPoolAsync / cudaMallocFromPoolAsync_ptsz [default](
        pointer: *mut *mut c_void,
        bytes: usize,
        pool: usize,
        stream: usize,
    ) {
        let (runtime, stream) = DefaultStream::resolve(default, stream)?;
        require(!pointer.is_null() && runtime.graph.has_stream(stream))?;
        // SAFETY: not null; the caller's variable.
        unsafe { give(pointer, allocate_from(state::at(pool::get(pool)?.device)?, pool, bytes)?) }
    }
}

//! Memory Management: advice about managed memory. Host and device share their memory, so that advice and prefetches
//! have nothing to do beyond checking their arguments and remembering them.

use std::ffi::c_void;

use super::memory::containing;
use super::require;
use crate::advice::{self, Advice, Place};
use crate::device::Purpose;
use crate::error::{Error, Result};
use crate::graph::Work;
use crate::state::{check_device, usable};

/// `cudaCpuDeviceId`, `cudaInvalidDeviceId`.
const CPU: i32 = -1;
const NOWHERE: i32 = -2;

/// `cudaMemLocationTypeDevice`, `cudaMemLocationTypeHost`.
const DEVICE: i32 = 1;
const HOST: i32 = 2;

/// `cudaMemLocation`: kind (1 device, 2 host, 3 and 4 NUMA nodes of the host) and number.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct MemLocation {
    pub(super) kind: i32,
    pub(super) id: i32,
}

fn check_range(pointer: *const c_void, bytes: usize) -> Result {
    let (_, allocation) = containing(pointer as usize).ok_or(Error::InvalidValue)?;
    let managed = matches!(allocation.purpose, Purpose::Managed) || allocation.is_managed_variables();
    require(managed && bytes != 0 && bytes <= allocation.bytes_from(pointer as usize))
}

fn check_place(device: i32) -> Result {
    if device == CPU { Ok(()) } else { check_device(device) }
}

fn check_location(location: MemLocation) -> Result {
    match (location.kind, location.id) {
        (1, device) => check_device(device),
        (2..=4, _) => Ok(()),
        _ => Err(Error::InvalidValue),
    }
}

/// The place that the older functions name by a device's number.
fn place_of(device: i32) -> Place {
    if device == CPU { (HOST, 0) } else { (DEVICE, device) }
}

fn advise(pointer: *const c_void, bytes: usize, what: i32, place: Place) -> Result {
    let accessor = if place.0 == DEVICE { place.1 } else { CPU };
    let change = |advice: &mut Advice| match what {
        1 | 2 => advice.read_mostly = what == 1,
        3 => advice.preferred = place,
        4 => advice.preferred = Place::default(),
        5 => drop(advice.accessed_by.insert(accessor)),
        _ => drop(advice.accessed_by.remove(&accessor)),
    };
    require((1..=6).contains(&what))?;
    advice::change(pointer as usize, bytes, change);
    Ok(())
}

/// What all parts have in common; nothing if they differ.
fn common(parts: &[Advice], place: impl Fn(&Advice) -> Place) -> Place {
    let first = parts.first().map(&place).unwrap_or_default();
    if parts.iter().all(|part| place(part) == first) { first } else { Place::default() }
}

/// The attribute's values: one, or as many as there is room for.
///
/// # Errors
/// `cudaErrorInvalidValue` for an attribute that CUDA does not have, or room of another size than its value's.
fn range_attribute(parts: &[Advice], attribute: i32, bytes: usize) -> Result<Vec<i32>> {
    let number = |(kind, id): Place| match kind {
        0 => NOWHERE,
        DEVICE => id,
        _ => CPU,
    };
    let id = |(kind, id): Place| if kind == 0 { NOWHERE } else { id };
    let preferred = common(parts, |advice| advice.preferred);
    let prefetched = common(parts, |advice| advice.prefetched);
    require(if attribute == 3 { bytes != 0 && bytes.is_multiple_of(4) } else { bytes == 4 })?;
    Ok(vec![match attribute {
        1 => i32::from(parts.iter().all(|advice| advice.read_mostly)),
        2 => number(preferred),
        3 => {
            let everywhere = |device: &&i32| parts.iter().all(|advice| advice.accessed_by.contains(device));
            let devices = parts.first().into_iter().flat_map(|advice| &advice.accessed_by);
            let found = devices.filter(everywhere).copied();
            return Ok(found.chain(std::iter::repeat(NOWHERE)).take(bytes / 4).collect());
        }
        4 => number(prefetched),
        5 => preferred.0,
        6 => id(preferred),
        7 => prefetched.0,
        8 => id(prefetched),
        _ => return Err(Error::InvalidValue),
    }])
}

/// Writes an attribute of a range.
///
/// # Errors
/// `cudaErrorInvalidValue` for what is no managed memory, no attribute or no room.
///
/// # Safety
/// `data` must be null or have room for `size` bytes.
unsafe fn tell(data: *mut i32, size: usize, attribute: i32, pointer: *const c_void, bytes: usize) -> Result {
    check_range(pointer, bytes)?;
    require(!data.is_null())?;
    let values = range_attribute(&advice::over(pointer as usize, bytes), attribute, size)?;
    // SAFETY: the caller's promise; there are `size / 4` values.
    unsafe { std::ptr::copy_nonoverlapping(values.as_ptr(), data, values.len()) };
    Ok(())
}

cuda! {
    fn cudaMemAdvise(pointer: *const c_void, bytes: usize, advice: i32, device: i32) {
        usable()?;
        check_range(pointer, bytes)?;
        check_place(device)?;
        advise(pointer, bytes, advice, place_of(device))
    }

    fn cudaMemAdvise_v2(pointer: *const c_void, bytes: usize, advice: i32, location: MemLocation) {
        usable()?;
        check_range(pointer, bytes)?;
        check_location(location)?;
        advise(pointer, bytes, advice, (location.kind, location.id))
    }

    fn cudaMemRangeGetAttribute(
        data: *mut i32, size: usize, attribute: i32, pointer: *const c_void, bytes: usize,
    ) {
        usable()?;
        // SAFETY: the caller's variable; null is checked.
        unsafe { tell(data, size, attribute, pointer, bytes) }
    }

    fn cudaMemRangeGetAttributes(
        data: *const *mut i32, sizes: *const usize, attributes: *const i32, count: usize, pointer: *const c_void, bytes: usize,
    ) {
        usable()?;
        require(!data.is_null() && !sizes.is_null() && !attributes.is_null() && count != 0)?;
        (0..count).try_for_each(|index| {
            // SAFETY: the caller's arrays of `count` elements, and variables that they name.
            unsafe { tell(*data.add(index), *sizes.add(index), *attributes.add(index), pointer, bytes) }
        })
    }
}

streamed! {
    fn cudaMemPrefetchAsync / cudaMemPrefetchAsync_ptsz [default](
        pointer: *const c_void, bytes: usize, device: i32, stream: usize,
    ) {
        let (runtime, stream) = default.resolve(stream)?;
        check_range(pointer, bytes)?;
        check_place(device)?;
        advice::change(pointer as usize, bytes, |advice| advice.prefetched = place_of(device));
        runtime.graph.submit(stream, Work::Marker).map(drop)
    }

    fn cudaMemPrefetchAsync_v2 / cudaMemPrefetchAsync_v2_ptsz [default](
        pointer: *const c_void, bytes: usize, location: MemLocation, flags: u32, stream: usize,
    ) {
        let (runtime, stream) = default.resolve(stream)?;
        check_range(pointer, bytes)?;
        check_location(location)?;
        require(flags == 0)?;
        advice::change(pointer as usize, bytes, |advice| advice.prefetched = (location.kind, location.id));
        runtime.graph.submit(stream, Work::Marker).map(drop)
    }

    /// Attaching memory to a stream only forbids accesses; nothing becomes possible.
    fn cudaStreamAttachMemAsync / cudaStreamAttachMemAsync_ptsz [default](
        stream: usize, pointer: *mut c_void, bytes: usize, flags: u32,
    ) {
        let (runtime, stream) = default.resolve(stream)?;
        check_range(pointer, bytes.max(1))?;
        require(matches!(flags, 1 | 2 | 4))?;
        runtime.graph.submit(stream, Work::Marker).map(drop)
    }
}

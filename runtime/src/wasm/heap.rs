//! Allocation of device memory: best fit over offsets, with all bookkeeping outside device memory.
//!
//! Large allocations own whole granules, so that the bytes around them trap; small ones share granules. A granule is
//! accessible while any allocation touches it and goes back to the system when the last one is freed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use super::region::{GRANULE, Region, SIZE};
use crate::device::{ALIGNMENT, Purpose, Registrant};

const GRANULE_BYTES: u64 = GRANULE as u64;
/// From this size on an allocation begins and ends at a granule.
const LARGE: u64 = GRANULE_BYTES;

/// A live allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allocation {
    pub(crate) offset: u64,
    /// Bytes that were asked for.
    pub(crate) bytes: u64,
    pub(crate) purpose: Purpose,
}

/// Allocator of the region.
#[derive(Debug)]
pub(crate) struct Heap {
    region: Arc<Region>,
    capacity: u64,
    ranges: Mutex<Ranges>,
}

#[derive(Debug, Default)]
struct Ranges {
    /// Free ranges by offset, and the same by (bytes, offset).
    free: BTreeMap<u64, u64>,
    free_by_size: BTreeSet<(u64, u64)>,
    live: BTreeMap<u64, Live>,
    /// Registered host memory: its address, and the offset of its alias.
    registered: BTreeMap<usize, u64>,
    /// Granules with pages of managed variables, which they never give back: variables of several objects lie close to
    /// each other, but not on one page.
    managed: BTreeSet<u64>,
    /// Number of allocations that touch each granule.
    users: Vec<u32>,
    used: u64,
}

/// A live allocation with the range that it takes.
#[derive(Clone, Copy, Debug)]
struct Live {
    allocation: Allocation,
    start: u64,
    length: u64,
}

impl Heap {
    /// A heap over the region, page 0 and the last granule excepted, that hands out at most `capacity` bytes.
    pub(crate) fn new(region: Arc<Region>, capacity: u64) -> Self {
        let mut ranges = Ranges { users: vec![0; SIZE / GRANULE], ..Ranges::default() };
        ranges.insert_free(GRANULE_BYTES, SIZE as u64 - 2 * GRANULE_BYTES);
        Self { region, capacity: capacity.min(SIZE as u64 - 2 * GRANULE_BYTES), ranges: Mutex::new(ranges) }
    }

    fn lock(&self) -> MutexGuard<'_, Ranges> {
        self.ranges.lock().expect("no code panics while it holds the heap")
    }

    /// Allocates `bytes` (rounded up to [`ALIGNMENT`]); `None` if they do not fit.
    pub(crate) fn allocate(&self, bytes: u64, purpose: Purpose) -> Option<u64> {
        let (length, alignment) = extent(bytes)?;
        let mut ranges = self.lock();
        if ranges.used.checked_add(length)? > self.capacity {
            return None;
        }
        let offset = ranges.take(length, alignment)?;
        if !self.commit(&mut ranges, offset, length) {
            ranges.insert_free(offset, length);
            return None;
        }
        ranges.used += length;
        ranges.live.insert(
            offset,
            Live { allocation: Allocation { offset, bytes, purpose }, start: offset, length },
        );
        Some(offset)
    }

    /// Maps `bytes` of the file `fd` into device memory, at the offset `wish` if that is free.
    ///
    /// The granules around the file's pages belong to the allocation but stay inaccessible.
    pub(crate) fn map_file(&self, bytes: u64, purpose: Purpose, fd: libc::c_int, wish: u64) -> Option<u64> {
        let mut ranges = self.lock();
        let low = wish / GRANULE_BYTES * GRANULE_BYTES;
        let span = (wish + bytes).next_multiple_of(GRANULE_BYTES) - low;
        let (start, length, offset) = if ranges.take_at(low, span) {
            (low, span, wish)
        } else {
            let length = bytes.checked_next_multiple_of(GRANULE_BYTES)?;
            let start = ranges.take(length, GRANULE_BYTES)?;
            (start, length, start)
        };
        let room = ranges.used.checked_add(length).is_some_and(|used| used <= self.capacity);
        if !room || self.region.map_file(offset, bytes, fd).is_err() {
            ranges.insert_free(start, length);
            return None;
        }
        for granule in granules(start, length) {
            ranges.users[granule] += 1;
        }
        ranges.used += length;
        if let Purpose::Registered { host, .. } = purpose {
            ranges.registered.insert(host, offset);
        }
        ranges.live.insert(offset, Live { allocation: Allocation { offset, bytes, purpose }, start, length });
        Some(offset)
    }

    /// Maps `bytes` of the file `fd`, pages of managed variables, at `offset`; false if that is taken.
    pub(crate) fn map_managed(&self, offset: u64, bytes: u64, purpose: Purpose, fd: libc::c_int) -> bool {
        let mut ranges = self.lock();
        let low = offset / GRANULE_BYTES * GRANULE_BYTES;
        for granule in (low..offset + bytes).step_by(GRANULE_BYTES as usize) {
            if ranges.managed.contains(&granule) {
                continue;
            }
            let room = ranges.used + GRANULE_BYTES <= self.capacity;
            if !room || !ranges.take_at(granule, GRANULE_BYTES) {
                return false;
            }
            ranges.used += GRANULE_BYTES;
            ranges.users[(granule / GRANULE_BYTES) as usize] += 1;
            ranges.managed.insert(granule);
        }
        if self.region.map_file(offset, bytes, fd).is_err() {
            return false;
        }
        if let Purpose::Registered { host, .. } = purpose {
            ranges.registered.insert(host, offset);
        }
        let allocation = Allocation { offset, bytes, purpose };
        ranges.live.insert(offset, Live { allocation, start: offset, length: bytes });
        true
    }

    /// Frees the allocation that begins at `offset`; `None` if there is none.
    pub(crate) fn free(&self, offset: u64) -> Option<Allocation> {
        let mut ranges = self.lock();
        let Live { allocation, start, length } = ranges.live.remove(&offset)?;
        if let Purpose::Registered { host, by } = allocation.purpose {
            ranges.registered.remove(&host);
            if by == Registrant::ManagedVariables {
                let _ = self.region.decommit(start, length);
                return Some(allocation);
            }
        }
        ranges.used -= length;
        let mut run: Option<(u64, u64)> = None;
        for granule in granules(start, length) {
            ranges.users[granule] -= 1;
            if ranges.users[granule] == 0 {
                // Only the first and the last granule may have other users, so the unused ones are contiguous.
                let unused = granule as u64 * GRANULE_BYTES;
                run = Some((
                    run.map_or(unused, |(from, _)| from),
                    run.map_or(0, |(_, bytes)| bytes) + GRANULE_BYTES,
                ));
            }
        }
        if let Some((from, bytes)) = run {
            // Failure (no memory for the kernel's own bookkeeping) leaves the pages accessible, which is harmless.
            let _ = self.region.decommit(from, bytes);
        }
        ranges.insert_free(start, length);
        Some(allocation)
    }

    /// Makes everything accessible again that is allocated, after [`Region::revoke`].
    pub(crate) fn restore(&self) {
        for live in self.lock().live.values() {
            let (offset, bytes) = match live.allocation.purpose {
                Purpose::Registered { .. } => (live.allocation.offset, live.allocation.bytes),
                _ => {
                    let first = live.start / GRANULE_BYTES * GRANULE_BYTES;
                    (first, (live.start + live.length).next_multiple_of(GRANULE_BYTES) - first)
                }
            };
            // Failure leaves memory inaccessible: whoever uses it gets an illegal address.
            let _ = self.region.commit(offset, bytes);
        }
    }

    /// The live allocation that contains `offset`.
    pub(crate) fn find(&self, offset: u64) -> Option<Allocation> {
        let ranges = self.lock();
        let (_, live) = ranges.live.range(..=offset).next_back()?;
        (offset < live.start + live.length).then_some(live.allocation)
    }

    /// The registration of host memory that contains the host address.
    pub(crate) fn find_registered(&self, address: usize) -> Option<Allocation> {
        let ranges = self.lock();
        let (&host, offset) = ranges.registered.range(..=address).next_back()?;
        let allocation = ranges.live.get(offset)?.allocation;
        (address - host < allocation.bytes as usize).then_some(allocation)
    }

    /// Live allocations that satisfy the predicate, in ascending order.
    pub(crate) fn list(&self, wanted: impl Fn(&Allocation) -> bool) -> Vec<Allocation> {
        self.lock().live.values().map(|live| live.allocation).filter(wanted).collect()
    }

    /// Free and total bytes.
    pub(crate) fn info(&self) -> (u64, u64) {
        (self.capacity - self.lock().used, self.capacity)
    }

    fn commit(&self, ranges: &mut Ranges, offset: u64, length: u64) -> bool {
        let mut fresh: Option<(u64, u64)> = None;
        for granule in granules(offset, length) {
            if ranges.users[granule] == 0 {
                let start = granule as u64 * GRANULE_BYTES;
                let from = fresh.map_or(start, |(from, _)| from);
                fresh = Some((from, start + GRANULE_BYTES - from));
            }
        }
        // Only the ends may already be accessible, so the fresh granules are contiguous.
        if let Some((from, bytes)) = fresh
            && self.region.commit(from, bytes).is_err()
        {
            return false;
        }
        for granule in granules(offset, length) {
            ranges.users[granule] += 1;
        }
        true
    }
}

impl Ranges {
    fn take(&mut self, length: u64, alignment: u64) -> Option<u64> {
        let fits =
            |&&(bytes, start): &&(u64, u64)| start.next_multiple_of(alignment) + length <= start + bytes;
        let &(bytes, start) = self.free_by_size.range((length, 0)..).find(fits)?;
        let offset = start.next_multiple_of(alignment);
        self.free.remove(&start);
        self.free_by_size.remove(&(bytes, start));
        self.add_range(start, offset - start);
        self.add_range(offset + length, start + bytes - offset - length);
        Some(offset)
    }

    /// Takes exactly this range, if it is free.
    fn take_at(&mut self, offset: u64, length: u64) -> bool {
        let Some((&start, &bytes)) = self.free.range(..=offset).next_back() else { return false };
        if start + bytes < offset + length {
            return false;
        }
        self.remove_range(start, bytes);
        self.add_range(start, offset - start);
        self.add_range(offset + length, start + bytes - offset - length);
        true
    }

    /// Adds a free range and joins it with its neighbours.
    fn insert_free(&mut self, mut offset: u64, mut length: u64) {
        if let Some((&before, &bytes)) = self.free.range(..offset).next_back()
            && before + bytes == offset
        {
            self.remove_range(before, bytes);
            offset = before;
            length += bytes;
        }
        if let Some(&bytes) = self.free.get(&(offset + length)) {
            self.remove_range(offset + length, bytes);
            length += bytes;
        }
        self.add_range(offset, length);
    }

    fn add_range(&mut self, offset: u64, length: u64) {
        if length != 0 {
            self.free.insert(offset, length);
            self.free_by_size.insert((length, offset));
        }
    }

    fn remove_range(&mut self, offset: u64, length: u64) {
        self.free.remove(&offset);
        self.free_by_size.remove(&(length, offset));
    }
}

/// Bytes that an allocation takes and its alignment.
fn extent(bytes: u64) -> Option<(u64, u64)> {
    let unit = if bytes >= LARGE { GRANULE_BYTES } else { ALIGNMENT };
    Some((bytes.max(1).checked_next_multiple_of(unit)?, unit))
}

fn granules(offset: u64, length: u64) -> std::ops::Range<usize> {
    (offset / GRANULE_BYTES) as usize..(offset + length).div_ceil(GRANULE_BYTES) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heap(capacity: u64) -> Heap {
        Heap::new(Arc::new(Region::reserve().expect("address space")), capacity)
    }

    #[test]
    fn freed_neighbours_join_and_are_zero_when_used_again() {
        let heap = heap(1 << 30);
        let blocks: Vec<u64> = (0..64).map(|_| heap.allocate(1000, Purpose::Device).expect("room")).collect();
        assert!(blocks.iter().all(|block| block % ALIGNMENT == 0 && *block >= GRANULE_BYTES));
        // SAFETY: the first block is live and 1000 bytes long.
        unsafe { heap.region.host(blocks[0]).write(7) };
        for block in &blocks {
            assert_eq!(heap.free(*block).map(|allocation| allocation.bytes), Some(1000));
        }
        assert_eq!(heap.lock().free.len(), 1);
        let again = heap.allocate(1000, Purpose::Device).expect("room");
        // SAFETY: live.
        assert_eq!(unsafe { heap.region.host(again).read() }, 0);
    }

    #[test]
    fn beyond_the_capacity_nothing_is_allocated_and_the_heap_stays_usable() {
        let heap = heap(1 << 20);
        assert_eq!(heap.allocate(2 << 20, Purpose::Device), None);
        let block = heap.allocate(1 << 20, Purpose::Device).expect("exactly the capacity");
        assert_eq!(heap.allocate(1, Purpose::Device), None);
        assert_eq!(heap.info(), (0, 1 << 20));
        assert!(heap.free(block).is_some());
        assert_eq!(heap.free(block), None);
        assert_eq!(heap.info(), (1 << 20, 1 << 20));
    }

    #[test]
    fn find_knows_interior_pointers() {
        let heap = heap(1 << 30);
        let block = heap.allocate(300, Purpose::Managed).expect("room");
        assert_eq!(heap.find(block + 299).map(|allocation| allocation.purpose), Some(Purpose::Managed));
        assert_eq!(heap.find(block + 512), None);
        assert_eq!(heap.find(0), None);
    }
}

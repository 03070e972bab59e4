//! Device memory by address: small allocations share blocks, large ones have their own.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

use ash::vk;

use super::block::{Block, Kind};
use super::{Gpu, call};
use crate::device::{ALIGNMENT, Allocation, Purpose, Registrant, say};
use crate::error::{Error, Result};

/// Bytes of a shared block.
const BLOCK_BYTES: usize = 32 << 20;
/// Allocations from this size on have a block of their own.
const LARGE: usize = 8 << 20;
/// Sizes of blocks are multiples of this, a page of every system and device.
const PAGE: usize = 64 << 10;

/// All memory of a device.
#[derive(Default)]
pub(super) struct Memory {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    /// By device address.
    blocks: BTreeMap<usize, Block>,
    live: BTreeMap<usize, Live>,
    /// Live allocations whose host address differs, by that: the device's address.
    by_host: BTreeMap<usize, usize>,
    /// Pages of managed variables whose host address differs from the device's.
    managed: Vec<Allocation>,
    /// Free ranges of shared blocks by kind and address: bytes.
    free: BTreeMap<(Kind, usize), usize>,
    used: usize,
}

#[derive(Clone, Copy)]
struct Live {
    allocation: Allocation,
    kind: Kind,
    /// Bytes taken from a shared block; 0 if the block is the allocation's own.
    taken: usize,
}

/// A range that Vulkan commands can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) buffer: vk::Buffer,
    pub(super) offset: u64,
    /// The device's address, if the memory is its own.
    pub(super) own: Option<usize>,
}

/// Memory of the runtime's own that the host writes or reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scratch {
    pub(super) address: usize,
    pub(super) host: usize,
    pub(super) range: Range,
}

impl Memory {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no code panics while it holds the memory")
    }
}

impl Gpu {
    /// The address that the program is given: the host's for host memory, else the device's.
    ///
    /// # Errors
    /// `cudaErrorMemoryAllocation`, and `cudaErrorNotSupported` for managed memory on a device whose addresses the host
    /// cannot have.
    pub(crate) fn allocate(&self, bytes: usize, purpose: Purpose) -> Result<usize> {
        let kind = match purpose {
            Purpose::Managed | Purpose::Host { .. } => Kind::Host,
            _ => Kind::Device,
        };
        let allocation = self.take(bytes, purpose, kind)?;
        match purpose {
            Purpose::Managed if allocation.host != Some(allocation.address) => {
                self.free(allocation.address);
                let name = &self.physical.name;
                say(&format!(
                    "anywarp: managed memory: {name} cannot map memory at the device's address (VK_EXT_map_memory_placed)\n"
                ));
                Err(Error::NotSupported)
            }
            Purpose::Host { .. } => allocation.host.ok_or(Error::MemoryAllocation),
            _ => Ok(allocation.address),
        }
    }

    /// Memory for the runtime's own use that the host reaches.
    pub(super) fn scratch(&self, bytes: usize, kind: Kind) -> Result<Scratch> {
        let allocation = self.take(bytes, Purpose::Internal, kind)?;
        let range = self.range(allocation.address).ok_or(Error::Unknown)?;
        let host = allocation.host.ok_or(Error::MemoryAllocation)?;
        Ok(Scratch { address: allocation.address, host, range })
    }

    fn take(&self, bytes: usize, purpose: Purpose, kind: Kind) -> Result<Allocation> {
        let _call = call()?;
        let mut inner = self.memory.lock();
        let length = bytes.checked_next_multiple_of(ALIGNMENT as usize).ok_or(Error::MemoryAllocation)?;
        let (address, taken) = if length >= LARGE {
            let length = bytes.checked_next_multiple_of(PAGE).ok_or(Error::MemoryAllocation)?;
            (self.add_block(&mut inner, kind, length)?, 0)
        } else {
            let address = match inner.take_free(kind, length) {
                Some(address) => address,
                None => {
                    let start = self.add_block(&mut inner, kind, BLOCK_BYTES)?;
                    inner.free.insert((kind, start), BLOCK_BYTES);
                    inner.take_free(kind, length).ok_or(Error::Unknown)?
                }
            };
            (address, length)
        };
        let block = inner.block(address).ok_or(Error::Unknown)?;
        let host = block.host.map(|host| host + (address - block.address));
        let allocation = Allocation { address, host, bytes, purpose };
        inner.add_live(Live { allocation, kind, taken });
        Ok(allocation)
    }

    fn add_block(&self, inner: &mut Inner, kind: Kind, bytes: usize) -> Result<usize> {
        let block =
            Block::create(&self.logical, &self.physical, kind, bytes).map_err(|error| self.failed(error))?;
        let address = block.address;
        inner.used += bytes;
        inner.blocks.insert(address, block);
        Ok(address)
    }

    /// Frees the allocation that begins at this address of the device or the host.
    pub(crate) fn free(&self, address: usize) -> Option<Allocation> {
        let mut inner = self.memory.lock();
        let address = inner.by_host.get(&address).copied().unwrap_or(address);
        let Live { allocation, kind, taken } = inner.live.remove(&address)?;
        if let Some(host) = allocation.host {
            inner.by_host.remove(&host);
        }
        inner.managed.retain(|managed| managed.address != address);
        if taken != 0 {
            inner.give_free(kind, address, taken);
        } else if let Some(block) = inner.blocks.remove(&address) {
            inner.used -= block.bytes;
            if let Ok(_call) = call() {
                block.destroy(&self.logical);
            }
        }
        Some(allocation)
    }

    /// The live allocation that contains the address of the device or the host.
    pub(crate) fn find(&self, address: usize) -> Option<Allocation> {
        self.memory.lock().find(address)
    }

    /// The buffer under an address of the device or the host.
    pub(super) fn range(&self, address: usize) -> Option<Range> {
        let inner = self.memory.lock();
        let allocation = inner.find(address)?;
        let kind = inner.live.get(&allocation.address)?.kind;
        let address = allocation.address + allocation.offset_of(address);
        let block = inner.block(address)?;
        let own = (kind == Kind::Device).then_some(address);
        Some(Range { buffer: block.buffer, offset: (address - block.address) as u64, own })
    }

    /// Free and total bytes.
    pub(crate) fn info(&self) -> (usize, usize) {
        let (heap, total) = self.physical.main_heap();
        let total = total as usize;
        let free = match self.physical.budget(heap) {
            Some((budget, usage)) => budget.saturating_sub(usage) as usize,
            None => total.saturating_sub(self.memory.lock().used),
        };
        (free.min(total), total)
    }

    /// Imports host memory.
    ///
    /// # Errors
    /// `cudaErrorHostMemoryAlreadyRegistered`, `cudaErrorNotSupported` with a line on stderr where the device cannot.
    pub(crate) fn register(&self, start: usize, bytes: usize, by: Registrant) -> Result {
        let Some(alignment) = self.physical.import_alignment.map(|bytes| bytes as usize) else {
            let name = &self.physical.name;
            let what = match by {
                Registrant::Program { .. } => "cudaHostRegister",
                Registrant::ManagedVariables => "__managed__ variables",
            };
            say(&format!("anywarp: {what}: {name} lacks VK_EXT_external_memory_host\n"));
            return Err(Error::NotSupported);
        };
        let low = start / alignment * alignment;
        let end = start
            .checked_add(bytes)
            .and_then(|end| end.checked_next_multiple_of(alignment))
            .ok_or(Error::InvalidValue)?;
        let mut inner = self.memory.lock();
        if inner.overlaps_host(low, end) {
            return Err(Error::HostMemoryAlreadyRegistered);
        }
        let block = Block::import(&self.logical, &self.physical, low, end - low)
            .map_err(|error| self.failed(error))?;
        let address = block.address;
        let purpose = Purpose::Registered { host: low, by };
        let allocation = Allocation { address, host: Some(low), bytes: end - low, purpose };
        inner.used += block.bytes;
        inner.blocks.insert(address, block);
        inner.add_live(Live { allocation, kind: Kind::Imported, taken: 0 });
        if by == Registrant::ManagedVariables && address != low {
            inner.managed.push(allocation);
        }
        Ok(())
    }

    /// Parameters of a kernel with the device's addresses in place of the host's of managed variables, which CUDA's
    /// programs may use in kernels.
    pub(super) fn with_device_addresses(&self, parameters: &[u8]) -> Vec<u8> {
        let mut parameters = parameters.to_vec();
        let managed = &self.memory.lock().managed;
        if managed.is_empty() {
            return parameters;
        }
        for word in parameters.chunks_exact_mut(8) {
            let pointer = u64::from_le_bytes(word.try_into().expect("eight bytes")) as usize;
            if let Some(found) = managed.iter().find(|allocation| allocation.contains(pointer)) {
                let address = found.address + found.offset_of(pointer);
                word.copy_from_slice(&(address as u64).to_le_bytes());
            }
        }
        parameters
    }

    /// Frees what the program allocated.
    pub(crate) fn release_everything(&self) {
        self.forget_heap();
        let live: Vec<Allocation> = self.memory.lock().live.values().map(|live| live.allocation).collect();
        for allocation in live {
            let kept = matches!(allocation.purpose, Purpose::Internal | Purpose::Variables);
            if !kept && !allocation.is_managed_variables() {
                self.free(allocation.address);
            }
        }
    }
}

impl Inner {
    fn block(&self, address: usize) -> Option<&Block> {
        let (_, block) = self.blocks.range(..=address).next_back()?;
        (address < block.address + block.bytes).then_some(block)
    }

    fn find(&self, address: usize) -> Option<Allocation> {
        let inside = |live: &Live| live.allocation.contains(address).then_some(live.allocation);
        let by_device = self.live.range(..=address).next_back().and_then(|(_, live)| inside(live));
        by_device.or_else(|| {
            let (_, device) = self.by_host.range(..=address).next_back()?;
            inside(self.live.get(device)?)
        })
    }

    fn overlaps_host(&self, low: usize, end: usize) -> bool {
        let overlaps = |allocation: &Allocation| {
            allocation.host.is_some_and(|host| host < end && low < host + allocation.bytes)
        };
        self.live.values().any(|live| overlaps(&live.allocation))
    }

    fn add_live(&mut self, live: Live) {
        let Allocation { address, host, .. } = live.allocation;
        if let Some(host) = host.filter(|&host| host != address) {
            self.by_host.insert(host, address);
        }
        self.live.insert(address, live);
    }

    /// First fit: allocations of one kind are few, and ranges are joined when they are freed.
    fn take_free(&mut self, kind: Kind, length: usize) -> Option<usize> {
        let ranges = self.free.range((kind, 0)..=(kind, usize::MAX));
        let (&(_, start), &bytes) = ranges.into_iter().find(|&(_, &bytes)| bytes >= length)?;
        self.free.remove(&(kind, start));
        if bytes > length {
            self.free.insert((kind, start + length), bytes - length);
        }
        Some(start)
    }

    /// Ranges of different blocks are never joined, though their addresses may touch.
    fn give_free(&mut self, kind: Kind, mut start: usize, mut length: usize) {
        let block =
            self.block(start).map_or(start..start, |block| block.address..block.address + block.bytes);
        if let Some((&(_, before), &bytes)) = self.free.range((kind, block.start)..(kind, start)).next_back()
            && before + bytes == start
        {
            self.free.remove(&(kind, before));
            start = before;
            length += bytes;
        }
        let end = start + length;
        if end < block.end
            && let Some(bytes) = self.free.remove(&(kind, end))
        {
            length += bytes;
        }
        self.free.insert((kind, start), length);
    }
}

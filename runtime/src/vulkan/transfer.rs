//! Copies and fills: what Vulkan commands they become, and staging for memory that the device does not reach.

use std::collections::VecDeque;
use std::sync::Arc;

use ash::vk;

use super::Gpu;
use super::block::Kind;
use super::copy_kernel::Units;
use super::memory::Scratch;
use super::queue::{Command, Operation};
use crate::error::{Error, Result};
use crate::graph::{Graph, Op, StreamId, Work};
use crate::transfer::{Extent, Piece, Plane, pieces};

/// Bytes that are staged at once. Several are under way, so that the host's and the device's copying overlap.
const CHUNK: usize = 4 << 20;
/// Staged pieces of one copy that are under way.
const UNDER_WAY: usize = 4;

/// Copies between two buffers.
pub(crate) struct Copy {
    from: vk::Buffer,
    to: vk::Buffer,
    regions: Vec<vk::BufferCopy>,
    /// What a kernel copies.
    units: Vec<Units>,
    /// Staging memory that goes when the copy is done.
    staged: Option<Scratch>,
}

/// A fill of rows.
pub(crate) struct Fill {
    to: vk::Buffer,
    /// Offset and bytes of each row.
    rows: Vec<(u64, u64)>,
    value: u8,
    /// The value, repeated, for bytes that fill no word.
    pattern: Scratch,
}

/// The commands of a transfer in a stream.
pub(crate) struct Copier {
    pub(crate) gpu: &'static Gpu,
    pub(crate) graph: &'static Graph,
    pub(crate) stream: StreamId,
}

/// Bytes of a pattern: more than the loose ends of a row.
const PATTERN_BYTES: usize = 4;

impl Copier {
    /// Copies within memory that the device reaches.
    ///
    /// # Errors
    /// `cudaErrorInvalidValue` for addresses that it does not reach, or the fault that ended the context.
    pub(crate) fn within(&self, to: Plane, from: Plane, extent: Extent) -> Result<Arc<Op>> {
        let (target, source) = (self.range(to.start)?, self.range(from.start)?);
        let has_kernel = self.gpu.copy_kernel().is_some();
        let (mut regions, mut units) = (Vec::new(), Vec::new());
        for piece in pieces(to, from, extent, usize::MAX) {
            let (at, source_at) = (piece.to - to.start, piece.from - from.start);
            let split = Units::of(target, source, (at, source_at), piece.bytes).filter(|_| has_kernel);
            let left = split.map_or(piece.bytes, |(_, left)| left);
            units.extend(split.map(|(units, _)| units));
            if left > 0 {
                let before = piece.bytes - left;
                regions.push(vk::BufferCopy {
                    src_offset: source.offset + (source_at + before) as u64,
                    dst_offset: target.offset + (at + before) as u64,
                    size: left as u64,
                });
            }
        }
        if source.buffer == target.buffer {
            // Vulkan forbids what changes nothing: a copy of bytes to where they are.
            regions.retain(|region| region.src_offset != region.dst_offset);
        }
        self.submit(Command::Copy(Copy {
            from: source.buffer,
            to: target.buffer,
            regions,
            units,
            staged: None,
        }))
    }

    /// Copies host memory to the device; the host memory has been read on return.
    ///
    /// # Errors
    /// As [`Self::within`], and `cudaErrorMemoryAllocation` without staging memory.
    pub(crate) fn upload(&self, to: Plane, from: Plane, extent: Extent) -> Result {
        let target = self.range(to.start)?;
        let mut under_way: VecDeque<Arc<Op>> = VecDeque::new();
        for chunk in chunks(to, from, extent) {
            if under_way.len() >= UNDER_WAY
                && let Some(oldest) = under_way.pop_front()
            {
                self.graph.wait(&oldest)?;
            }
            let staged = self.gpu.scratch(chunk.bytes, Kind::Host)?;
            let mut regions = Vec::with_capacity(chunk.pieces.len());
            let mut at = 0;
            for piece in chunk.pieces {
                // SAFETY: the caller's word for host memory; the staging memory has room for the chunk.
                unsafe {
                    let to = (staged.host + at) as *mut u8;
                    std::ptr::copy_nonoverlapping(piece.from as *const u8, to, piece.bytes);
                }
                regions.push(vk::BufferCopy {
                    src_offset: staged.range.offset + at as u64,
                    dst_offset: target.offset + (piece.to - to.start) as u64,
                    size: piece.bytes as u64,
                });
                at += piece.bytes;
            }
            let (from, units) = (staged.range.buffer, Vec::new());
            let copy = Copy { from, to: target.buffer, regions, units, staged: Some(staged) };
            under_way.push_back(self.submit(Command::Copy(copy))?);
        }
        Ok(())
    }

    /// Copies device memory to the host and waits for it.
    ///
    /// # Errors
    /// As [`Self::upload`].
    pub(crate) fn download(&self, to: Plane, from: Plane, extent: Extent) -> Result {
        let source = self.range(from.start)?;
        let mut under_way: VecDeque<(Arc<Op>, Scratch, Vec<Piece>)> = VecDeque::new();
        let mut chunks = chunks(to, from, extent);
        loop {
            let chunk = if under_way.len() < UNDER_WAY { chunks.next() } else { None };
            match chunk {
                Some(chunk) => match self.start_download(source, from.start, &chunk) {
                    Ok((op, staged)) => under_way.push_back((op, staged, chunk.pieces)),
                    Err(error) => return Err(error),
                },
                None => {
                    let Some((op, staged, pieces)) = under_way.pop_front() else { return Ok(()) };
                    let done = self.graph.wait(&op);
                    if done.is_ok() {
                        // SAFETY: the caller's word for host memory; the device has written the staging memory.
                        unsafe { unpack(&staged, &pieces) };
                        self.gpu.free_scratch(staged);
                    } else {
                        // The device may still write to it: it stays allocated until the context ends.
                        return done;
                    }
                }
            }
        }
    }

    fn start_download(
        &self,
        source: super::memory::Range,
        start: usize,
        chunk: &Chunk,
    ) -> Result<(Arc<Op>, Scratch)> {
        let staged = self.gpu.scratch(chunk.bytes, Kind::Host)?;
        let mut at = 0;
        let region = |piece: &Piece| {
            let region = vk::BufferCopy {
                src_offset: source.offset + (piece.from - start) as u64,
                dst_offset: staged.range.offset + at as u64,
                size: piece.bytes as u64,
            };
            at += piece.bytes;
            region
        };
        let regions = chunk.pieces.iter().map(region).collect();
        let units = Vec::new();
        let copy = Copy { from: source.buffer, to: staged.range.buffer, regions, units, staged: None };
        Ok((self.submit(Command::Copy(copy))?, staged))
    }

    /// Fills rows of device memory.
    ///
    /// # Errors
    /// As [`Self::upload`].
    pub(crate) fn fill(&self, to: Plane, value: u8, extent: Extent) -> Result<Arc<Op>> {
        let target = self.range(to.start)?;
        let row = |piece: Piece| (target.offset + (piece.to - to.start) as u64, piece.bytes as u64);
        let rows = pieces(to, to, extent, usize::MAX).map(row).collect();
        let pattern = self.gpu.scratch(PATTERN_BYTES, Kind::Host)?;
        // SAFETY: the scratch memory has these bytes.
        unsafe { std::ptr::write_bytes(pattern.host as *mut u8, value, PATTERN_BYTES) };
        self.submit(Command::Fill(Fill { to: target.buffer, rows, value, pattern }))
    }

    fn range(&self, address: usize) -> Result<super::memory::Range> {
        self.gpu.range(address).ok_or(Error::InvalidValue)
    }

    fn submit(&self, command: Command) -> Result<Arc<Op>> {
        self.graph.submit(self.stream, Work::Device(Operation::new(command)))
    }
}

/// Pieces that are staged together.
struct Chunk {
    pieces: Vec<Piece>,
    bytes: usize,
}

fn chunks(to: Plane, from: Plane, extent: Extent) -> impl Iterator<Item = Chunk> {
    let mut pieces = pieces(to, from, extent, CHUNK).peekable();
    std::iter::from_fn(move || {
        let mut chunk = Chunk { pieces: Vec::new(), bytes: 0 };
        while let Some(piece) = pieces.next_if(|piece| chunk.bytes + piece.bytes <= CHUNK) {
            chunk.bytes += piece.bytes;
            chunk.pieces.push(piece);
        }
        (!chunk.pieces.is_empty()).then_some(chunk)
    })
}

/// # Safety
/// The pieces' targets must be writable, and the staging memory must hold them one after the other.
unsafe fn unpack(staged: &Scratch, pieces: &[Piece]) {
    let mut at = staged.host;
    for piece in pieces {
        // SAFETY: the caller's promise.
        unsafe { std::ptr::copy_nonoverlapping(at as *const u8, piece.to as *mut u8, piece.bytes) };
        at += piece.bytes;
    }
}

impl Gpu {
    /// # Safety
    /// The command buffer is being recorded.
    pub(super) unsafe fn record_copy(&self, commands: vk::CommandBuffer, copy: &Copy) {
        // SAFETY: the caller's promise; the ranges were checked to lie in live allocations.
        unsafe {
            if !copy.regions.is_empty() {
                self.logical.raw.cmd_copy_buffer(commands, copy.from, copy.to, &copy.regions);
            }
            self.record_units(commands, &copy.units);
        }
    }

    /// Vulkan fills words; the bytes before and after them are copied.
    ///
    /// # Safety
    /// The command buffer is being recorded.
    pub(super) unsafe fn record_fill(&self, commands: vk::CommandBuffer, fill: &Fill) {
        let word = u32::from_le_bytes([fill.value; 4]);
        let mut ends = Vec::new();
        let mut end = |from: u64, to: u64| {
            if from < to {
                ends.push(vk::BufferCopy {
                    src_offset: fill.pattern.range.offset,
                    dst_offset: from,
                    size: to - from,
                });
            }
        };
        for &(start, bytes) in &fill.rows {
            let stop = start + bytes;
            let (first, last) = (start.next_multiple_of(4), stop / 4 * 4);
            if first < last {
                // SAFETY: the caller's promise; the range lies in a live allocation.
                unsafe { self.logical.raw.cmd_fill_buffer(commands, fill.to, first, last - first, word) };
                end(start, first);
                end(last, stop);
            } else {
                // A row of at most 6 bytes within two words.
                let middle = (start + PATTERN_BYTES as u64).min(stop);
                end(start, middle);
                end(middle, stop);
            }
        }
        if !ends.is_empty() {
            // SAFETY: as above; the pattern has the bytes.
            unsafe { self.logical.raw.cmd_copy_buffer(commands, fill.pattern.range.buffer, fill.to, &ends) };
        }
    }

    /// Gives back the staging memory of a transfer that is done.
    pub(super) fn retire_transfer(&self, command: &Command) {
        match command {
            Command::Copy(Copy { staged: Some(staged), .. }) => self.free_scratch(*staged),
            Command::Fill(fill) => self.free_scratch(fill.pattern),
            _ => {}
        }
    }

    /// Writes host memory to the device outside any stream.
    ///
    /// # Errors
    /// Those of allocation and submission.
    pub(super) fn write_now(&self, to: usize, bytes: &[u8], kind: Kind) -> Result {
        let target = self.range(to).ok_or(Error::InvalidValue)?;
        for (number, chunk) in bytes.chunks(CHUNK).enumerate() {
            let staged = self.scratch(chunk.len(), kind)?;
            // SAFETY: the staging memory has room for the chunk.
            unsafe { std::ptr::copy_nonoverlapping(chunk.as_ptr(), staged.host as *mut u8, chunk.len()) };
            let regions = vec![vk::BufferCopy {
                src_offset: staged.range.offset,
                dst_offset: target.offset + (number * CHUNK) as u64,
                size: chunk.len() as u64,
            }];
            let (from, units) = (staged.range.buffer, Vec::new());
            let copy = Copy { from, to: target.buffer, regions, units, staged: Some(staged) };
            self.run_now(Command::Copy(copy))?;
        }
        Ok(())
    }
}

//! The device's clock, for `cudaEventElapsedTime`.

use std::sync::Mutex;

use ash::vk;

use super::Gpu;
use super::logical::Logical;
use super::physical::Physical;
use super::queue::{Command, Operation};

/// Timestamps that can be pending at once.
const SLOTS: u32 = 16384;

/// Place of a pending timestamp; `None` if none was free or the queues write none: then the host's clock must do.
pub(crate) type Slot = Option<u32>;

pub(super) struct Times {
    pool: vk::QueryPool,
    /// Bits of a timestamp that mean something.
    mask: u64,
    nanoseconds_per_tick: f64,
    free: Mutex<Vec<u32>>,
}

impl Times {
    pub(super) fn create(logical: &Logical, physical: &Physical) -> Result<Self, vk::Result> {
        let bits = physical.families[logical.family as usize].timestamp_valid_bits;
        let count = if bits == 0 { 0 } else { SLOTS };
        let create =
            vk::QueryPoolCreateInfo::default().query_type(vk::QueryType::TIMESTAMP).query_count(count.max(1));
        // SAFETY: the structure outlives the call.
        let pool = unsafe { logical.raw.create_query_pool(&create, None) }?;
        Ok(Self {
            pool,
            mask: u64::MAX.checked_shr(64 - bits).unwrap_or(0),
            nanoseconds_per_tick: f64::from(physical.properties.limits.timestamp_period),
            free: Mutex::new((0..count).collect()),
        })
    }

    /// A slot, reset by the host, since the device takes time for that.
    fn take(&self, logical: &Logical) -> Slot {
        let slot = self.free.lock().expect("not poisoned").pop()?;
        // SAFETY: no command that names the slot is left: it was free.
        unsafe { logical.raw.reset_query_pool(self.pool, slot, 1) };
        Some(slot)
    }

    pub(super) fn free(&self, slot: Slot) {
        self.free.lock().expect("not poisoned").extend(slot);
    }
}

impl Gpu {
    /// An operation that takes the device's time.
    pub(crate) fn timestamp(&self) -> Operation {
        Operation::new(Command::Timestamp(self.times.take(&self.logical)))
    }

    /// # Safety
    /// The command buffer is being recorded; the slot is the operation's.
    pub(super) unsafe fn record_timestamp(&self, commands: vk::CommandBuffer, slot: Slot) {
        let Some(slot) = slot else { return };
        let stage = vk::PipelineStageFlags2::ALL_COMMANDS;
        // SAFETY: the caller's promise.
        unsafe { self.logical.raw.cmd_write_timestamp2(commands, stage, self.times.pool, slot) };
    }

    /// Nanoseconds of the device's clock at a timestamp that was written.
    pub(super) fn read_time(&self, slot: Slot) -> Option<u64> {
        let mut ticks = [0_u64];
        let flags = vk::QueryResultFlags::TYPE_64;
        // SAFETY: the query belongs to the caller and is done.
        unsafe { self.logical.raw.get_query_pool_results(self.times.pool, slot?, &mut ticks, flags) }.ok()?;
        Some(((ticks[0] & self.times.mask) as f64 * self.times.nanoseconds_per_tick) as u64)
    }
}

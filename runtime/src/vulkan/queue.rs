//! Queues: submissions in order, each with a number that a timeline semaphore reaches when it is done.
//!
//! A timestamp is held back until something follows it or somebody asks, and is handed to the driver together with what
//! follows: a kernel between two events is not measured with the time that the host takes to submit it.

use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use ash::vk;

use super::launch::Dispatch;
use super::logical::Logical;
use super::time::Slot;
use super::transfer::{Copy, Fill};
use super::{Gpu, call};
use crate::error::Result;

/// A place in a queue's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) queue: usize,
    /// Count that the queue's semaphore has reached when everything up to here is done.
    pub(crate) value: u64,
}

/// What the device is to do.
pub(crate) enum Command {
    Dispatch(Box<Dispatch>),
    Copy(Copy),
    Fill(Fill),
    /// Writes the time at which everything before it was done.
    Timestamp(Slot),
}

/// A command of a stream.
pub(crate) struct Operation {
    pub(super) command: Command,
    /// The recorded command buffer and its queue, from the submission on.
    recorded: OnceLock<(usize, vk::CommandBuffer)>,
}

impl Operation {
    pub(super) fn new(command: Command) -> Self {
        Self { command, recorded: OnceLock::new() }
    }
}

pub(super) struct Queue {
    semaphore: vk::Semaphore,
    inner: Mutex<Inner>,
}

struct Inner {
    raw: vk::Queue,
    pool: vk::CommandPool,
    free: Vec<vk::CommandBuffer>,
    /// Count of operations in the order, held ones included.
    submitted: u64,
    held: Vec<Batch>,
}

/// What is submitted as one.
struct Batch {
    commands: vk::CommandBuffer,
    /// Points of other queues that come before.
    after: Vec<Point>,
    value: u64,
}

impl Queue {
    pub(super) fn create(logical: &Logical, index: u32) -> std::result::Result<Self, vk::Result> {
        let mut timeline = vk::SemaphoreTypeCreateInfo::default().semaphore_type(vk::SemaphoreType::TIMELINE);
        let semaphore = vk::SemaphoreCreateInfo::default().push_next(&mut timeline);
        let pool = vk::CommandPoolCreateInfo::default()
            .flags(vk::CommandPoolCreateFlags::RESET_COMMAND_BUFFER | vk::CommandPoolCreateFlags::TRANSIENT)
            .queue_family_index(logical.family);
        // SAFETY: the structures outlive the calls; the queue was created with the device.
        unsafe {
            Ok(Self {
                semaphore: logical.raw.create_semaphore(&semaphore, None)?,
                inner: Mutex::new(Inner {
                    raw: logical.raw.get_device_queue(logical.family, index),
                    pool: logical.raw.create_command_pool(&pool, None)?,
                    free: Vec::new(),
                    submitted: 0,
                    held: Vec::new(),
                }),
            })
        }
    }
}

impl Gpu {
    /// Submits an operation behind everything in the queue and behind the given points of other queues.
    ///
    /// # Errors
    /// The CUDA code of Vulkan's error; the device is unusable after a loss.
    pub(crate) fn submit(&self, operation: &Operation, queue: usize, after: &[Point]) -> Result<Point> {
        let _call = call()?;
        let after: Vec<Point> = after.iter().filter(|point| point.queue != queue).copied().collect();
        for point in &after {
            self.flush(point.queue)?;
        }
        let mut inner = self.queues[queue].inner.lock().expect("not poisoned");
        let commands = self.record(&mut inner, &operation.command).map_err(|error| self.failed(error))?;
        let _ = operation.recorded.set((queue, commands));
        let value = inner.submitted + 1;
        inner.submitted = value;
        inner.held.push(Batch { commands, after, value });
        if !matches!(operation.command, Command::Timestamp(_)) {
            self.hand_over(&mut inner, queue)?;
        }
        Ok(Point { queue, value })
    }

    /// Hands what is held back over to the driver.
    ///
    /// # Errors
    /// Those of [`Self::submit`].
    pub(crate) fn flush(&self, queue: usize) -> Result {
        let _call = call()?;
        let mut inner = self.queues[queue].inner.lock().expect("not poisoned");
        self.hand_over(&mut inner, queue)
    }

    /// [`Self::flush`] of all queues.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn flush_all(&self) -> Result {
        (0..self.queues.len()).try_for_each(|queue| self.flush(queue))
    }

    fn hand_over(&self, inner: &mut Inner, queue: usize) -> Result {
        if inner.held.is_empty() {
            return Ok(());
        }
        let held = std::mem::take(&mut inner.held);
        let at = |point: Point| {
            vk::SemaphoreSubmitInfo::default()
                .semaphore(self.queues[point.queue].semaphore)
                .value(point.value)
                .stage_mask(vk::PipelineStageFlags2::ALL_COMMANDS)
        };
        let waits: Vec<Vec<_>> =
            held.iter().map(|batch| batch.after.iter().map(|&point| at(point)).collect()).collect();
        let signals: Vec<_> = held.iter().map(|batch| [at(Point { queue, value: batch.value })]).collect();
        let buffers: Vec<_> = held
            .iter()
            .map(|batch| [vk::CommandBufferSubmitInfo::default().command_buffer(batch.commands)])
            .collect();
        let submits: Vec<_> = (0..held.len())
            .map(|n| {
                vk::SubmitInfo2::default()
                    .wait_semaphore_infos(&waits[n])
                    .command_buffer_infos(&buffers[n])
                    .signal_semaphore_infos(&signals[n])
            })
            .collect();
        // SAFETY: the queue is locked; everything that the commands name lives until the operation is retired.
        unsafe { self.logical.raw.queue_submit2(inner.raw, &submits, vk::Fence::null()) }
            .map_err(|error| self.failed(error))
    }

    fn record(
        &self,
        inner: &mut Inner,
        command: &Command,
    ) -> std::result::Result<vk::CommandBuffer, vk::Result> {
        let device = &self.logical.raw;
        let commands = match inner.free.pop() {
            Some(commands) => commands,
            None => {
                let allocate =
                    vk::CommandBufferAllocateInfo::default().command_pool(inner.pool).command_buffer_count(1);
                // SAFETY: the pool is used under the queue's lock.
                unsafe { device.allocate_command_buffers(&allocate) }?[0]
            }
        };
        let begin = vk::CommandBufferBeginInfo::default().flags(vk::CommandBufferUsageFlags::ONE_TIME_SUBMIT);
        // SAFETY: the buffer is not pending; the pool is used under the queue's lock.
        unsafe {
            device.begin_command_buffer(commands, &begin)?;
            self.barrier(commands, vk::PipelineStageFlags2::ALL_COMMANDS, vk::AccessFlags2::MEMORY_READ);
            match command {
                Command::Dispatch(dispatch) => self.record_dispatch(commands, dispatch),
                Command::Copy(copy) => self.record_copy(commands, copy),
                Command::Fill(fill) => self.record_fill(commands, fill),
                Command::Timestamp(slot) => self.record_timestamp(commands, *slot),
            }
            self.barrier(commands, vk::PipelineStageFlags2::HOST, vk::AccessFlags2::HOST_READ);
            device.end_command_buffer(commands)?;
        }
        Ok(commands)
    }

    /// Orders everything before after everything earlier and makes all writes visible to the stage.
    ///
    /// # Safety
    /// The command buffer is being recorded.
    unsafe fn barrier(
        &self,
        commands: vk::CommandBuffer,
        stage: vk::PipelineStageFlags2,
        read: vk::AccessFlags2,
    ) {
        let write = match stage {
            vk::PipelineStageFlags2::HOST => vk::AccessFlags2::HOST_WRITE,
            _ => vk::AccessFlags2::MEMORY_WRITE,
        };
        let barrier = [vk::MemoryBarrier2::default()
            .src_stage_mask(vk::PipelineStageFlags2::ALL_COMMANDS)
            .src_access_mask(vk::AccessFlags2::MEMORY_WRITE)
            .dst_stage_mask(stage)
            .dst_access_mask(read | write)];
        let dependency = vk::DependencyInfo::default().memory_barriers(&barrier);
        // SAFETY: the caller's promise.
        unsafe { self.logical.raw.cmd_pipeline_barrier2(commands, &dependency) };
    }

    /// Count of the queue's submissions that are done.
    ///
    /// # Errors
    /// The CUDA code for a lost device.
    pub(crate) fn reached(&self, queue: usize) -> Result<u64> {
        // SAFETY: a live semaphore.
        unsafe { self.logical.raw.get_semaphore_counter_value(self.queues[queue].semaphore) }
            .map_err(|error| self.failed(error))
    }

    /// Waits until the point is reached; false if that takes longer than the patience, in nanoseconds.
    ///
    /// # Errors
    /// The CUDA code for a lost device.
    pub(crate) fn await_point(&self, point: Point, patience: u64) -> Result<bool> {
        let semaphores = [self.queues[point.queue].semaphore];
        let values = [point.value];
        let wait = vk::SemaphoreWaitInfo::default().semaphores(&semaphores).values(&values);
        // SAFETY: a live semaphore.
        match unsafe { self.logical.raw.wait_semaphores(&wait, patience) } {
            Ok(()) => Ok(true),
            Err(vk::Result::TIMEOUT) => Ok(false),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Waits for everything that was submitted, if it takes no longer than the patience.
    pub(super) fn drain(&self, patience: Duration) {
        let end = Instant::now() + patience;
        for (queue, state) in self.queues.iter().enumerate() {
            let _ = self.hand_over(&mut state.inner.lock().expect("not poisoned"), queue);
            let value = state.inner.lock().expect("not poisoned").submitted;
            let left = end.saturating_duration_since(Instant::now()).as_nanos() as u64;
            let _ = self.await_point(Point { queue, value }, left);
        }
    }

    /// Gives back what the operation held: it is done, or will never be submitted.
    pub(crate) fn retire(&self, operation: &Operation) {
        match &operation.command {
            Command::Dispatch(dispatch) => self.free_scratch(dispatch.scratch),
            command @ (Command::Copy(_) | Command::Fill(_)) => self.retire_transfer(command),
            Command::Timestamp(slot) => self.times.free(*slot),
        }
        if let Some(&(queue, commands)) = operation.recorded.get() {
            self.queues[queue].inner.lock().expect("not poisoned").free.push(commands);
        }
    }

    /// What a finished operation left: the device's time in nanoseconds if it took it.
    ///
    /// # Errors
    /// The fault that device code reported; it is also on stderr.
    pub(crate) fn result(&self, operation: &Operation) -> Result<Option<u64>> {
        match &operation.command {
            Command::Dispatch(dispatch) => self.check_fault(dispatch).map(|()| None),
            Command::Timestamp(slot) => Ok(self.read_time(*slot)),
            Command::Copy(_) | Command::Fill(_) => Ok(None),
        }
    }

    /// Runs one command outside any stream and waits for it; for loading and for copies between devices.
    ///
    /// # Errors
    /// Those of [`Self::submit`].
    pub(super) fn run_now(&self, command: Command) -> Result {
        let operation = Operation::new(command);
        let point = self.submit(&operation, 0, &[]);
        let done = point.and_then(|point| self.await_point(point, u64::MAX).map(drop)); // never held back
        // After a failed wait the device may still be at it: what it uses is not used again.
        if done.is_ok() {
            self.retire(&operation);
        }
        done
    }
}

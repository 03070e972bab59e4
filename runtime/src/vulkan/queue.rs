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

/// What commands do: kernels, copies and fills. Narrower than all commands and all memory, which costs an H200 3.5 µs
/// more between two kernels.
const WORK: vk::PipelineStageFlags2 = vk::PipelineStageFlags2::from_raw(
    vk::PipelineStageFlags2::COMPUTE_SHADER.as_raw() | vk::PipelineStageFlags2::ALL_TRANSFER.as_raw(),
);
const WRITES: vk::AccessFlags2 = vk::AccessFlags2::from_raw(
    vk::AccessFlags2::SHADER_WRITE.as_raw() | vk::AccessFlags2::TRANSFER_WRITE.as_raw(),
);

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

/// How long an eager thread looks for the end of work without a pause.
const SPIN: Duration = Duration::from_millis(1);
/// Pauses of the processor between two looks.
const LOOKS_APART: u32 = 50;
/// Bounds of a pause, which grows with the time that the work has taken already.
const SHORTEST_SLEEP: Duration = Duration::from_micros(20);
const LONGEST_SLEEP: Duration = Duration::from_millis(1);

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
    /// The last command orders and shows all before it to what follows.
    ordered: bool,
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
                    ordered: false,
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
        let is_time = matches!(operation.command, Command::Timestamp(_));
        let idle = is_time && self.reached(queue)? >= inner.submitted;
        let commands =
            self.record(&mut inner, &operation.command, idle).map_err(|error| self.failed(error))?;
        let _ = operation.recorded.set((queue, commands));
        let value = inner.submitted + 1;
        inner.submitted = value;
        inner.held.push(Batch { commands, after, value });
        if !is_time {
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
        // What waits for other queues begins a submission; the rest goes with what precedes it, since each costs time.
        let groups: Vec<&[Batch]> = held.chunk_by(|_, next| next.after.is_empty()).collect();
        let waits: Vec<Vec<_>> =
            groups.iter().map(|group| group[0].after.iter().map(|&point| at(point)).collect()).collect();
        let buffers: Vec<Vec<_>> = groups
            .iter()
            .map(|group| {
                let info =
                    |batch: &Batch| vk::CommandBufferSubmitInfo::default().command_buffer(batch.commands);
                group.iter().map(info).collect()
            })
            .collect();
        let signals: Vec<_> =
            groups.iter().map(|group| [at(Point { queue, value: group[group.len() - 1].value })]).collect();
        let submits: Vec<_> = (0..groups.len())
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
        idle: bool,
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
            // A timestamp waits for what precedes it by itself, and the host does not read it in memory. The first one of
            // a queue that has nothing to do takes the barrier of what follows, which then costs no time between the two.
            let is_work = !matches!(command, Command::Timestamp(_));
            let orders = if is_work { !inner.ordered } else { idle };
            if orders {
                self.after_earlier_commands(commands);
            }
            inner.ordered = !is_work && (orders || inner.ordered);
            match command {
                Command::Dispatch(dispatch) => self.record_dispatch(commands, dispatch),
                Command::Copy(copy) => self.record_copy(commands, copy),
                Command::Fill(fill) => self.record_fill(commands, fill),
                Command::Timestamp(slot) => self.record_timestamp(commands, *slot),
            }
            if is_work {
                self.before_the_host(commands);
            }
            device.end_command_buffer(commands)?;
        }
        Ok(commands)
    }

    /// Orders what follows behind all kernels and transfers, and shows it what they wrote.
    ///
    /// # Safety
    /// The command buffer is being recorded.
    unsafe fn after_earlier_commands(&self, commands: vk::CommandBuffer) {
        use vk::AccessFlags2 as Access;
        let read = Access::SHADER_READ | Access::TRANSFER_READ;
        // SAFETY: the caller's promise.
        unsafe { self.barrier(commands, WORK, read | WRITES) };
    }

    /// Shows the host what the commands wrote, once it has waited for them.
    ///
    /// # Safety
    /// The command buffer is being recorded.
    unsafe fn before_the_host(&self, commands: vk::CommandBuffer) {
        let access = vk::AccessFlags2::HOST_READ | vk::AccessFlags2::HOST_WRITE;
        // SAFETY: the caller's promise.
        unsafe { self.barrier(commands, vk::PipelineStageFlags2::HOST, access) };
    }

    /// # Safety
    /// The command buffer is being recorded.
    unsafe fn barrier(
        &self,
        commands: vk::CommandBuffer,
        stage: vk::PipelineStageFlags2,
        access: vk::AccessFlags2,
    ) {
        let barrier = [vk::MemoryBarrier2::default()
            .src_stage_mask(WORK)
            .src_access_mask(WRITES)
            .dst_stage_mask(stage)
            .dst_access_mask(access)];
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
    /// Looks again and again, as CUDA does with `cudaDeviceScheduleSpin`, at first without a pause if the caller
    /// is `eager`: NVIDIA's driver (580) notices a semaphore only every 10 ms when two threads wait, and after 40 µs at
    /// best. A software device needs the processors itself, and its driver wakes threads in time.
    ///
    /// # Errors
    /// The CUDA code for a lost device.
    pub(crate) fn await_point(&self, point: Point, patience: u64, eager: bool) -> Result<bool> {
        let patience = Duration::from_nanos(patience);
        if self.physical.is_software() {
            return self.sleep_until(point, patience);
        }
        let start = Instant::now();
        while self.reached(point.queue)? < point.value {
            let waited = start.elapsed();
            if waited >= patience {
                return Ok(false);
            }
            if eager && waited < SPIN {
                (0..LOOKS_APART).for_each(|_| std::hint::spin_loop());
            } else {
                std::thread::sleep((waited / 16).clamp(SHORTEST_SLEEP, LONGEST_SLEEP));
            }
        }
        Ok(true)
    }

    fn sleep_until(&self, point: Point, patience: Duration) -> Result<bool> {
        let semaphores = [self.queues[point.queue].semaphore];
        let values = [point.value];
        let wait = vk::SemaphoreWaitInfo::default().semaphores(&semaphores).values(&values);
        let patience = u64::try_from(patience.as_nanos()).unwrap_or(u64::MAX);
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
            let _ = self.await_point(Point { queue, value }, left, true);
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
        let done = point.and_then(|point| self.await_point(point, u64::MAX, true).map(drop)); // never held back
        // After a failed wait the device may still be at it: what it uses is not used again.
        if done.is_ok() {
            self.retire(&operation);
        }
        done
    }
}

//! The threads that run operations: workers for blocks and transfers, one thread for host functions, and one that
//! steps in when all workers are busy: it runs transfers, and when kernels make no progress it lets more workers run.
//! Each is started when first needed and never joined: at exit they are abandoned.

use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard};
use std::time::{Duration, Instant};

use super::{Graph, HostCall, Inner, Op, Wake, Work};
use crate::error::Result;
use crate::wasm::engine::WASM_STACK;

/// How long one idle worker polls for more work before it sleeps: waking a thread costs several microseconds.
const POLL: Duration = Duration::from_micros(50);
/// When all workers are busy and none has taken a block for so long, their blocks may be waiting for blocks that have
/// not begun. CUDA runs many blocks at once, so programs rely on that.
const STALL: Duration = Duration::from_millis(100);
/// Most workers beyond the number of CPUs.
const MAX_EXTRA: usize = 256;
/// Native stack of a worker, in bytes: what wasm may use and room for the runtime.
const THREAD_STACK: usize = WASM_STACK + (512 << 10);

/// What the threads do now.
#[derive(Default)]
pub(super) struct Threads {
    workers: usize,
    sleeping: usize,
    /// Whether a worker polls.
    polling: bool,
    /// Threads, waiting host threads included, that run kernels or transfers.
    active: usize,
    /// Those of them that run transfers, which read and write memory in native code but always end.
    moving: usize,
    /// Workers that may run beyond the number of CPUs, because kernels stalled.
    extra: usize,
    reserve: bool,
    /// Whether the reserve thread looks at the progress of kernels from time to time.
    watching: bool,
    caller: bool,
    /// Host threads that sleep until something completes.
    pub(super) waiters: usize,
}

impl Threads {
    /// Whether a CPU is free for one more thread.
    pub(super) fn free(&self, workers: usize) -> bool {
        self.active < workers + self.extra
    }

    /// Whether any thread runs a kernel or transfer.
    pub(super) fn busy(&self) -> bool {
        self.active > 0
    }

    pub(super) fn moving(&self) -> bool {
        self.moving > 0
    }
}

/// Work that a thread has taken.
pub(super) struct Task {
    op: Arc<Op>,
    claimed: Option<(u32, u32)>,
}

impl Graph {
    /// Decides who must be told about ready work, and starts threads that are missing.
    pub(super) fn plan(&'static self, inner: &mut Inner) -> Wake {
        let mut wake = Wake { waiters: inner.threads.waiters > 0, ..Wake::default() };
        self.ready_hint.store(inner.kernels.len() + inner.transfers.len(), Ordering::Release);
        let kernels = !inner.kernels.is_empty();
        let transfers = !inner.transfers.is_empty();
        let threads = &mut inner.threads;
        if !kernels {
            threads.extra = 0;
        }
        let free = threads.free(self.device.workers());
        if free && (kernels || transfers) && !threads.polling {
            if threads.sleeping > 0 {
                wake.worker = true;
            } else if threads.workers < self.device.workers() + threads.extra {
                threads.workers += 1;
                self.start("anywarp-worker", Self::work);
            }
        }
        if !free && (transfers || kernels && !threads.watching) {
            wake.reserve = true;
            if !std::mem::replace(&mut threads.reserve, true) {
                self.start("anywarp-reserve", Self::stand_in);
            }
        }
        if !inner.host_calls.is_empty() {
            wake.calls = true;
            if !std::mem::replace(&mut threads.caller, true) {
                self.start("anywarp-calls", Self::call);
            }
        }
        wake
    }

    pub(super) fn tell(&self, wake: Wake) {
        if wake.worker {
            self.work.notify_one();
        }
        if wake.reserve {
            self.reserve.notify_one();
        }
        if wake.calls {
            self.calls.notify_one();
        }
        if wake.waiters {
            self.done.notify_all();
        }
    }

    pub(super) fn start(&'static self, name: &str, body: impl FnOnce(&'static Self) + Send + 'static) {
        let thread = std::thread::Builder::new().name(name.into()).stack_size(THREAD_STACK);
        let spawned = thread.spawn(move || {
            block_signals();
            // Without this thread operations would stay pending for ever.
            let guard = AbortOnPanic;
            body(self);
            std::mem::forget(guard);
        });
        if let Err(error) = spawned {
            crate::device::say(&format!("anywarp: cannot start a worker thread: {error}\n"));
            std::process::abort();
        }
    }

    /// A worker's life.
    fn work(&'static self) {
        let mut inner = self.lock();
        loop {
            if let Some(task) = self.take(&mut inner) {
                inner = self.perform(inner, task);
                continue;
            }
            let workers = self.device.workers();
            if workers > 1 && !inner.threads.polling && inner.threads.free(workers) {
                inner.threads.polling = true;
                drop(inner);
                self.poll();
                inner = self.lock();
                inner.threads.polling = false;
                if let Some(task) = self.take(&mut inner) {
                    inner = self.perform(inner, task);
                    continue;
                }
            }
            inner = self.sleep(inner);
        }
    }

    fn sleep<'a>(&'a self, mut inner: MutexGuard<'a, Inner>) -> MutexGuard<'a, Inner> {
        inner.threads.sleeping += 1;
        inner = self.work.wait(inner).expect("not poisoned");
        inner.threads.sleeping -= 1;
        inner
    }

    fn poll(&self) {
        let end = Instant::now() + POLL;
        while Instant::now() < end {
            for _ in 0..32 {
                if self.ready_hint.load(Ordering::Acquire) != 0 {
                    return;
                }
                std::hint::spin_loop();
            }
        }
    }

    /// The next work for a pool thread: transfers first, then blocks of kernels in order.
    fn take(&self, inner: &mut Inner) -> Option<Task> {
        if let Some(op) = inner.transfers.pop_front() {
            return Some(Self::take_transfer(op));
        }
        if !inner.threads.free(self.device.workers()) {
            return None;
        }
        while let Some(op) = inner.kernels.front().map(Arc::clone) {
            if let Some(task) = self.join(inner, &op) {
                return Some(task);
            }
        }
        None
    }

    fn take_transfer(op: Arc<Op>) -> Task {
        op.links().listed = false;
        Task { op, claimed: None }
    }

    /// Takes blocks of a listed kernel; `None` if others have taken all of them.
    pub(super) fn join(&self, inner: &mut Inner, op: &Arc<Op>) -> Option<Task> {
        let Work::Kernel(launch) = &op.work else { return None };
        let claimed = launch.claim();
        if launch.exhausted() {
            inner.unlist_kernel(op);
        }
        claimed?;
        op.links().runners += 1;
        Some(Task { op: Arc::clone(op), claimed })
    }

    /// Takes a ready operation that a waiting thread wants to be done; `None` if others are at it.
    pub(super) fn take_for_waiter(&self, inner: &mut Inner, op: &Arc<Op>, kernels: bool) -> Option<Task> {
        let links = op.links();
        let (listed, runners) = (links.listed, links.runners);
        drop(links);
        match &op.work {
            Work::Transfer(_) if listed => {
                inner.transfers.retain(|other| !Arc::ptr_eq(other, op));
                Some(Self::take_transfer(Arc::clone(op)))
            }
            // More threads than CPUs would not help, unless all of them are busy with something else.
            Work::Kernel(_) if listed && kernels => {
                let free = inner.threads.free(self.device.workers()) || runners == 0;
                if free { self.join(inner, op) } else { None }
            }
            _ => None,
        }
    }

    /// Runs a task with the graph unlocked and completes the operation if this was its last part.
    pub(super) fn perform<'a>(
        &'static self,
        mut inner: MutexGuard<'a, Inner>,
        task: Task,
    ) -> MutexGuard<'a, Inner>
    where
        Self: 'a,
    {
        let moving = usize::from(matches!(task.op.work, Work::Transfer(_)));
        inner.threads.active += 1;
        inner.threads.moving += moving;
        let wake = self.plan(&mut inner);
        drop(inner);
        self.tell(Wake { waiters: false, ..wake });
        let result = self.execute(&task);
        let mut inner = self.lock();
        inner.threads.active -= 1;
        inner.threads.moving -= moving;
        self.finish(&mut inner, &task, result);
        let wake = self.plan(&mut inner);
        self.tell(wake);
        inner
    }

    fn execute(&self, task: &Task) -> Result {
        match &task.op.work {
            Work::Kernel(launch) => self.device.run(launch, task.claimed),
            Work::Transfer(transfer) => {
                // SAFETY: the API checked that device addresses are allocated, and host memory is the caller's word.
                unsafe { transfer.run() };
                Ok(())
            }
            Work::Device(_) | Work::Release(_) | Work::Host(_) | Work::Marker => Ok(()),
        }
    }

    fn finish(&'static self, inner: &mut Inner, task: &Task, result: Result) {
        let op = &task.op;
        if let Work::Kernel(launch) = &op.work {
            if result.is_err() {
                launch.stop();
            }
            if launch.exhausted() {
                inner.unlist_kernel(op);
            }
            let mut links = op.links();
            links.runners -= 1;
            let last = links.runners == 0 && !links.listed;
            drop(links);
            if let Err(error) = result {
                self.end_context(inner, error);
            }
            if last {
                self.complete(inner, op);
            }
        } else {
            self.complete(inner, op);
        }
    }

    /// Runs transfers that no worker is free for, and looks after stalled kernels.
    fn stand_in(&'static self) {
        let mut inner = self.lock();
        let mut seen = None;
        loop {
            if let Some(op) = inner.transfers.pop_front() {
                let task = Self::take_transfer(op);
                inner = self.perform(inner, task);
                continue;
            }
            if inner.threads.free(self.device.workers()) || inner.kernels.is_empty() {
                inner.threads.watching = false;
                seen = None;
                inner = self.reserve.wait(inner).expect("not poisoned");
                continue;
            }
            inner.threads.watching = true;
            let (guard, timeout) = self.reserve.wait_timeout(inner, STALL).expect("not poisoned");
            inner = guard;
            let progress = inner.progress();
            if timeout.timed_out() && seen.is_some() && progress == seen {
                inner.threads.extra = (inner.threads.extra * 2).clamp(1, MAX_EXTRA);
                let wake = self.plan(&mut inner);
                self.tell(wake);
            }
            if timeout.timed_out() {
                seen = progress;
            }
        }
    }

    /// Runs host functions, one after the other.
    fn call(&'static self) {
        super::wait::forbid_calls();
        let mut inner = self.lock();
        loop {
            let Some(op) = inner.host_calls.pop_front() else {
                inner = self.calls.wait(inner).expect("not poisoned");
                continue;
            };
            drop(inner);
            let status = self.fault().map_or(0, crate::error::Error::code);
            if let Work::Host(call) = &op.work {
                // SAFETY: the program gave function and data for this.
                unsafe {
                    match *call {
                        HostCall::Function { function, data } if status == 0 => function(data as *mut _),
                        HostCall::Function { .. } => {}
                        HostCall::Callback { function, stream, data } => {
                            function(stream as *mut _, status, data as *mut _);
                        }
                    }
                }
            }
            inner = self.lock();
            self.complete(&mut inner, &op);
            let wake = self.plan(&mut inner);
            self.tell(wake);
        }
    }
}

/// Signals of the program (timers, interrupts) are for its own threads; faults are delivered regardless.
fn block_signals() {
    // SAFETY: the set is initialised by `sigfillset`; faults must stay deliverable for wasm traps.
    unsafe {
        let mut set = std::mem::zeroed();
        libc::sigfillset(&raw mut set);
        for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE, libc::SIGTRAP, libc::SIGABRT]
        {
            libc::sigdelset(&raw mut set, signal);
        }
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const set, std::ptr::null_mut());
    }
}

impl Inner {
    /// What changes whenever somebody takes a block: the first kernel with blocks left, and how many were taken.
    fn progress(&self) -> Option<(usize, u64)> {
        let op = self.kernels.front()?;
        let Work::Kernel(launch) = &op.work else { return None };
        Some((Arc::as_ptr(op) as usize, launch.taken()))
    }
}

struct AbortOnPanic;

impl Drop for AbortOnPanic {
    fn drop(&mut self) {
        std::process::abort();
    }
}

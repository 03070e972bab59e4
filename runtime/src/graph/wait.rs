//! Host threads that wait, and meanwhile run what they wait for.
//!
//! A waiting thread runs only operations that the awaited one depends on: another kernel might spin until this very
//! thread does something. Transfers always end, but they too are taken only if they are awaited.

use std::cell::Cell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::pool::Task;
use super::{Graph, Inner, LEGACY, Op, StreamId, Work};
use crate::error::{Error, Result};
use crate::stack;

/// How long a waiting thread polls before it sleeps.
const POLL: Duration = Duration::from_micros(50);

thread_local! {
    static CALLS_FORBIDDEN: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as one that runs host functions, which must not call CUDA.
pub(super) fn forbid_calls() {
    CALLS_FORBIDDEN.set(true);
}

/// # Errors
/// `cudaErrorNotPermitted` inside a host function.
pub(crate) fn calls_allowed() -> Result {
    if CALLS_FORBIDDEN.get() { Err(Error::NotPermitted) } else { Ok(()) }
}

impl Graph {
    /// Waits for everything that is in the stream.
    pub(crate) fn wait_stream(&'static self, stream: StreamId) -> Result {
        let mut inner = self.lock();
        // The legacy stream's end includes all blocking streams; another stream's end is its own.
        let last: Vec<Arc<Op>> = match stream {
            LEGACY => inner.predecessors(stream)?,
            _ => inner.taking_work(stream)?.queue.back().cloned().into_iter().collect(),
        };
        drop(inner);
        self.wait_all(&last)
    }

    /// Waits for everything that an operation submitted to the stream now would wait for.
    pub(crate) fn wait_turn(&'static self, stream: StreamId) -> Result {
        let before = self.lock().predecessors(stream)?;
        self.wait_all(&before)
    }

    /// Whether an operation submitted to the stream now could run at once.
    pub(crate) fn is_idle(&self, stream: StreamId) -> Result<bool> {
        self.check()?;
        self.flush()?;
        Ok(self.lock().predecessors(stream)?.is_empty())
    }

    /// Waits for everything in all streams.
    pub(crate) fn wait_device(&'static self) -> Result {
        let last: Vec<Arc<Op>> =
            self.lock().streams.values().filter_map(|stream| stream.queue.back().cloned()).collect();
        self.wait_all(&last)
    }

    pub(crate) fn wait_all(&'static self, ops: &[Arc<Op>]) -> Result {
        let result = ops.iter().try_for_each(|op| self.wait(op));
        // What kernels printed appears when the host synchronises, even if one of them failed.
        crate::print::flush();
        result?;
        self.check()
    }

    /// Waits until the operation is done.
    ///
    /// # Errors
    /// The fault that ended the context, at once, even if other operations still run;
    /// `cudaErrorCudartUnloading` at the end of the process.
    pub(crate) fn wait(&'static self, op: &Arc<Op>) -> Result {
        let kernels = stack::enough_for_kernels();
        while !op.is_done() {
            self.check()?;
            let mut inner = self.lock();
            if let Some(task) = self.find(&mut inner, op, kernels) {
                drop(self.perform(inner, task));
                continue;
            }
            drop(inner);
            if self.wait_on_device(op)? || self.device.workers() > 1 && poll(op) {
                continue;
            }
            let mut inner = self.lock();
            inner.threads.waiters += 1;
            while !op.is_done() && self.fault().is_none() && !self.can_help(&mut inner, op, kernels) {
                inner = self.done.wait(inner).expect("not poisoned");
            }
            inner.threads.waiters -= 1;
        }
        self.check()
    }

    /// Waits until no thread runs an operation; false if kernels take longer than `patience`. Transfers are waited for.
    pub(crate) fn quiesce(&self, patience: Duration) -> bool {
        let end = Instant::now() + patience;
        let mut inner = self.lock();
        while inner.threads.busy() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() && !inner.threads.moving() {
                return false;
            }
            inner.threads.waiters += 1;
            inner =
                self.done.wait_timeout(inner, left.max(Duration::from_millis(1))).expect("not poisoned").0;
            inner.threads.waiters -= 1;
        }
        true
    }

    fn can_help(&'static self, inner: &mut Inner, op: &Arc<Op>, kernels: bool) -> bool {
        let mut visited = Vec::new();
        first_listed(inner, op, &mut visited).is_some_and(|found| match found.work {
            Work::Kernel(_) => {
                kernels && (inner.threads.free(self.device.workers()) || found.links().runners == 0)
            }
            _ => true,
        })
    }

    fn find(&self, inner: &mut Inner, op: &Arc<Op>, kernels: bool) -> Option<Task> {
        let found = first_listed(inner, op, &mut Vec::new())?;
        self.take_for_waiter(inner, &found, kernels)
    }
}

/// A ready operation that `op` waits for (or `op` itself).
fn first_listed(inner: &Inner, op: &Arc<Op>, visited: &mut Vec<StreamId>) -> Option<Arc<Op>> {
    if op.is_done() || visited.contains(&op.stream) {
        return None;
    }
    visited.push(op.stream);
    let head = inner.streams.get(&op.stream)?.queue.front()?;
    let links = head.links();
    if links.listed {
        let runs_here = !matches!(head.work, Work::Host(_));
        return runs_here.then(|| Arc::clone(head));
    }
    let elsewhere = links.elsewhere.clone();
    drop(links);
    elsewhere.iter().find_map(|other| first_listed(inner, other, visited))
}

fn poll(op: &Op) -> bool {
    let end = Instant::now() + POLL;
    loop {
        for _ in 0..32 {
            if op.is_done() {
                return true;
            }
            std::hint::spin_loop();
        }
        if Instant::now() >= end {
            return false;
        }
    }
}

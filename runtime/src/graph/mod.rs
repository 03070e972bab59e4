//! Operations, their order, and when they may run.
//!
//! Every operation counts its unmet dependencies: the operation before it in its stream, what the rules of the default
//! stream add, and the events that its stream waits for. When the count reaches zero it is ready; kernels and
//! transfers are then run by the pool ([`pool`]) or by a host thread that waits for them ([`wait`]), host functions by
//! a thread of their own. What a device runs by itself is submitted to it earlier ([`submit`]).
//!
//! After a fault nothing further runs: operations complete at once, and every call reports the fault.

mod op;
mod pool;
mod streams;
mod submit;
mod wait;

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Instant;

pub(crate) use op::{HostCall, Op, Work};
use streams::{Event, Stream};
pub(crate) use streams::{Hints, LEGACY, StreamId, device_of};
pub(crate) use wait::calls_allowed;

use crate::device::Device;
use crate::error::{Error, Result};

/// All streams, events and operations of a device.
pub(crate) struct Graph {
    device: &'static Device,
    /// Number of the device.
    ordinal: i32,
    start: Instant,
    inner: Mutex<Inner>,
    /// Ready kernels and transfers, for an idle worker that polls before it sleeps.
    ready_hint: AtomicUsize,
    /// Code of the fault that ended the context; 0 while it is usable.
    fault: AtomicI32,
    work: Condvar,
    reserve: Condvar,
    calls: Condvar,
    done: Condvar,
    /// An idle queue of the device has work.
    flying: Condvar,
}

#[derive(Default)]
struct Inner {
    streams: BTreeMap<StreamId, Stream>,
    events: BTreeMap<usize, Event>,
    /// Ready kernels with blocks that nobody has taken, by descending priority.
    kernels: VecDeque<Arc<Op>>,
    transfers: VecDeque<Arc<Op>>,
    host_calls: VecDeque<Arc<Op>>,
    /// Operations whose completion is being propagated; empty between calls.
    completing: Vec<Arc<Op>>,
    threads: pool::Threads,
    /// What the device runs, by its queues.
    flights: Vec<submit::Flight>,
}

/// Which threads must be told that work is ready; told after the graph is unlocked.
#[derive(Clone, Copy, Default)]
struct Wake {
    worker: bool,
    reserve: bool,
    calls: bool,
    waiters: bool,
}

impl Graph {
    pub(crate) fn new(device: &'static Device, ordinal: i32) -> Self {
        let mut inner = Inner::default();
        inner.streams.insert(LEGACY, Stream::legacy());
        Self {
            device,
            ordinal,
            start: Instant::now(),
            inner: Mutex::new(inner),
            ready_hint: AtomicUsize::new(0),
            fault: AtomicI32::new(0),
            work: Condvar::new(),
            reserve: Condvar::new(),
            calls: Condvar::new(),
            done: Condvar::new(),
            flying: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no code panics while it holds the graph")
    }

    /// The fault that ended the context.
    pub(crate) fn fault(&self) -> Option<Error> {
        let code = self.fault.load(Ordering::Acquire);
        (code != 0).then_some(Error(code))
    }

    /// # Errors
    /// The fault that ended the context.
    pub(crate) fn check(&self) -> Result {
        self.fault().map_or(Ok(()), Err)
    }

    /// Appends an operation to a stream.
    ///
    /// # Errors
    /// `cudaErrorInvalidResourceHandle` for an unknown stream, or the fault that ended the context.
    pub(crate) fn submit(&'static self, stream: StreamId, work: Work) -> Result<Arc<Op>> {
        self.submit_after(stream, work, None)
    }

    /// [`Self::submit`] with one more dependency.
    pub(self) fn submit_after(
        &'static self,
        stream: StreamId,
        work: Work,
        event: Option<Arc<Op>>,
    ) -> Result<Arc<Op>> {
        let mut inner = self.lock();
        let usable = self.check().and_then(|()| inner.stream(stream).map(drop));
        if let Err(error) = usable {
            drop(inner);
            self.device.retire(&work);
            return Err(error);
        }
        let op = self.append(&mut inner, stream, work, event)?;
        let wake = self.plan(&mut inner);
        drop(inner);
        self.tell(wake);
        Ok(op)
    }

    fn append(
        &'static self,
        inner: &mut Inner,
        stream: StreamId,
        work: Work,
        event: Option<Arc<Op>>,
    ) -> Result<Arc<Op>> {
        let mut before = inner.predecessors(stream)?;
        before.extend(event.filter(|op| !op.is_done()));
        let op = Arc::new(Op::new(work, stream));
        let mut links = op.links();
        for other in before {
            links.unmet += 1;
            let mut before = other.links();
            before.dependents.push(Arc::clone(&op));
            match before.submitted {
                true => before.points.iter().for_each(|&point| submit::add_point(&mut links.points, point)),
                false => links.unsubmitted += 1,
            }
            drop(before);
            if other.stream != stream {
                links.elsewhere.push(other);
            }
        }
        let (ready, submittable) = (links.unmet == 0, links.unsubmitted == 0);
        drop(links);
        inner.stream(stream)?.queue.push_back(Arc::clone(&op));
        if submittable {
            self.advance(inner, &op);
        }
        if ready {
            self.make_ready(inner, &op);
            self.propagate(inner);
        }
        Ok(op)
    }

    /// Puts an operation whose dependencies are met where it will be found, or completes it.
    fn make_ready(&self, inner: &mut Inner, op: &Arc<Op>) {
        let alive = self.fault().is_none();
        if matches!(op.work, Work::Device(_)) && op.links().submitted {
            return; // The device says when it is done.
        }
        let list = match &op.work {
            Work::Host(HostCall::Callback { .. }) => &mut inner.host_calls,
            Work::Host(HostCall::Function { .. }) if alive => &mut inner.host_calls,
            Work::Transfer(_) if alive => &mut inner.transfers,
            Work::Kernel(_) if alive => {
                op.links().listed = true;
                return inner.list_kernel(op);
            }
            Work::Release(address) => {
                self.device.free(*address);
                return inner.completing.push(Arc::clone(op));
            }
            _ => return inner.completing.push(Arc::clone(op)),
        };
        op.links().listed = true;
        list.push_back(Arc::clone(op));
    }

    /// Completes an operation and everything that becomes complete through it.
    fn complete(&'static self, inner: &mut Inner, op: &Arc<Op>) {
        inner.completing.push(Arc::clone(op));
        self.propagate(inner);
    }

    fn propagate(&'static self, inner: &mut Inner) {
        if inner.completing.is_empty() {
            return;
        }
        let now = self.start.elapsed().as_nanos() as u64;
        while let Some(op) = inner.completing.pop() {
            self.device.retire(&op.work);
            op.mark_done(now);
            inner.leave_stream(&op);
            let (dependents, submitted) = {
                let mut links = op.links();
                links.elsewhere.clear();
                (std::mem::take(&mut links.dependents), links.submitted)
            };
            for dependent in dependents {
                let mut links = dependent.links();
                links.unmet -= 1;
                let ready = links.unmet == 0;
                links.unsubmitted -= usize::from(!submitted);
                let submittable = !submitted && links.unsubmitted == 0;
                drop(links);
                if submittable {
                    self.advance(inner, &dependent);
                    // A host thread may be waiting already, not knowing that there is something to ask for.
                    if let Err(error) = self.flush() {
                        self.end_context(inner, error);
                    }
                }
                if ready {
                    self.make_ready(inner, &dependent);
                }
            }
        }
    }

    /// Ends the context: what has not begun completes without running.
    fn end_context(&'static self, inner: &mut Inner, error: Error) {
        let _ = self.fault.compare_exchange(0, error.code(), Ordering::AcqRel, Ordering::Acquire);
        let idle: Vec<Arc<Op>> = inner.kernels.drain(..).chain(inner.transfers.drain(..)).collect();
        for op in idle {
            if let Work::Kernel(launch) = &op.work {
                launch.stop();
            }
            let mut links = op.links();
            links.listed = false;
            if links.runners == 0 {
                drop(links);
                inner.completing.push(op);
            }
        }
        self.propagate(inner);
    }

    /// Starts a new context after a reset: every operation must be done.
    pub(crate) fn clear_fault(&self) {
        self.fault.store(0, Ordering::Release);
    }
}

impl Inner {
    /// A live stream.
    fn stream(&mut self, stream: StreamId) -> Result<&mut Stream> {
        self.streams.get_mut(&stream).filter(|stream| !stream.destroyed).ok_or(Error::InvalidResourceHandle)
    }

    /// A stream that takes work.
    ///
    /// # Errors
    /// `cudaErrorStreamCaptureInvalidated` between the refusal of a capture and its end.
    fn taking_work(&mut self, stream: StreamId) -> Result<&mut Stream> {
        let stream = self.stream(stream)?;
        if stream.capture_refused { Err(Error::StreamCaptureInvalidated) } else { Ok(stream) }
    }

    /// Operations that the next one of the stream has to wait for.
    ///
    /// The legacy default stream waits for all blocking streams, and these wait for it (CUDA C++ Programming Guide,
    /// "Default Stream").
    fn predecessors(&mut self, stream: StreamId) -> Result<Vec<Arc<Op>>> {
        let blocking = self.taking_work(stream)?.blocking;
        let last = |stream: &Stream| stream.queue.back().map(Arc::clone);
        if stream == LEGACY {
            return Ok(self.streams.values().filter(|stream| stream.blocking).filter_map(last).collect());
        }
        let legacy = if blocking { self.streams.get(&LEGACY).and_then(last) } else { None };
        Ok(self.streams.get(&stream).and_then(last).into_iter().chain(legacy).collect())
    }

    fn list_kernel(&mut self, op: &Arc<Op>) {
        let priority = |stream: &StreamId| self.streams.get(stream).map_or(0, |stream| stream.priority);
        let mine = priority(&op.stream);
        // CUDA: the lower the number, the higher the priority. Nearly always the end is the place.
        let mut place = self.kernels.len();
        while place > 0 && priority(&self.kernels[place - 1].stream) > mine {
            place -= 1;
        }
        self.kernels.insert(place, Arc::clone(op));
    }

    /// Removes an operation that is done from its stream, where it is the first.
    fn leave_stream(&mut self, op: &Arc<Op>) {
        let Some(stream) = self.streams.get_mut(&op.stream) else { return };
        if let Some(place) = stream.queue.iter().position(|other| Arc::ptr_eq(other, op)) {
            stream.queue.remove(place);
        }
        if stream.destroyed && stream.queue.is_empty() {
            self.streams.remove(&op.stream);
        }
    }

    fn unlist_kernel(&mut self, op: &Arc<Op>) {
        op.links().listed = false;
        if let Some(place) = self.kernels.iter().position(|other| Arc::ptr_eq(other, op)) {
            self.kernels.remove(place);
        }
    }
}

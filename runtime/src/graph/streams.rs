//! Streams and events as the program names them.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Graph, Inner, Op, Work};
use crate::error::{Error, Result};

/// Number of a stream; handles are these numbers, so a stale or invented handle is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StreamId(pub(crate) usize);

/// Handles are counted in steps of this, so that the number of the device has room in them, and they differ from 0 and
/// the special streams 1 and 2.
pub(super) const HANDLE_STEP: usize = 256;

/// The device whose graph made the handle; `None` for a handle that no graph made.
pub(crate) fn device_of(handle: usize) -> Option<i32> {
    (handle >= HANDLE_STEP).then_some((handle % HANDLE_STEP) as i32)
}

/// The legacy default stream (`cudaStreamLegacy`).
pub(crate) const LEGACY: StreamId = StreamId(1);

#[derive(Default)]
pub(super) struct Stream {
    /// Operations that are not done, in order.
    pub(super) queue: VecDeque<Arc<Op>>,
    /// Whether the stream and the legacy default stream wait for each other.
    pub(super) blocking: bool,
    pub(super) priority: i32,
    flags: u32,
    hints: Hints,
    pub(super) destroyed: bool,
    /// A capture began, which is not supported, and has not ended.
    pub(super) capture_refused: bool,
}

/// What a program may ask of a stream beside its priority, and what changes nothing on these devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints {
    /// `cudaAccessPolicyWindow`, byte for byte.
    pub(crate) window: [u64; 4],
    /// `cudaSynchronizationPolicy`; 0 if it was never set.
    pub(crate) synchronization: i32,
    /// `cudaLaunchMemSyncDomain`.
    pub(crate) domain: i32,
}

impl Stream {
    pub(super) fn legacy() -> Self {
        Self { blocking: true, ..Self::default() }
    }
}

#[derive(Default)]
pub(super) struct Event {
    flags: u32,
    record: Option<Arc<Op>>,
}

/// `cudaStreamNonBlocking`.
pub(crate) const NON_BLOCKING: u32 = 1;
/// `cudaEventDisableTiming`.
pub(crate) const DISABLE_TIMING: u32 = 2;

impl Graph {
    pub(crate) fn create_stream(&self, flags: u32, priority: i32) -> StreamId {
        let mut inner = self.lock();
        let id = StreamId(self.new_handle());
        inner
            .streams
            .insert(id, Stream { blocking: flags & NON_BLOCKING == 0, priority, flags, ..Stream::default() });
        id
    }

    /// Forgets the handle; pending operations still run.
    pub(crate) fn destroy_stream(&self, id: StreamId) -> Result {
        let mut inner = self.lock();
        let stream = inner.stream(id)?;
        stream.destroyed = true;
        if stream.queue.is_empty() {
            inner.streams.remove(&id);
        }
        Ok(())
    }

    /// Flags and priority.
    pub(crate) fn stream_traits(&self, id: StreamId) -> Result<(u32, i32)> {
        let mut inner = self.lock();
        let stream = inner.stream(id)?;
        Ok((stream.flags, stream.priority))
    }

    /// Priority and hints.
    pub(crate) fn stream_hints(&self, id: StreamId) -> Result<(i32, Hints)> {
        let mut inner = self.lock();
        let stream = inner.stream(id)?;
        Ok((stream.priority, stream.hints))
    }

    /// Takes effect for kernels that are submitted from now on.
    pub(crate) fn set_stream_hints(&self, id: StreamId, priority: i32, hints: Hints) -> Result {
        let mut inner = self.lock();
        let stream = inner.stream(id)?;
        (stream.priority, stream.hints) = (priority, hints);
        Ok(())
    }

    /// # Errors
    /// `cudaErrorNotReady` while operations are pending.
    pub(crate) fn query_stream(&self, id: StreamId) -> Result {
        self.check()?;
        self.flush()?;
        if self.lock().taking_work(id)?.queue.is_empty() { Ok(()) } else { Err(Error::NotReady) }
    }

    /// Notes whether a capture was refused and has not ended; whether that was so before.
    pub(crate) fn refuse_capture(&self, id: StreamId, refused: bool) -> Result<bool> {
        Ok(std::mem::replace(&mut self.lock().stream(id)?.capture_refused, refused))
    }

    pub(crate) fn is_capture_refused(&self, id: StreamId) -> Result<bool> {
        Ok(self.lock().stream(id)?.capture_refused)
    }

    pub(crate) fn create_event(&self, flags: u32) -> usize {
        let mut inner = self.lock();
        let id = self.new_handle();
        inner.events.insert(id, Event { flags, record: None });
        id
    }

    pub(crate) fn destroy_event(&self, event: usize) -> Result {
        self.lock().events.remove(&event).map(drop).ok_or(Error::InvalidResourceHandle)
    }

    /// `cudaEventRecord`: the event stands for everything that is in the stream now.
    pub(crate) fn record_event(&'static self, event: usize, stream: StreamId) -> Result {
        self.check()?;
        let mut inner = self.lock();
        if !inner.events.contains_key(&event) {
            return Err(Error::InvalidResourceHandle);
        }
        let timed = inner.event(event)?.flags & DISABLE_TIMING == 0;
        let timestamp = self.gpu().filter(|_| timed).map(|gpu| Work::Device(gpu.timestamp()));
        let op = self.append(&mut inner, stream, timestamp.unwrap_or(Work::Marker), None)?;
        inner.event(event)?.record = Some(op);
        let wake = self.plan(&mut inner);
        drop(inner);
        self.tell(wake);
        Ok(())
    }

    /// `cudaStreamWaitEvent`: an event that was never recorded holds nothing back.
    pub(crate) fn wait_event(&'static self, stream: StreamId, event: usize) -> Result {
        let record = self.lock().event(event)?.record.clone();
        match record.filter(|op| !op.is_done()) {
            Some(op) => self.submit_after(stream, Work::Marker, Some(op)).map(drop),
            None => self.lock().taking_work(stream).map(drop),
        }
    }

    /// The operation that the event stands for, if it was recorded.
    pub(crate) fn event_record(&self, event: usize) -> Result<Option<Arc<Op>>> {
        self.flush()?;
        Ok(self.lock().event(event)?.record.clone())
    }

    /// Nanoseconds since the runtime's start at which the event was reached.
    ///
    /// # Errors
    /// `cudaErrorInvalidResourceHandle` if it was never recorded or has no timing, `cudaErrorNotReady` if it is pending.
    pub(crate) fn event_time(&self, event: usize) -> Result<u64> {
        let mut inner = self.lock();
        let event = inner.event(event)?;
        let record = event.record.as_ref().filter(|_| event.flags & DISABLE_TIMING == 0);
        let record = record.ok_or(Error::InvalidResourceHandle)?;
        if record.is_done() { Ok(record.ended()) } else { Err(Error::NotReady) }
    }

    /// Destroys all streams and events of the program (`cudaDeviceReset`); every operation must be done.
    pub(crate) fn forget_handles(&self) {
        let mut inner = self.lock();
        inner.streams.retain(|id, _| *id == LEGACY);
        inner.events.clear();
    }

    /// Handles are distinct over all devices.
    fn new_handle(&self) -> usize {
        static LAST: AtomicUsize = AtomicUsize::new(0);
        (LAST.fetch_add(1, Ordering::Relaxed) + 1) * HANDLE_STEP + self.ordinal as usize
    }

    /// Whether the stream exists.
    pub(crate) fn has_stream(&self, id: StreamId) -> bool {
        self.lock().stream(id).is_ok()
    }
}

impl Inner {
    fn event(&mut self, event: usize) -> Result<&mut Event> {
        self.events.get_mut(&event).ok_or(Error::InvalidResourceHandle)
    }
}

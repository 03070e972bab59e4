//! Operations that a device runs by itself: they are submitted before what they depend on is done, if that has been
//! submitted too, and complete when the device says so.
//!
//! A thread for each of the device's queues waits for it; a host thread that waits for an operation asks the device
//! itself, which saves it the time to be woken.

use std::collections::VecDeque;
use std::sync::Arc;

use super::{Graph, Inner, Op, StreamId, Work};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::vulkan::{Gpu, Point, call};

/// How long a waiting thread sleeps in the device's wait, in nanoseconds, before it looks for a fault of the context or the
/// end of the process.
pub(super) const PATIENCE: u64 = 50_000_000;

/// Submitted operations of one queue in order, each with its place there.
#[derive(Default)]
pub(super) struct Flight {
    ops: VecDeque<(u64, Arc<Op>)>,
    /// Whether the queue's thread exists.
    watched: bool,
}

/// Adds a point to those that an operation waits for; of each queue the last one is enough.
pub(super) fn add_point(points: &mut Vec<Point>, point: Point) {
    match points.iter_mut().find(|other| other.queue == point.queue) {
        Some(other) => other.value = other.value.max(point.value),
        None => points.push(point),
    }
}

impl Graph {
    pub(super) fn gpu(&self) -> Option<&'static Gpu> {
        match self.device {
            Device::Vulkan(gpu) => Some(gpu),
            Device::Wasm(_) => None,
        }
    }

    /// Lets the device begin what it holds back: somebody asks.
    pub(super) fn flush(&self) -> Result {
        self.gpu().map_or(Ok(()), Gpu::flush_all)
    }

    /// Passes an operation on to the device when all that it waits for is done or submitted; then those that wait for it
    /// may follow.
    pub(super) fn advance(&'static self, inner: &mut Inner, op: &Arc<Op>) {
        let Some(gpu) = self.gpu() else { return };
        let mut ready = vec![Arc::clone(op)];
        while let Some(op) = ready.pop() {
            let points = match self.hand_over(inner, gpu, &op) {
                Ok(Some(points)) => points,
                Ok(None) => continue,
                Err(error) => {
                    self.end_context(inner, error);
                    continue;
                }
            };
            let dependents = op.links().dependents.clone();
            for dependent in dependents {
                let mut links = dependent.links();
                points.iter().for_each(|&point| add_point(&mut links.points, point));
                links.unsubmitted -= 1;
                if links.unsubmitted == 0 {
                    drop(links);
                    ready.push(dependent);
                }
            }
        }
    }

    /// What dependents of the operation have to wait for on the device; nothing if they must wait until it is done.
    fn hand_over(&'static self, inner: &mut Inner, gpu: &Gpu, op: &Arc<Op>) -> Result<Option<Vec<Point>>> {
        let mut links = op.links();
        if self.fault().is_some() || op.is_done() {
            return Ok(None);
        }
        match &op.work {
            Work::Device(operation) => {
                let point = gpu.submit(operation, queue_of(op.stream, gpu), &links.points)?;
                links.points = vec![point];
                links.submitted = true;
                drop(links);
                self.watch(inner, point, op);
                Ok(Some(vec![point]))
            }
            // A marker is as far as what it stands for.
            Work::Marker if links.unmet > 0 => {
                links.submitted = true;
                Ok(Some(links.points.clone()))
            }
            // The host is to act, or wants to know.
            _ => gpu.flush_all().map(|()| None),
        }
    }

    fn watch(&'static self, inner: &mut Inner, point: Point, op: &Arc<Op>) {
        if inner.flights.len() <= point.queue {
            inner.flights.resize_with(point.queue + 1, Flight::default);
        }
        let flight = &mut inner.flights[point.queue];
        flight.ops.push_back((point.value, Arc::clone(op)));
        if !std::mem::replace(&mut flight.watched, true) {
            self.start("anywarp-queue", move |graph| graph.follow(point.queue));
        } else if flight.ops.len() == 1 {
            self.flying.notify_all();
        }
    }

    /// The life of a queue's thread.
    fn follow(&'static self, queue: usize) {
        let Some(gpu) = self.gpu() else { return };
        let mut inner = self.lock();
        loop {
            let Some(&(value, _)) = inner.flights[queue].ops.front() else {
                inner = self.flying.wait(inner).expect("not poisoned");
                continue;
            };
            drop(inner);
            {
                let Ok(_call) = call() else { return };
                match gpu.await_point(Point { queue, value }, PATIENCE, false) {
                    Ok(false) => {}
                    reached => self.reap(gpu, queue, reached.map(drop)),
                }
            }
            inner = self.lock();
        }
    }

    /// Completes what the queue has done; after the loss of the device, everything.
    pub(super) fn reap(&'static self, gpu: &Gpu, queue: usize, waited: Result) {
        let mut inner = self.lock();
        let reached = waited.and_then(|()| gpu.reached(queue));
        match reached {
            Ok(reached) => {
                while let Some((value, _)) = inner.flights[queue].ops.front()
                    && *value <= reached
                    && let Some((_, op)) = inner.flights[queue].ops.pop_front()
                {
                    self.land(&mut inner, gpu, &op);
                }
            }
            Err(error) => self.crash(&mut inner, error),
        }
        let wake = self.plan(&mut inner);
        drop(inner);
        self.tell(wake);
    }

    fn land(&'static self, inner: &mut Inner, gpu: &Gpu, op: &Arc<Op>) {
        if let Work::Device(operation) = &op.work {
            match gpu.result(operation) {
                Ok(time) => op.set_time(time),
                Err(error) => self.end_context(inner, error),
            }
        }
        self.complete(inner, op);
    }

    fn crash(&'static self, inner: &mut Inner, error: Error) {
        self.end_context(inner, error);
        let lost: Vec<Arc<Op>> =
            inner.flights.iter_mut().flat_map(|flight| flight.ops.drain(..)).map(|(_, op)| op).collect();
        for op in lost {
            self.complete(inner, &op);
        }
    }

    /// Waits on the device for an operation that has been submitted; false if it has not.
    ///
    /// # Errors
    /// `cudaErrorCudartUnloading` at the end of the process.
    pub(super) fn wait_on_device(&'static self, op: &Op) -> Result<bool> {
        let Some(gpu) = self.gpu() else { return Ok(false) };
        let _call = call()?;
        let points = {
            let _inner = self.lock();
            let links = op.links();
            if links.submitted { links.points.clone() } else { return Ok(false) }
        };
        for point in points {
            gpu.flush(point.queue)?;
            match gpu.await_point(point, PATIENCE, true) {
                Ok(true) => self.reap(gpu, point.queue, Ok(())),
                Ok(false) => return Ok(true),
                Err(error) => self.reap(gpu, point.queue, Err(error)),
            }
        }
        Ok(true)
    }
}

/// Streams are spread over the queues.
fn queue_of(stream: StreamId, gpu: &Gpu) -> usize {
    (stream.0 / super::streams::HANDLE_STEP) % gpu.queue_count()
}

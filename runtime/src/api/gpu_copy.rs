//! Copies and fills that touch the memory of a GPU.

use super::copy::Place;
use crate::error::Result;
use crate::graph::{LEGACY, StreamId};
use crate::state::Runtime;
use crate::transfer::{Extent, Plane, pieces};
use crate::vulkan::{Copier, Gpu};

/// Bytes that a copy between two GPUs holds on the host at once.
const BOUNCE: usize = 16 << 20;

type Owner = (&'static Runtime, &'static Gpu);

/// What a GPU has to do with a copy.
pub(super) enum Ends {
    /// Both ends are its memory.
    Within(Owner),
    ToGpu(Owner),
    FromGpu(Owner),
    Between {
        to: Owner,
        from: Owner,
    },
}

/// `None` if no GPU has anything to do with it.
pub(super) fn ends(target: Place, source: Place) -> Option<Ends> {
    Some(match (target, source) {
        (Place::Gpu(to, gpu), Place::Gpu(from, _)) if to.ordinal == from.ordinal => Ends::Within((to, gpu)),
        (Place::Gpu(to, target), Place::Gpu(from, source)) => {
            Ends::Between { to: (to, target), from: (from, source) }
        }
        (Place::Gpu(to, gpu), _) => Ends::ToGpu((to, gpu)),
        (_, Place::Gpu(from, gpu)) => Ends::FromGpu((from, gpu)),
        _ => return None,
    })
}

/// Copies in the order of the stream. Memory of the wasm device counts as the host's, which may be changed after the
/// call if the stream is the GPU's: such copies read it at once.
pub(super) fn copy(
    ends: Ends,
    (to, from, extent): (Plane, Plane, Extent),
    turn: (&'static Runtime, StreamId),
    blocking: bool,
) -> Result {
    match ends {
        Ends::Within(owner) => {
            let op = copier(owner, turn)?.within(to, from, extent)?;
            if blocking || turn.0.ordinal != owner.0.ordinal { owner.0.graph.wait(&op) } else { Ok(()) }
        }
        Ends::ToGpu(owner) => {
            copier(owner, turn)?.upload(to, from, extent)?;
            if turn.0.ordinal != owner.0.ordinal { owner.0.graph.wait_stream(LEGACY) } else { Ok(()) }
        }
        Ends::FromGpu(owner) => copier(owner, turn)?.download(to, from, extent),
        Ends::Between { to: target, from: source } => {
            turn.0.graph.wait_turn(turn.1)?;
            source.0.graph.wait_device()?;
            target.0.graph.wait_device()?;
            let mut bytes = vec![0_u8; BOUNCE.min(extent.bytes())];
            for piece in pieces(to, from, extent, BOUNCE) {
                let host = Plane::line(bytes.as_mut_ptr() as usize);
                let extent = Extent::line(piece.bytes);
                copier(source, (source.0, LEGACY))?.download(host, Plane::line(piece.from), extent)?;
                copier(target, (target.0, LEGACY))?.upload(Plane::line(piece.to), host, extent)?;
            }
            target.0.graph.wait_stream(LEGACY)
        }
    }
}

/// Fills rows of a GPU's memory in the order of the stream.
pub(super) fn fill(
    owner: Owner,
    (to, value, extent): (Plane, u8, Extent),
    turn: (&'static Runtime, StreamId),
) -> Result {
    let op = copier(owner, turn)?.fill(to, value, extent)?;
    if turn.0.ordinal != owner.0.ordinal { owner.0.graph.wait(&op) } else { Ok(()) }
}

/// Commands of the GPU in the stream; if that is another device's, in the default stream when the stream's turn has come.
fn copier(owner: Owner, (runtime, stream): (&'static Runtime, StreamId)) -> Result<Copier> {
    let (gpu_runtime, gpu) = owner;
    let stream = if runtime.ordinal == gpu_runtime.ordinal {
        stream
    } else {
        runtime.graph.wait_turn(stream)?;
        LEGACY
    };
    Ok(Copier { gpu, graph: &gpu_runtime.graph, stream })
}

//! Stream Management: attributes of streams. The priority is real; the others are hints for hardware that is not there, and
//! are kept for the program to read.

use super::stream::{GREATEST_PRIORITY, LEAST_PRIORITY};
use super::{DefaultStream, give, require};
use crate::error::{Error, Result};
use crate::graph::Hints;

/// `cudaLaunchAttributeValue`.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(8))]
pub struct AttributeValue([u8; 64]);

/// `cudaLaunchAttributeAccessPolicyWindow`, `…SynchronizationPolicy`, `…Priority`, `…MemSyncDomainMap`, `…MemSyncDomain`.
const WINDOW: i32 = 1;
const SYNCHRONIZATION: i32 = 3;
const PRIORITY: i32 = 8;
const DOMAIN_MAP: i32 = 9;
const DOMAIN: i32 = 10;

/// `cudaSyncPolicyAuto`.
const AUTOMATIC: i32 = 1;
/// What a stream's synchronisation policy reads as before one is set: an H200 with CUDA 13 says so, no document does.
const UNSET: i32 = -1;

impl AttributeValue {
    fn of(bytes: &[u8]) -> Self {
        let mut value = Self([0; 64]);
        value.0[..bytes.len()].copy_from_slice(bytes);
        value
    }

    fn integer(&self) -> i32 {
        i32::from_le_bytes([self.0[0], self.0[1], self.0[2], self.0[3]])
    }

    /// `cudaAccessPolicyWindow`: address, bytes, hit ratio, and what hits and misses are.
    ///
    /// # Errors
    /// `cudaErrorInvalidValue` for a ratio or a property that CUDA does not have.
    fn window(&self) -> Result<[u64; 4]> {
        let (words, _) = self.0.as_chunks::<8>();
        let window = [words[0], words[1], words[2], words[3]].map(u64::from_le_bytes);
        let ratio = f32::from_bits(window[2] as u32);
        let (hit, miss) = (window[2] >> 32, window[3] & 0xffff_ffff);
        require((0.0..=1.0).contains(&ratio) && hit <= 2 && miss <= 1)?;
        Ok(window)
    }
}

fn get(default: DefaultStream, stream: usize, attribute: i32) -> Result<AttributeValue> {
    let (runtime, stream) = default.resolve(stream)?;
    let (priority, hints) = runtime.graph.stream_hints(stream)?;
    Ok(match attribute {
        WINDOW => AttributeValue::of(&hints.window.map(u64::to_le_bytes).concat()),
        SYNCHRONIZATION => {
            let set = Some(hints.synchronization).filter(|&policy| policy >= AUTOMATIC);
            AttributeValue::of(&set.unwrap_or(UNSET).to_le_bytes())
        }
        PRIORITY => AttributeValue::of(&priority.to_le_bytes()),
        // There is one domain: number 0 for both.
        DOMAIN_MAP => AttributeValue::of(&[]),
        DOMAIN => AttributeValue::of(&hints.domain.to_le_bytes()),
        _ => return Err(Error::InvalidValue),
    })
}

fn set(default: DefaultStream, stream: usize, attribute: i32, value: &AttributeValue) -> Result {
    let (runtime, stream) = default.resolve(stream)?;
    let (mut priority, mut hints) = runtime.graph.stream_hints(stream)?;
    match attribute {
        WINDOW => hints.window = value.window()?,
        SYNCHRONIZATION => {
            require((AUTOMATIC..=4).contains(&value.integer()))?;
            hints.synchronization = value.integer();
        }
        PRIORITY => priority = value.integer().clamp(GREATEST_PRIORITY, LEAST_PRIORITY),
        DOMAIN_MAP => require(value.0[..2] == [0, 0])?,
        DOMAIN => {
            require(matches!(value.integer(), 0 | 1))?;
            hints.domain = value.integer();
        }
        _ => return Err(Error::InvalidValue),
    }
    runtime.graph.set_stream_hints(stream, priority, hints)
}

streamed! {
    fn cudaStreamGetAttribute / cudaStreamGetAttribute_ptsz [default](
        stream: usize, attribute: i32, value: *mut AttributeValue,
    ) {
        // SAFETY: the caller's variable; null is checked.
        unsafe { give(value, get(default, stream, attribute)?) }
    }

    fn cudaStreamSetAttribute / cudaStreamSetAttribute_ptsz [default](
        stream: usize, attribute: i32, value: *const AttributeValue,
    ) {
        require(!value.is_null())?;
        // SAFETY: not null; the caller's variable.
        set(default, stream, attribute, &unsafe { value.read() })
    }

    fn cudaStreamCopyAttributes / cudaStreamCopyAttributes_ptsz [default](to: usize, from: usize) {
        let (runtime, from) = default.resolve(from)?;
        let (priority, hints): (i32, Hints) = runtime.graph.stream_hints(from)?;
        let (runtime, to) = default.resolve(to)?;
        runtime.graph.set_stream_hints(to, priority, hints)
    }
}

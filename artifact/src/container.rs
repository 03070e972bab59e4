//! Bytes on disk: a fixed header (magic, version, length, checksum), then the artifact in postcard's format.
//!
//! The section that holds a container carries no length of its own, so the header does. A container that was cut
//! short, altered or written by another version is a [`ReadError`], never a wrong artifact.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Artifact;

/// First bytes of a container.
pub const MAGIC: [u8; 8] = *b"ANYWARP\0";
/// Format version; raised with every change of [`crate::model`] or [`crate::wasm`].
pub const VERSION: u16 = 6;
/// Bytes of the header: magic, version (u16), flags (u16), checksum of flags and body, length of the body (u64), all
/// little-endian.
pub const HEADER_BYTES: usize = 24;
/// Flag of a container with `__managed__` variables, which need their values when the program begins.
const HAS_MANAGED: u16 = 1;

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    #[error("not an anywarp container (it was built by another compiler)")]
    NotAnArtifact,
    #[error("container version {found}, but this runtime reads version {VERSION}: rebuild the program")]
    OtherVersion { found: u16 },
    #[error("damaged container: {what}")]
    Damaged { what: &'static str },
}

impl Artifact {
    /// Serialises the artifact with its header.
    pub fn to_bytes(&self) -> Vec<u8> {
        wrap(MAGIC, if self.managed.is_empty() { 0 } else { HAS_MANAGED }, self)
    }

    /// Whether the container that begins with `header` has [`Artifact::managed`] variables: known without reading it.
    pub fn has_managed(header: &[u8; HEADER_BYTES]) -> bool {
        container_bytes(MAGIC, header).is_ok() && flags(header) & HAS_MANAGED != 0
    }

    /// Length in bytes of the container that begins with `header` (its first [`HEADER_BYTES`] bytes), header included.
    pub fn container_bytes(header: &[u8; HEADER_BYTES]) -> Result<u64, ReadError> {
        container_bytes(MAGIC, header)
    }

    /// Reads a container; bytes after its end are ignored.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ReadError> {
        Ok(unwrap(MAGIC, bytes)?.0)
    }
}

pub(crate) fn wrap(magic: [u8; 8], flags: u16, content: &impl Serialize) -> Vec<u8> {
    let body =
        postcard::to_stdvec(content).expect("containers hold only plain data, which postcard always writes");
    let mut bytes = Vec::with_capacity(HEADER_BYTES + body.len());
    bytes.extend_from_slice(&magic);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    bytes.extend_from_slice(&flags.to_le_bytes());
    bytes.extend_from_slice(&checksum(flags, &body).to_le_bytes());
    bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&body);
    bytes
}

fn checksum(flags: u16, body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&flags.to_le_bytes());
    hasher.update(body);
    hasher.finalize()
}

fn flags(header: &[u8; HEADER_BYTES]) -> u16 {
    u16::from_le_bytes([header[10], header[11]])
}

fn container_bytes(magic: [u8; 8], header: &[u8; HEADER_BYTES]) -> Result<u64, ReadError> {
    if header[..8] != magic {
        return Err(ReadError::NotAnArtifact);
    }
    let found = u16::from_le_bytes([header[8], header[9]]);
    if found != VERSION {
        return Err(ReadError::OtherVersion { found });
    }
    let mut length = [0; 8];
    length.copy_from_slice(&header[16..24]);
    u64::from_le_bytes(length)
        .checked_add(HEADER_BYTES as u64)
        .ok_or(ReadError::Damaged { what: "impossible length" })
}

/// The content, and the bytes behind the container.
pub(crate) fn unwrap<T: DeserializeOwned>(magic: [u8; 8], bytes: &[u8]) -> Result<(T, &[u8]), ReadError> {
    let header = bytes.first_chunk::<HEADER_BYTES>().ok_or(ReadError::NotAnArtifact)?;
    let end = usize::try_from(container_bytes(magic, header)?)
        .map_err(|_| ReadError::Damaged { what: "impossible length" })?;
    let body = bytes.get(HEADER_BYTES..end).ok_or(ReadError::Damaged { what: "cut short" })?;
    let sum = u32::from_le_bytes([header[12], header[13], header[14], header[15]]);
    if checksum(flags(header), body) != sum {
        return Err(ReadError::Damaged { what: "checksum mismatch" });
    }
    let content = postcard::from_bytes(body).map_err(|_| ReadError::Damaged { what: "unreadable body" })?;
    Ok((content, &bytes[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Image, LineTable, Managed, Target};

    fn sample() -> Artifact {
        Artifact {
            images: vec![Image {
                target: Target::Wasm32,
                code: vec![0, 0x61, 0x73, 0x6d],
                lines: LineTable::default(),
            }],
            ..Artifact::default()
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut bytes = sample().to_bytes();
        bytes.extend_from_slice(b"padding of the section");
        assert_eq!(Artifact::from_bytes(&bytes), Ok(sample()));
    }

    #[test]
    fn the_header_tells_of_managed_variables() {
        let managed = Managed { name: "x".into(), bytes: 4, initial: vec![1, 0, 0, 0] };
        let with = Artifact { managed: vec![managed], ..sample() };
        assert_eq!(Artifact::from_bytes(&with.to_bytes()).as_ref(), Ok(&with));
        let told =
            |artifact: &Artifact| Artifact::has_managed(artifact.to_bytes().first_chunk().expect("a header"));
        assert!(told(&with) && !told(&sample()));
    }

    #[test]
    fn every_cut_and_every_flipped_bit_is_an_error() {
        let bytes = sample().to_bytes();
        for end in 0..bytes.len() {
            assert!(Artifact::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(Artifact::from_bytes(&damaged).is_err(), "bit {bit}");
        }
    }
}

//! Reads device memory whose address came from a kernel: an inaccessible page is an answer, not a fault of the process.

use std::io;
use std::os::fd::{AsRawFd as _, FromRawFd as _, OwnedFd};
use std::sync::Arc;

use super::region::{Region, SIZE};

/// Bytes of a string that are looked at in one go; a power of two, so that no piece crosses a page.
const PIECE: u64 = 256;
/// Longest string, in bytes.
const LONGEST: usize = 1 << 20;

/// Copies through a memory file: a system call reports a bad address where a load would end the process.
pub(super) struct Peek {
    region: Arc<Region>,
    file: OwnedFd,
}

impl Peek {
    pub(super) fn new(region: &Arc<Region>) -> io::Result<Self> {
        // SAFETY: a system call on a constant; the new descriptor is owned here alone.
        let file = unsafe {
            let file = libc::memfd_create(c"anywarp-peek".as_ptr(), libc::MFD_CLOEXEC);
            if file < 0 {
                return Err(io::Error::last_os_error());
            }
            OwnedFd::from_raw_fd(file)
        };
        Ok(Self { region: Arc::clone(region), file })
    }

    /// The bytes at an offset, or nothing if one of them cannot be read.
    pub(super) fn bytes(&self, offset: u32, count: usize) -> Option<Vec<u8>> {
        if u64::from(offset) + count as u64 > SIZE as u64 {
            return None;
        }
        let mut bytes = vec![0; count];
        let (file, from) = (self.file.as_raw_fd(), self.region.host(u64::from(offset)));
        // SAFETY: the kernel checks `from`, which may be inaccessible; `bytes` has room for what it writes.
        let copied = unsafe {
            libc::pwrite(file, from.cast(), count, 0) == count as isize
                && libc::pread(file, bytes.as_mut_ptr().cast(), count, 0) == count as isize
        };
        copied.then_some(bytes)
    }

    /// The bytes of a C string without its end, or nothing if it cannot be read or has no end.
    pub(super) fn c_string(&self, offset: u32) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        let mut at = u64::from(offset);
        while text.len() < LONGEST {
            let piece = self.bytes(u32::try_from(at).ok()?, (PIECE - at % PIECE) as usize)?;
            if let Some(end) = piece.iter().position(|&byte| byte == 0) {
                text.extend_from_slice(&piece[..end]);
                return Some(text);
            }
            at += piece.len() as u64;
            text.extend(piece);
        }
        None
    }
}

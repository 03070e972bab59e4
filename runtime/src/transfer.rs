//! Copies and fills of one to three dimensions, on any memory the host can reach (device memory included).

use std::ptr;

/// Rows of bytes: where they begin, bytes from row to row, bytes from slice to slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plane {
    pub(crate) start: usize,
    pub(crate) pitch: usize,
    pub(crate) slice: usize,
}

/// Extent of a transfer: bytes in a row, rows in a slice, slices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) depth: usize,
}

/// One copy or fill.
#[derive(Debug)]
pub(crate) enum Transfer {
    Copy {
        to: Plane,
        from: Plane,
        extent: Extent,
        /// Bytes that the copy owns because the caller may change its source after the call; `from` points into it.
        _staged: Option<Box<[u8]>>,
    },
    Fill {
        to: Plane,
        value: u8,
        extent: Extent,
    },
}

impl Plane {
    /// Contiguous bytes.
    pub(crate) fn line(start: usize) -> Self {
        Self { start, pitch: 0, slice: 0 }
    }
}

impl Extent {
    /// Contiguous bytes.
    pub(crate) fn line(width: usize) -> Self {
        Self { width, height: 1, depth: 1 }
    }

    pub(crate) fn bytes(&self) -> usize {
        self.width.saturating_mul(self.height).saturating_mul(self.depth)
    }

    /// Bytes from the first to behind the last byte touched in `plane`.
    pub(crate) fn span(&self, plane: &Plane) -> usize {
        if self.bytes() == 0 {
            return 0;
        }
        (self.depth - 1)
            .saturating_mul(plane.slice)
            .saturating_add((self.height - 1).saturating_mul(plane.pitch))
            .saturating_add(self.width)
    }

    /// Whether the rows follow each other without gaps.
    fn is_packed(&self, plane: &Plane) -> bool {
        (self.height == 1 || plane.pitch == self.width)
            && (self.depth == 1 || plane.slice == self.width * self.height)
    }

    fn rows(self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.depth).flat_map(move |slice| (0..self.height).map(move |row| (slice, row)))
    }
}

impl Transfer {
    /// Moves the bytes.
    ///
    /// # Safety
    /// Every byte of both planes must be accessible.
    pub(crate) unsafe fn run(&self) {
        match self {
            Self::Copy { to, from, extent, .. } => {
                for (slice, row) in extent.rows() {
                    let source = (from.start + slice * from.slice + row * from.pitch) as *const u8;
                    let target = (to.start + slice * to.slice + row * to.pitch) as *mut u8;
                    // SAFETY: the caller's promise; ranges may overlap.
                    unsafe { ptr::copy(source, target, extent.width) };
                }
            }
            Self::Fill { to, value, extent } => {
                for (slice, row) in extent.rows() {
                    let target = (to.start + slice * to.slice + row * to.pitch) as *mut u8;
                    // SAFETY: the caller's promise.
                    unsafe { ptr::write_bytes(target, *value, extent.width) };
                }
            }
        }
    }
}

/// Contiguous bytes of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) to: usize,
    pub(crate) from: usize,
    pub(crate) bytes: usize,
}

/// The contiguous pieces of a copy in order, none larger than `most` bytes.
pub(crate) fn pieces(to: Plane, from: Plane, extent: Extent, most: usize) -> impl Iterator<Item = Piece> {
    let packed = extent.is_packed(&to) && extent.is_packed(&from);
    let extent = if packed { Extent::line(extent.bytes()) } else { extent };
    extent.rows().flat_map(move |(slice, row)| {
        let target = to.start + slice * to.slice + row * to.pitch;
        let source = from.start + slice * from.slice + row * from.pitch;
        (0..extent.width).step_by(most).map(move |at| Piece {
            to: target + at,
            from: source + at,
            bytes: (extent.width - at).min(most),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_rows_or_all_or_parts() {
        let extent = Extent { width: 10, height: 2, depth: 1 };
        let pitched = Plane { start: 1000, pitch: 16, slice: 32 };
        let packed = Plane { start: 0, pitch: 10, slice: 20 };
        let piece = |to, from, bytes| Piece { to, from, bytes };
        let all = |to, from, most| pieces(to, from, extent, most).collect::<Vec<_>>();
        assert_eq!(all(packed, packed, usize::MAX), [piece(0, 0, 20)]);
        assert_eq!(all(packed, pitched, usize::MAX), [piece(0, 1000, 10), piece(10, 1016, 10)]);
        assert_eq!(all(packed, packed, 16), [piece(0, 0, 16), piece(16, 16, 4)]);
    }
}

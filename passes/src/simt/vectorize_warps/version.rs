//! The versions of a group's program.

use crate::analysis::shapes::Shape;

/// For which groups a program is, and how many threads a group has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Groups that are whole and lie in one row of the block: `blockDim.x` is a multiple of the width.
    Aligned(u32),
    /// The same for longer groups, where rows of a block may be that long.
    Wide(u32),
    /// All groups.
    Any(u32),
}

impl Version {
    pub(super) fn width(self) -> u32 {
        match self {
            Self::Aligned(width) | Self::Wide(width) | Self::Any(width) => width,
        }
    }

    pub(super) fn is_aligned(self) -> bool {
        matches!(self, Self::Aligned(_) | Self::Wide(_))
    }

    /// What is behind the kernel's name in that of the function.
    pub(super) fn suffix(self) -> &'static str {
        match self {
            Self::Aligned(_) => "aligned.thread",
            Self::Wide(_) => "wide.thread",
            Self::Any(_) => "any.thread",
        }
    }

    /// How `threadIdx` differs within a group.
    pub(super) fn thread_index(self, axis: usize) -> Shape {
        match (self, axis) {
            (Self::Aligned(_) | Self::Wide(_), 0) => Shape::Affine(1),
            (Self::Aligned(_) | Self::Wide(_), _) => Shape::Uniform,
            (Self::Any(_), _) => Shape::Varying,
        }
    }
}

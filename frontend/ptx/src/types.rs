//! PTX's fundamental types (PTX ISA, "Types").

/// What the bits of a type mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bits,
    Unsigned,
    Signed,
    /// IEEE 754 binary16, 32 or 64.
    Float,
    /// `bf16`: a binary32 without its lower half.
    Brain,
    /// `tf32`: a binary32 whose significand has 11 bits.
    Tensor,
    /// One bit.
    Predicate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    pub kind: Kind,
    /// Bits of an element.
    pub bits: u32,
    /// Elements: 2 for `f16x2` and its like.
    pub lanes: u32,
}

impl Type {
    pub const PREDICATE: Self = Self::new(Kind::Predicate, 1, 1);
    pub const U32: Self = Self::new(Kind::Unsigned, 32, 1);
    pub const F32: Self = Self::new(Kind::Float, 32, 1);

    #[must_use]
    pub const fn new(kind: Kind, bits: u32, lanes: u32) -> Self {
        Self { kind, bits, lanes }
    }

    /// The type that a modifier names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        use Kind::*;
        let (kind, bits, lanes) = match name {
            "pred" => (Predicate, 1, 1),
            "b8" => (Bits, 8, 1),
            "b16" => (Bits, 16, 1),
            "b32" => (Bits, 32, 1),
            "b64" => (Bits, 64, 1),
            "u8" => (Unsigned, 8, 1),
            "u16" => (Unsigned, 16, 1),
            "u32" => (Unsigned, 32, 1),
            "u64" => (Unsigned, 64, 1),
            "s8" => (Signed, 8, 1),
            "s16" => (Signed, 16, 1),
            "s32" => (Signed, 32, 1),
            "s64" => (Signed, 64, 1),
            "u16x2" => (Unsigned, 16, 2),
            "s16x2" => (Signed, 16, 2),
            "f16" => (Float, 16, 1),
            "f16x2" => (Float, 16, 2),
            "f32" => (Float, 32, 1),
            "f64" => (Float, 64, 1),
            "bf16" => (Brain, 16, 1),
            "bf16x2" => (Brain, 16, 2),
            "tf32" => (Tensor, 32, 1),
            _ => return None,
        };
        Some(Self { kind, bits, lanes })
    }

    /// Bits of a register that holds it.
    #[must_use]
    pub const fn width(self) -> u32 {
        self.bits * self.lanes
    }

    #[must_use]
    pub const fn is_signed(self) -> bool {
        matches!(self.kind, Kind::Signed)
    }

    /// `.b`, `.u` or `.s`.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        matches!(self.kind, Kind::Bits | Kind::Unsigned | Kind::Signed)
    }

    /// `.f32` or `.f64`.
    #[must_use]
    pub const fn is_native_float(self) -> bool {
        matches!(self.kind, Kind::Float) && self.bits >= 32
    }

    /// `.f16`, `.bf16` and their pairs.
    #[must_use]
    pub const fn is_half(self) -> bool {
        matches!(self.kind, Kind::Float | Kind::Brain) && self.bits == 16
    }

    #[must_use]
    pub fn is_single(self) -> bool {
        self == Self::F32
    }

    /// One element of it.
    #[must_use]
    pub const fn element(self) -> Self {
        Self { lanes: 1, ..self }
    }
}

//! What drivers are known to round correctly. Vulkan has no query for it, and allows less.

use std::sync::OnceLock;

use super::physical::Physical;

/// A vendor's PCI number.
const NVIDIA: u32 = 0x10de;

/// Operations that do what CUDA asks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rounding {
    /// GLSL.std.450 `Fma` of 32 and 64 bits rounds once.
    pub(super) fused: bool,
    /// `Fma` of 32 bits takes subnormal operands and results for zeros, and must be guarded against that.
    pub(super) flushing_fused: bool,
    /// `OpFDiv` of 32 bits rounds correctly.
    pub(super) exact_single_division: bool,
    /// `Sqrt` of 32 bits rounds correctly.
    pub(super) exact_single_root: bool,
    /// `InverseSqrt` of 32 bits is IEEE's where Vulkan leaves it undefined.
    pub(super) total_inverse_root: bool,
    /// `InverseSqrt` of 32 bits is near enough for a root by one step.
    pub(super) close_inverse_root: bool,
    /// `NMin` and `NMax` of 32 bits order zeros.
    pub(super) total_extrema: bool,
    /// `Exp2` of 32 bits is within 2 ulp for exponents from -1 to 1.
    pub(super) exact_powers: bool,
    /// `PackHalf2x16` rounds to nearest even, and it and `UnpackHalf2x16` keep subnormal numbers.
    pub(super) half_conversions: bool,
    /// `OpFDiv` and `Sqrt` of 64 bits round correctly.
    pub(super) exact_double: bool,
    /// What becomes of subnormal numbers where the device offers no mode that keeps them.
    pub(super) subnormals: Subnormals,
}

/// What a driver that offers no mode that keeps subnormal numbers does with modules that ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subnormals {
    /// It keeps them all the same.
    Kept,
    /// They may be lost, and the user takes what the device does.
    Any,
    /// They may be lost, and kernels that ask for the mode are refused.
    Unknown,
}

impl Physical {
    /// A device that is not known here computes by emulation, or is refused what cannot be emulated.
    ///
    /// NVIDIA's were measured on an H200 (driver 580.159) against the processor's arithmetic, in modules that ask for
    /// rounding to nearest, and for the mode that keeps subnormal numbers, which the driver does not offer. Sums,
    /// products, quotients, minima and maxima of 2^28 pairs of random bits, reciprocals and corrected roots of all numbers,
    /// checked `Fma` of 2^28 triples: no difference, subnormal numbers included. `Fma` unchecked flushes them. In modules
    /// that do not ask for rounding, the driver simplifies error terms of sums to zero.
    pub(super) fn rounding(&self) -> Rounding {
        // Software devices compute as the CPU does: exactly, and a multiply-add in two roundings.
        let software = self.is_software();
        let nvidia = !software && self.properties.vendor_id == NVIDIA;
        Rounding {
            fused: nvidia,
            flushing_fused: nvidia && !any_subnormals(),
            exact_single_division: software || nvidia,
            exact_single_root: software,
            total_inverse_root: nvidia,
            close_inverse_root: nvidia,
            total_extrema: nvidia,
            exact_powers: nvidia,
            // Measured with all of `tests/run/half-*.cu` on lavapipe (Mesa 22.3.6); no GPU was measured.
            half_conversions: software,
            // Not measured on NVIDIA's GPUs: taken from CUDA, whose 64-bit operations round correctly on them.
            exact_double: software || nvidia,
            subnormals: match (nvidia, software || any_subnormals()) {
                (true, _) => Subnormals::Kept,
                (false, true) => Subnormals::Any,
                (false, false) => Subnormals::Unknown,
            },
        }
    }
}

/// `ANYWARP_SUBNORMALS=any`: the user takes whatever a device does with subnormal numbers.
pub(super) fn any_subnormals() -> bool {
    static ANY: OnceLock<bool> = OnceLock::new();
    *ANY.get_or_init(|| std::env::var_os("ANYWARP_SUBNORMALS").is_some_and(|value| value == "any"))
}

//! What drivers are known to round correctly. Vulkan has no query for it, and allows less.

use super::physical::Physical;

/// A vendor's PCI number.
const NVIDIA: u32 = 0x10de;

/// Operations with one rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rounding {
    /// GLSL.std.450 `Fma` of 32 and 64 bits.
    pub(super) fused: bool,
    /// `OpFDiv` and `Sqrt` of 32 bits.
    pub(super) exact_single_division: bool,
    /// `InverseSqrt` of 32 bits is IEEE's where Vulkan leaves it undefined.
    pub(super) total_inverse_root: bool,
    /// `PackHalf2x16` rounds to nearest even, and it and `UnpackHalf2x16` keep subnormal numbers.
    pub(super) half_conversions: bool,
    /// `OpFDiv` and `Sqrt` of 64 bits.
    pub(super) exact_double: bool,
    /// The user takes whatever a device does with subnormal numbers, where it offers no mode that keeps them.
    pub(super) keeps_subnormals: bool,
}

impl Physical {
    /// A device that is not known here computes by emulation, or is refused what cannot be emulated.
    pub(super) fn rounding(&self) -> Rounding {
        let vendor = self.properties.vendor_id;
        // Software devices compute as the CPU does: exactly, and a multiply-add in two roundings.
        let software = self.is_software();
        Rounding {
            // Measured on an H200 (driver 580). Other GPUs were not measured and use the emulation.
            fused: !software && vendor == NVIDIA,
            exact_single_division: software,
            // Measured likewise.
            total_inverse_root: !software && vendor == NVIDIA,
            // Measured with all of `tests/run/half-*.cu` on lavapipe (Mesa 22.3.6); no GPU was measured.
            half_conversions: software,
            // Not measured on NVIDIA's GPUs: taken from CUDA, whose 64-bit operations round correctly on them.
            exact_double: software || vendor == NVIDIA,
            keeps_subnormals: any_subnormals(),
        }
    }
}

/// `ANYWARP_SUBNORMALS=any`: NVIDIA's driver (580) offers no mode, and an H200 did not keep all of them.
fn any_subnormals() -> bool {
    std::env::var_os("ANYWARP_SUBNORMALS").is_some_and(|value| value == "any")
}

//! Sizes and offsets of types under a data layout that need not be the module's.

use super::{Type, TypeKind};
use llvm_sys::target::*;
use std::ffi::CString;

/// A data layout, by its string.
pub struct Layout(LLVMTargetDataRef);

impl Layout {
    pub fn new(description: &str) -> Self {
        let description = CString::new(description).expect("layout strings are constants without NUL");
        // SAFETY: LLVM copies the string; the reference is owned by `Self`.
        Self(unsafe { LLVMCreateTargetData(description.as_ptr()) })
    }

    /// Bytes between two array elements of the type.
    pub fn alloc_bytes(&self, ty: Type) -> u64 {
        assert!(ty.is_sized());
        // SAFETY: the type is sized.
        unsafe { LLVMABISizeOfType(self.0, ty.0) }
    }

    /// Bytes that a store of the type writes.
    pub fn store_bytes(&self, ty: Type) -> u64 {
        assert!(ty.is_sized());
        // SAFETY: the type is sized.
        unsafe { LLVMStoreSizeOfType(self.0, ty.0) }
    }

    pub fn alignment(&self, ty: Type) -> u32 {
        assert!(ty.is_sized());
        // SAFETY: the type is sized.
        unsafe { LLVMABIAlignmentOfType(self.0, ty.0) }
    }

    /// Offset in bytes of field `index` of a struct.
    pub fn field_offset(&self, ty: Type, index: u32) -> u64 {
        assert!(ty.kind() == TypeKind::Struct && u64::from(index) < ty.len());
        // SAFETY: checked.
        unsafe { LLVMOffsetOfElement(self.0, ty.0, index) }
    }
}

impl Drop for Layout {
    fn drop(&mut self) {
        // SAFETY: created in `new`, dropped once.
        unsafe { LLVMDisposeTargetData(self.0) }
    }
}

/// Bits of a scalar constant as LLVM prints it (`1.5e+00`, `0x7FF0…`, `0xH3C00`, a decimal integer).
pub(super) fn parse_scalar(ty: Type, text: &str) -> Option<u128> {
    match ty.kind() {
        TypeKind::Half => u128::from_str_radix(text.strip_prefix("0xH")?, 16).ok(),
        TypeKind::BFloat => u128::from_str_radix(text.strip_prefix("0xR")?, 16).ok(),
        TypeKind::Float => Some((parse_double(text)? as f32).to_bits().into())
            .filter(|_| !is_nan(text))
            .or_else(|| nan_f32(text)),
        TypeKind::Double => match text.strip_prefix("0x") {
            Some(bits) => u128::from_str_radix(bits, 16).ok(),
            None => Some(text.parse::<f64>().ok()?.to_bits().into()),
        },
        TypeKind::Integer => match text.parse::<u128>() {
            Ok(value) => Some(value),
            Err(_) => Some(text.parse::<i128>().ok()? as u128),
        },
        _ => None,
    }
}

/// LLVM prints a float as the double of the same value.
fn parse_double(text: &str) -> Option<f64> {
    match text.strip_prefix("0x") {
        Some(bits) => Some(f64::from_bits(u64::from_str_radix(bits, 16).ok()?)),
        None => text.parse().ok(),
    }
}

fn is_nan(text: &str) -> bool {
    parse_double(text).is_some_and(f64::is_nan)
}

/// A NaN's payload must survive, so its bits are narrowed by hand: sign, exponent, upper 23 bits of the payload.
fn nan_f32(text: &str) -> Option<u128> {
    let bits = parse_double(text)?.to_bits();
    let sign = (bits >> 63) << 31;
    let payload = (bits >> 29) & 0x7f_ffff;
    Some(u128::from(sign | 0x7f80_0000 | payload))
}

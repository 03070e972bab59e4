//! Where `__shared__` variables lie in the shared memory of a block.
//!
//! Code is not cloned per kernel, so a variable has one offset in the whole unit. Two variables overlap unless some
//! kernel reaches both: then they are placed apart. A kernel's static size is the end of its last variable.

use crate::blame::{describe, location};
use crate::nvvm::load::space;
use crate::nvvm::reach::Reach;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::{Layout, Value};
use std::collections::{BTreeSet, HashMap};

/// 48 KiB: CUDA's limit for statically declared shared memory.
const STATIC_LIMIT: u64 = 48 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At this offset in bytes of the block's shared memory.
    Static(u32),
    /// `extern __shared__`: where dynamic shared memory begins.
    Dynamic,
}

#[derive(Default)]
pub(crate) struct SharedLayout {
    pub(crate) places: HashMap<Value, Place>,
    /// Bytes of static shared memory per kernel.
    pub(crate) kernel_bytes: HashMap<Value, u32>,
}

struct Slot {
    bytes: u64,
    alignment: u64,
    kernels: BTreeSet<usize>,
    offset: u64,
}

pub(crate) fn is_shared(variable: Value) -> bool {
    variable.ty().address_space() == space::SHARED
}

impl SharedLayout {
    pub(crate) fn of(
        variables: &[Value],
        kernels: &[Value],
        reach: &Reach,
        layout: &Layout,
    ) -> Result<Self, Diagnostics> {
        let mut result = Self::default();
        let mut uses: HashMap<Value, BTreeSet<usize>> = HashMap::new();
        for (index, &kernel) in kernels.iter().enumerate() {
            for (function, _) in reach.from(kernel).into_values() {
                for &variable in reach.variables(function).iter().filter(|&&variable| is_shared(variable)) {
                    uses.entry(variable).or_default().insert(index);
                }
            }
        }
        let mut slots: Vec<(Value, Slot)> = Vec::new();
        for &variable in variables.iter().filter(|&&variable| is_shared(variable)) {
            if variable.is_declaration() {
                result.places.insert(variable, Place::Dynamic);
                continue;
            }
            let ty = variable.variable_type();
            let alignment = u64::from(variable.alignment().max(layout.alignment(ty)));
            let kernels = uses.remove(&variable).unwrap_or_default();
            let bytes = layout.alloc_bytes(ty);
            let mut slot = Slot { bytes, alignment, kernels, offset: 0 };
            slot.offset = lowest_free(&slot, slots.iter().map(|(_, placed)| placed));
            result.places.insert(variable, Place::Static(slot.offset as u32));
            slots.push((variable, slot));
        }
        let mut errors = Vec::new();
        for (index, &kernel) in kernels.iter().enumerate() {
            let end = slots
                .iter()
                .filter(|(_, s)| s.kernels.contains(&index))
                .map(|(_, s)| s.offset + s.bytes)
                .max();
            let bytes = end.unwrap_or(0);
            if bytes > STATIC_LIMIT {
                let message = format!("{} uses {bytes} bytes of static shared memory", describe(kernel));
                errors.push(Diagnostic::new(Code::TooMuchSharedMemory, message).at(location(kernel)).note(
                    "CUDA allows 49152 bytes; use dynamic shared memory (extern __shared__) beyond that",
                ));
            }
            result.kernel_bytes.insert(kernel, bytes as u32);
        }
        if errors.is_empty() { Ok(result) } else { Err(errors) }
    }
}

/// The lowest aligned offset at which `slot` overlaps none of the slots that share a kernel with it.
fn lowest_free<'s>(slot: &Slot, placed: impl Iterator<Item = &'s Slot>) -> u64 {
    let mut taken: Vec<(u64, u64)> = placed
        .filter(|other| !other.kernels.is_disjoint(&slot.kernels))
        .map(|other| (other.offset, other.offset + other.bytes))
        .collect();
    taken.sort_unstable();
    let mut offset = 0u64;
    for (start, end) in taken {
        if offset + slot.bytes <= start {
            break;
        }
        offset = offset.max(end).next_multiple_of(slot.alignment);
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(bytes: u64, alignment: u64, kernels: &[usize], offset: u64) -> Slot {
        Slot { bytes, alignment, kernels: kernels.iter().copied().collect(), offset }
    }

    #[test]
    fn only_variables_of_a_common_kernel_are_kept_apart() {
        let placed = [slot(100, 4, &[0], 0), slot(8, 8, &[1], 0)];
        assert_eq!(lowest_free(&slot(16, 16, &[0], 0), placed.iter()), 112);
        assert_eq!(lowest_free(&slot(16, 16, &[1], 0), placed.iter()), 16);
        assert_eq!(lowest_free(&slot(16, 16, &[2], 0), placed.iter()), 0);
    }

    #[test]
    fn a_gap_that_is_large_enough_is_used() {
        let placed = [slot(8, 8, &[0], 0), slot(8, 8, &[0], 32)];
        assert_eq!(lowest_free(&slot(24, 8, &[0], 0), placed.iter()), 8);
        assert_eq!(lowest_free(&slot(25, 8, &[0], 0), placed.iter()), 40);
    }
}

//! Barriers and fences.

use super::dialect;
use super::lower::Lowering;
use anywarp_diag::Code;
use llvm_config::ir::Value;

/// The scope of a fence that orders accesses for the whole device, as SPIR-V numbers scopes.
pub(super) const DEVICE: u64 = 1;

impl Lowering<'_, '_> {
    /// A fence: 2 orders within the block, [`DEVICE`] within the device.
    pub(crate) fn fence(&mut self, scope: u64) {
        let scope = self.word(scope);
        self.marker(dialect::FENCE, self.void(), &[scope]);
    }

    pub(super) fn barrier(&mut self, i: Value, op: u32, predicate: bool, count: bool) {
        let id = i.arguments().first().copied().and_then(Value::as_uint).unwrap_or(0);
        if count || id != 0 || predicate || op != 0 {
            let what = if predicate {
                "__syncthreads_count, _and and _or are not supported on Vulkan devices yet"
            } else {
                "a barrier of part of a block is not supported on Vulkan devices yet"
            };
            self.unsupported(i, Code::Unsupported, what.to_owned());
            return self.define_poison(i);
        }
        self.convergent_marker(dialect::BARRIER, &[]);
    }
}

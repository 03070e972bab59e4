//! Metadata of instructions that says something by being there.

use super::Value;
use llvm_sys::core::*;

impl Value {
    /// Whether the instruction has metadata of this kind.
    pub fn has_flag_metadata(self, kind: &str) -> bool {
        assert!(self.is_instruction());
        // SAFETY: checked.
        unsafe {
            let context = LLVMGetValueContext(self.0);
            let id = LLVMGetMDKindIDInContext(context, kind.as_ptr().cast(), kind.len() as u32);
            !LLVMGetMetadata(self.0, id).is_null()
        }
    }

    /// Attaches or removes metadata of the named kind (`invariant.load`, `tbaa`, …).
    pub fn set_flag_metadata(self, kind: &str) {
        assert!(self.is_instruction());
        // SAFETY: checked; an empty node is valid for flag-like kinds.
        unsafe {
            let context = LLVMGetTypeContext(self.ty().0);
            let id = LLVMGetMDKindIDInContext(context, kind.as_ptr().cast(), kind.len() as u32);
            let node = LLVMMDNodeInContext2(context, std::ptr::null_mut(), 0);
            LLVMSetMetadata(self.0, id, LLVMMetadataAsValue(context, node));
        }
    }

    pub fn remove_metadata(self, kind: &str) {
        assert!(self.is_instruction());
        // SAFETY: checked; setting null removes.
        unsafe {
            let context = LLVMGetValueContext(self.0);
            let id = LLVMGetMDKindIDInContext(context, kind.as_ptr().cast(), kind.len() as u32);
            LLVMSetMetadata(self.0, id, std::ptr::null_mut());
        }
    }
}

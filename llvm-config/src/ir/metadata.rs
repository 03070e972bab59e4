//! Metadata of instructions: what says something by being there, and how often branches go where.

use super::Value;
use llvm_sys::core::*;
use std::ptr::null_mut;

const PROFILE: &str = "prof";
const WEIGHTS: &str = "branch_weights";

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
            let node = LLVMMDNodeInContext2(context, null_mut(), 0);
            LLVMSetMetadata(self.0, id, LLVMMetadataAsValue(context, node));
        }
    }

    pub fn remove_metadata(self, kind: &str) {
        assert!(self.is_instruction());
        // SAFETY: checked; setting null removes.
        unsafe {
            let context = LLVMGetValueContext(self.0);
            let id = LLVMGetMDKindIDInContext(context, kind.as_ptr().cast(), kind.len() as u32);
            LLVMSetMetadata(self.0, id, null_mut());
        }
    }

    /// How often a branch or switch goes to each of its successors, relative to the others.
    pub fn branch_weights(self) -> Option<Vec<u32>> {
        assert!(self.is_terminator());
        // SAFETY: checked; the array has as many elements as LLVM writes.
        let operands = unsafe {
            let context = LLVMGetValueContext(self.0);
            let id = LLVMGetMDKindIDInContext(context, PROFILE.as_ptr().cast(), PROFILE.len() as u32);
            let node = LLVMGetMetadata(self.0, id);
            if node.is_null() {
                return None;
            }
            let mut operands = vec![null_mut(); LLVMGetMDNodeNumOperands(node) as usize];
            LLVMGetMDNodeOperands(node, operands.as_mut_ptr());
            operands
        };
        let numbers = operands.into_iter().filter(|operand| !operand.is_null());
        let weights: Vec<u32> = numbers.filter_map(|number| Some(Value(number).as_uint()? as u32)).collect();
        (weights.len() == self.successors().len()).then_some(weights)
    }

    /// Says so, for the successors in their order.
    pub fn set_branch_weights(self, weights: &[u32]) {
        assert!(self.is_terminator() && weights.len() == self.successors().len());
        // SAFETY: checked; LLVM copies what the arrays hold.
        unsafe {
            let context = LLVMGetValueContext(self.0);
            let i32 = LLVMInt32TypeInContext(context);
            let mut operands = vec![LLVMMDStringInContext2(context, WEIGHTS.as_ptr().cast(), WEIGHTS.len())];
            operands.extend(
                weights.iter().map(|&weight| LLVMValueAsMetadata(LLVMConstInt(i32, weight.into(), 0))),
            );
            let node = LLVMMDNodeInContext2(context, operands.as_mut_ptr(), operands.len());
            let id = LLVMGetMDKindIDInContext(context, PROFILE.as_ptr().cast(), PROFILE.len() as u32);
            LLVMSetMetadata(self.0, id, LLVMMetadataAsValue(context, node));
        }
    }
}

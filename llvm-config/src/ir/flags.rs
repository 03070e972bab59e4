//! What instructions say about themselves beyond their operation.

use super::Value;
use llvm_sys::LLVMOpcode;
use llvm_sys::core::*;

impl Value {
    /// True if an addition, subtraction or multiplication says that it never overflows as signed (`nsw`) or unsigned
    /// (`nuw`) numbers.
    pub fn wraps_never(self, signed: bool) -> bool {
        let arithmetic = [LLVMOpcode::LLVMAdd, LLVMOpcode::LLVMSub, LLVMOpcode::LLVMMul];
        assert!(arithmetic.contains(&self.opcode()));
        // SAFETY: checked.
        unsafe { if signed { LLVMGetNSW(self.0) != 0 } else { LLVMGetNUW(self.0) != 0 } }
    }

    /// True if a `zext` says that its operand is not negative (`nneg`).
    pub fn is_non_negative(self) -> bool {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMZExt);
        // SAFETY: checked.
        unsafe { LLVMGetNNeg(self.0) != 0 }
    }

    /// True if a floating-point operation may be fused with a neighbour (`contract`).
    pub fn may_contract(self) -> bool {
        assert!(self.is_instruction());
        // SAFETY: LLVM says whether the instruction has such flags before they are read.
        unsafe {
            LLVMCanValueUseFastMathFlags(self.0) != 0
                && LLVMGetFastMathFlags(self.0) & llvm_sys::LLVMFastMathAllowContract != 0
        }
    }

    /// Takes back what [`Self::may_contract`] asks for.
    pub fn forbid_contraction(self) {
        if self.may_contract() {
            // SAFETY: the instruction has such flags.
            unsafe {
                let flags = LLVMGetFastMathFlags(self.0) & !llvm_sys::LLVMFastMathAllowContract;
                LLVMSetFastMathFlags(self.0, flags);
            }
        }
    }
}

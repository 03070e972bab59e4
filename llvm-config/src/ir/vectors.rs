//! Vectors: making them of scalars, taking them apart, and operations named by their opcode.

use super::{Builder, Type, Value};
use llvm_sys::LLVMOpcode;
use llvm_sys::core::*;
use std::ffi::c_char;

const UNNAMED: *const c_char = c"".as_ptr();

/// True for instructions that make of one value one of another type.
pub fn is_cast(opcode: LLVMOpcode) -> bool {
    use LLVMOpcode::*;
    matches!(
        opcode,
        LLVMTrunc
            | LLVMZExt
            | LLVMSExt
            | LLVMFPTrunc
            | LLVMFPExt
            | LLVMSIToFP
            | LLVMUIToFP
            | LLVMFPToSI
            | LLVMFPToUI
            | LLVMBitCast
            | LLVMPtrToInt
            | LLVMIntToPtr
    )
}

/// True for instructions that make of two values of a type one of the same type.
pub fn is_binary(opcode: LLVMOpcode) -> bool {
    use LLVMOpcode::*;
    matches!(
        opcode,
        LLVMAdd
            | LLVMFAdd
            | LLVMSub
            | LLVMFSub
            | LLVMMul
            | LLVMFMul
            | LLVMUDiv
            | LLVMSDiv
            | LLVMFDiv
            | LLVMURem
            | LLVMSRem
            | LLVMFRem
            | LLVMShl
            | LLVMLShr
            | LLVMAShr
            | LLVMAnd
            | LLVMOr
            | LLVMXor
    )
}

impl Type {
    /// A constant vector of integers of this type.
    pub fn vector_of(self, elements: &[u64]) -> Value {
        let mut elements: Vec<_> = elements.iter().map(|&element| self.constant(element).0).collect();
        // SAFETY: constants of one type.
        Value(unsafe { LLVMConstVector(elements.as_mut_ptr(), elements.len() as u32) })
    }
}

impl Builder {
    /// A vector with `len` times the same element.
    pub fn splat(&self, element: Value, len: u32) -> Value {
        let i32 = element.ty().int(32);
        let first = self.insert_element(element.ty().vector(len).poison(), element, i32.constant(0));
        self.shuffle(first, first, &vec![0; len as usize])
    }

    /// Elements of `a` (from 0) and `b` (behind those of `a`).
    pub fn shuffle(&self, a: Value, b: Value, elements: &[u32]) -> Value {
        let wide: Vec<u64> = elements.iter().map(|&element| element.into()).collect();
        let mask = a.ty().int(32).vector_of(&wide);
        // SAFETY: vectors of one type, and a constant mask.
        Value(unsafe { LLVMBuildShuffleVector(self.0, a.0, b.0, mask.0, UNNAMED) })
    }

    /// A binary operation without flags.
    pub fn binary(&self, opcode: LLVMOpcode, a: Value, b: Value) -> Value {
        // SAFETY: a binary opcode and operands that it takes, by contract.
        Value(unsafe { LLVMBuildBinOp(self.0, opcode, a.0, b.0, UNNAMED) })
    }

    /// A cast without flags.
    pub fn cast(&self, opcode: LLVMOpcode, value: Value, ty: Type) -> Value {
        // SAFETY: a cast and types that it takes, by contract.
        Value(unsafe { LLVMBuildCast(self.0, opcode, value.0, ty.0, UNNAMED) })
    }
}

impl Value {
    /// Takes over what `other` allows of floating-point arithmetic, as far as no operand makes the result poison.
    pub fn copy_fast_math(self, other: Value) {
        let poisons = llvm_sys::LLVMFastMathNoNaNs | llvm_sys::LLVMFastMathNoInfs;
        // SAFETY: LLVM says whether the values have such flags before they are touched.
        unsafe {
            if self.is_instruction()
                && LLVMCanValueUseFastMathFlags(self.0) != 0
                && LLVMCanValueUseFastMathFlags(other.0) != 0
            {
                LLVMSetFastMathFlags(self.0, LLVMGetFastMathFlags(other.0) & !poisons);
            }
        }
    }

    /// The number of the intrinsic that this function declares.
    pub fn intrinsic_id(self) -> u32 {
        // SAFETY: a function by contract.
        unsafe { LLVMGetIntrinsicID(self.0) }
    }
}

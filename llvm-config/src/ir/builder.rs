//! Creating instructions.

use super::{Block, Type, Value};
use llvm_sys::core::*;
use llvm_sys::prelude::*;
use llvm_sys::{LLVMAtomicOrdering, LLVMIntPredicate, LLVMRealPredicate};

/// An insertion point. Every method appends one instruction there (or folds it to a constant).
pub struct Builder(pub(super) LLVMBuilderRef);

const UNNAMED: *const std::ffi::c_char = c"".as_ptr();

impl Builder {
    /// A builder for the context that `ty` belongs to.
    pub fn new(ty: Type) -> Self {
        // SAFETY: the context outlives the builder by contract.
        Self(unsafe { LLVMCreateBuilderInContext(LLVMGetTypeContext(ty.0)) })
    }

    pub fn at_end(&self, block: Block) {
        // SAFETY: valid block.
        unsafe { LLVMPositionBuilderAtEnd(self.0, block.0) }
    }

    pub fn before(&self, instruction: Value) {
        assert!(instruction.is_instruction());
        // SAFETY: checked.
        unsafe { LLVMPositionBuilderBefore(self.0, instruction.0) }
    }

    /// Before the first instruction that is not a phi.
    pub fn at_start(&self, block: Block) {
        let first = block.instructions().into_iter().find(|i| i.opcode() != llvm_sys::LLVMOpcode::LLVMPHI);
        match first {
            Some(first) => self.before(first),
            None => self.at_end(block),
        }
    }

    pub fn block(&self) -> Block {
        // SAFETY: positioned by contract.
        Block(unsafe { LLVMGetInsertBlock(self.0) })
    }

    /// Instructions built from now on carry the location of `instruction`.
    pub fn locate(&self, instruction: Value) {
        assert!(instruction.is_instruction());
        // SAFETY: checked; a null location clears.
        unsafe {
            LLVMSetCurrentDebugLocation2(
                self.0,
                llvm_sys::debuginfo::LLVMInstructionGetDebugLoc(instruction.0),
            );
        }
    }

    pub fn unlocate(&self) {
        // SAFETY: null clears.
        unsafe { LLVMSetCurrentDebugLocation2(self.0, std::ptr::null_mut()) }
    }

    /// Inserts an instruction made by [`Value::clone_instruction`], keeping its own location.
    pub fn insert(&self, instruction: Value) {
        // SAFETY: the instruction is outside any block by contract.
        unsafe {
            let location = llvm_sys::debuginfo::LLVMInstructionGetDebugLoc(instruction.0);
            LLVMInsertIntoBuilder(self.0, instruction.0);
            llvm_sys::debuginfo::LLVMInstructionSetDebugLoc(instruction.0, location);
        }
    }

    pub fn call(&self, ty: Type, callee: Value, arguments: &[Value]) -> Value {
        let mut arguments: Vec<LLVMValueRef> = arguments.iter().map(|argument| argument.0).collect();
        // SAFETY: the array outlives the call.
        Value(unsafe {
            LLVMBuildCall2(self.0, ty.0, callee.0, arguments.as_mut_ptr(), arguments.len() as u32, UNNAMED)
        })
    }

    /// Calls a function by its own type.
    pub fn call_function(&self, function: Value, arguments: &[Value]) -> Value {
        self.call(function.function_type(), function, arguments)
    }

    pub fn ret(&self, value: Option<Value>) -> Value {
        // SAFETY: positioned in a function whose type fits, by contract.
        Value(unsafe {
            match value {
                Some(value) => LLVMBuildRet(self.0, value.0),
                None => LLVMBuildRetVoid(self.0),
            }
        })
    }

    pub fn br(&self, block: Block) -> Value {
        // SAFETY: same function by contract.
        Value(unsafe { LLVMBuildBr(self.0, block.0) })
    }

    pub fn cond_br(&self, condition: Value, then: Block, otherwise: Block) -> Value {
        // SAFETY: as above.
        Value(unsafe { LLVMBuildCondBr(self.0, condition.0, then.0, otherwise.0) })
    }

    pub fn switch(&self, value: Value, default: Block, cases: &[(Value, Block)]) -> Value {
        // SAFETY: as above.
        unsafe {
            let switch = LLVMBuildSwitch(self.0, value.0, default.0, cases.len() as u32);
            for (case, block) in cases {
                LLVMAddCase(switch, case.0, block.0);
            }
            Value(switch)
        }
    }

    pub fn unreachable(&self) -> Value {
        // SAFETY: positioned by contract.
        Value(unsafe { LLVMBuildUnreachable(self.0) })
    }

    pub fn alloca(&self, ty: Type, alignment: u32) -> Value {
        // SAFETY: sized type by contract.
        unsafe {
            let slot = LLVMBuildAlloca(self.0, ty.0, UNNAMED);
            LLVMSetAlignment(slot, alignment);
            Value(slot)
        }
    }

    pub fn array_alloca(&self, ty: Type, count: Value, alignment: u32) -> Value {
        // SAFETY: sized type by contract.
        unsafe {
            let slot = LLVMBuildArrayAlloca(self.0, ty.0, count.0, UNNAMED);
            LLVMSetAlignment(slot, alignment);
            Value(slot)
        }
    }

    pub fn load(&self, ty: Type, address: Value, alignment: u32) -> Value {
        // SAFETY: `address` is a pointer by contract.
        unsafe {
            let load = LLVMBuildLoad2(self.0, ty.0, address.0, UNNAMED);
            LLVMSetAlignment(load, alignment);
            Value(load)
        }
    }

    pub fn store(&self, value: Value, address: Value, alignment: u32) -> Value {
        // SAFETY: `address` is a pointer by contract.
        unsafe {
            let store = LLVMBuildStore(self.0, value.0, address.0);
            LLVMSetAlignment(store, alignment);
            Value(store)
        }
    }

    pub fn memcpy(
        &self,
        to: Value,
        to_alignment: u32,
        from: Value,
        from_alignment: u32,
        bytes: Value,
    ) -> Value {
        // SAFETY: pointers and an integer by contract.
        Value(unsafe { LLVMBuildMemCpy(self.0, to.0, to_alignment, from.0, from_alignment, bytes.0) })
    }

    pub fn memmove(
        &self,
        to: Value,
        to_alignment: u32,
        from: Value,
        from_alignment: u32,
        bytes: Value,
    ) -> Value {
        // SAFETY: as above.
        Value(unsafe { LLVMBuildMemMove(self.0, to.0, to_alignment, from.0, from_alignment, bytes.0) })
    }

    pub fn memset(&self, to: Value, byte: Value, bytes: Value, alignment: u32) -> Value {
        // SAFETY: as above.
        Value(unsafe { LLVMBuildMemSet(self.0, to.0, byte.0, bytes.0, alignment) })
    }

    /// `address + offset` bytes.
    pub fn byte_offset(&self, address: Value, offset: Value, inbounds: bool) -> Value {
        let byte = address.ty().int(8);
        let mut offset = offset.0;
        // SAFETY: one index of integer type.
        Value(unsafe {
            if inbounds {
                LLVMBuildInBoundsGEP2(self.0, byte.0, address.0, &mut offset, 1, UNNAMED)
            } else {
                LLVMBuildGEP2(self.0, byte.0, address.0, &mut offset, 1, UNNAMED)
            }
        })
    }

    pub fn fence(&self, ordering: LLVMAtomicOrdering) -> Value {
        // SAFETY: positioned by contract.
        Value(unsafe { LLVMBuildFence(self.0, ordering, 0, UNNAMED) })
    }

    /// What the compiler must not move memory accesses across; no instruction.
    pub fn compiler_fence(&self) -> Value {
        let ordering = LLVMAtomicOrdering::LLVMAtomicOrderingAcquireRelease;
        // SAFETY: positioned in a block by contract.
        Value(unsafe { LLVMBuildFence(self.0, ordering, 1, UNNAMED) })
    }

    pub fn phi(&self, ty: Type) -> Value {
        // SAFETY: positioned at the start of a block by contract.
        Value(unsafe { LLVMBuildPhi(self.0, ty.0, UNNAMED) })
    }

    pub fn select(&self, condition: Value, then: Value, otherwise: Value) -> Value {
        // SAFETY: matching types by contract.
        Value(unsafe { LLVMBuildSelect(self.0, condition.0, then.0, otherwise.0, UNNAMED) })
    }

    pub fn freeze(&self, value: Value) -> Value {
        // SAFETY: any value may be frozen.
        Value(unsafe { LLVMBuildFreeze(self.0, value.0, UNNAMED) })
    }

    pub fn icmp(&self, predicate: LLVMIntPredicate, a: Value, b: Value) -> Value {
        // SAFETY: matching types by contract.
        Value(unsafe { LLVMBuildICmp(self.0, predicate, a.0, b.0, UNNAMED) })
    }

    pub fn fcmp(&self, predicate: LLVMRealPredicate, a: Value, b: Value) -> Value {
        // SAFETY: matching types by contract.
        Value(unsafe { LLVMBuildFCmp(self.0, predicate, a.0, b.0, UNNAMED) })
    }

    pub fn extract_value(&self, aggregate: Value, index: u32) -> Value {
        // SAFETY: the index is in range by contract.
        Value(unsafe { LLVMBuildExtractValue(self.0, aggregate.0, index, UNNAMED) })
    }

    pub fn insert_value(&self, aggregate: Value, element: Value, index: u32) -> Value {
        // SAFETY: the index is in range by contract.
        Value(unsafe { LLVMBuildInsertValue(self.0, aggregate.0, element.0, index, UNNAMED) })
    }

    pub fn extract_element(&self, vector: Value, index: Value) -> Value {
        // SAFETY: a vector and an integer by contract.
        Value(unsafe { LLVMBuildExtractElement(self.0, vector.0, index.0, UNNAMED) })
    }

    pub fn insert_element(&self, vector: Value, element: Value, index: Value) -> Value {
        // SAFETY: as above.
        Value(unsafe { LLVMBuildInsertElement(self.0, vector.0, element.0, index.0, UNNAMED) })
    }
}

macro_rules! binary {
    ($($name:ident $build:ident;)*) => {
        impl Builder {
            $(pub fn $name(&self, a: Value, b: Value) -> Value {
                // SAFETY: matching types by contract.
                Value(unsafe { $build(self.0, a.0, b.0, UNNAMED) })
            })*
        }
    };
}
binary! {
    add LLVMBuildAdd; sub LLVMBuildSub; mul LLVMBuildMul; and LLVMBuildAnd; or LLVMBuildOr; xor LLVMBuildXor;
    shl LLVMBuildShl; lshr LLVMBuildLShr; ashr LLVMBuildAShr;
    udiv LLVMBuildUDiv; sdiv LLVMBuildSDiv; urem LLVMBuildURem; srem LLVMBuildSRem;
    fadd LLVMBuildFAdd; fsub LLVMBuildFSub; fmul LLVMBuildFMul; fdiv LLVMBuildFDiv;
}

macro_rules! casts {
    ($($name:ident $build:ident;)*) => {
        impl Builder {
            $(pub fn $name(&self, value: Value, ty: Type) -> Value {
                // SAFETY: types that the cast accepts, by contract.
                Value(unsafe { $build(self.0, value.0, ty.0, UNNAMED) })
            })*
        }
    };
}
casts! {
    trunc LLVMBuildTrunc; zext LLVMBuildZExt; sext LLVMBuildSExt; bitcast LLVMBuildBitCast;
    ptr_to_int LLVMBuildPtrToInt; int_to_ptr LLVMBuildIntToPtr;
    fp_trunc LLVMBuildFPTrunc; fp_ext LLVMBuildFPExt;
    si_to_fp LLVMBuildSIToFP; ui_to_fp LLVMBuildUIToFP; fp_to_si LLVMBuildFPToSI; fp_to_ui LLVMBuildFPToUI;
}

impl Builder {
    /// Truncates or zero-extends an integer to `ty`.
    pub fn resize(&self, value: Value, ty: Type) -> Value {
        match value.ty().int_width().cmp(&ty.int_width()) {
            std::cmp::Ordering::Less => self.zext(value, ty),
            std::cmp::Ordering::Equal => value,
            std::cmp::Ordering::Greater => self.trunc(value, ty),
        }
    }

    pub fn fneg(&self, value: Value) -> Value {
        // SAFETY: floating point by contract.
        Value(unsafe { LLVMBuildFNeg(self.0, value.0, UNNAMED) })
    }

    /// A pointer of another address space.
    pub fn address_space_cast(&self, pointer: Value, ty: Type) -> Value {
        // SAFETY: pointers by contract.
        Value(unsafe { LLVMBuildAddrSpaceCast(self.0, pointer.0, ty.0, UNNAMED) })
    }

    pub fn not(&self, value: Value) -> Value {
        // SAFETY: integer by contract.
        Value(unsafe { LLVMBuildNot(self.0, value.0, UNNAMED) })
    }
}

impl Drop for Builder {
    fn drop(&mut self) {
        // SAFETY: created in `new`, dropped once.
        unsafe { LLVMDisposeBuilder(self.0) }
    }
}

impl Builder {
    /// `address + offset` bytes that does not wrap as an unsigned number.
    pub fn byte_offset_nuw(&self, address: Value, offset: Value) -> Value {
        let byte = address.ty().int(8);
        let mut offset = offset.0;
        // SAFETY: one index of integer type.
        Value(unsafe {
            LLVMBuildGEPWithNoWrapFlags(
                self.0,
                byte.0,
                address.0,
                &mut offset,
                1,
                UNNAMED,
                llvm_sys::LLVMGEPFlagNUW,
            )
        })
    }

    /// Atomically replaces the word at `address`; returns the old one.
    pub fn atomic_exchange(&self, address: Value, word: Value, ordering: LLVMAtomicOrdering) -> Value {
        let operation = llvm_sys::LLVMAtomicRMWBinOp::LLVMAtomicRMWBinOpXchg;
        // SAFETY: pointer and integer by contract.
        Value(unsafe { LLVMBuildAtomicRMW(self.0, operation, address.0, word.0, ordering, 0) })
    }

    /// Atomically replaces the number at `address` by an operation on it; returns the old one.
    pub fn read_modify_write(
        &self,
        operation: llvm_sys::LLVMAtomicRMWBinOp,
        address: Value,
        operand: Value,
        ordering: LLVMAtomicOrdering,
    ) -> Value {
        // SAFETY: pointer and number by contract.
        Value(unsafe { LLVMBuildAtomicRMW(self.0, operation, address.0, operand.0, ordering, 0) })
    }

    /// `{old, success}` of a compare-and-swap.
    pub fn compare_exchange(
        &self,
        address: Value,
        expected: Value,
        new: Value,
        ordering: LLVMAtomicOrdering,
    ) -> Value {
        // SAFETY: pointer and integers by contract.
        Value(unsafe { LLVMBuildAtomicCmpXchg(self.0, address.0, expected.0, new.0, ordering, ordering, 0) })
    }
}

//! Instructions: what they are and how they are edited.

use super::{Block, Type, Value, ValueKind};
use llvm_sys::core::*;
use llvm_sys::debuginfo::*;
use llvm_sys::{LLVMAtomicOrdering, LLVMIntPredicate, LLVMOpcode};

impl Value {
    /// Opcode of an instruction.
    pub fn opcode(self) -> LLVMOpcode {
        assert_eq!(self.kind(), ValueKind::Instruction);
        // SAFETY: checked.
        unsafe { LLVMGetInstructionOpcode(self.0) }
    }

    pub fn is_instruction(self) -> bool {
        self.kind() == ValueKind::Instruction
    }

    pub fn is_terminator(self) -> bool {
        // SAFETY: LLVM returns null for other values.
        unsafe { !LLVMIsATerminatorInst(self.0).is_null() }
    }

    pub fn block(self) -> Block {
        assert!(self.is_instruction());
        // SAFETY: checked; callers pass instructions that sit in a block.
        Block(unsafe { LLVMGetInstructionParent(self.0) })
    }

    pub fn next_instruction(self) -> Option<Value> {
        assert!(self.is_instruction());
        // SAFETY: checked; LLVM returns null at the end.
        let next = unsafe { LLVMGetNextInstruction(self.0) };
        (!next.is_null()).then_some(Value(next))
    }

    /// A copy of an instruction outside any block: same operands, flags and metadata.
    pub fn clone_instruction(self) -> Value {
        assert!(self.is_instruction());
        // SAFETY: checked.
        Value(unsafe { LLVMInstructionClone(self.0) })
    }

    /// Takes an instruction out of its block without freeing it, to be inserted elsewhere.
    pub fn detach(self) {
        assert!(self.is_instruction());
        // SAFETY: checked.
        unsafe { LLVMInstructionRemoveFromParent(self.0) }
    }

    /// Removes an instruction and frees it; its uses must be gone.
    pub fn erase(self) {
        assert!(self.is_instruction());
        // SAFETY: checked; not used afterwards by contract.
        unsafe { LLVMInstructionEraseFromParent(self.0) }
    }

    pub fn successors(self) -> Vec<Block> {
        assert!(self.is_terminator());
        // SAFETY: checked; indices are in range.
        unsafe {
            (0..LLVMGetNumSuccessors(self.0)).map(|index| Block(LLVMGetSuccessor(self.0, index))).collect()
        }
    }

    pub fn set_successor(self, index: u32, block: Block) {
        assert!(self.is_terminator());
        // SAFETY: checked.
        unsafe { LLVMSetSuccessor(self.0, index, block.0) }
    }

    /// What a conditional branch or a switch looks at.
    pub fn condition(self) -> Value {
        match self.opcode() {
            LLVMOpcode::LLVMSwitch => self.operand(0),
            opcode => {
                assert_eq!(opcode, LLVMOpcode::LLVMBr);
                // SAFETY: checked; callers pass conditional branches.
                Value(unsafe { LLVMGetCondition(self.0) })
            }
        }
    }

    /// The value with which a switch goes to successor `successor` (1-based; 0 is the default).
    pub fn switch_case(self, successor: u32) -> Value {
        assert!(self.opcode() == LLVMOpcode::LLVMSwitch && successor > 0);
        // SAFETY: checked.
        Value(unsafe { LLVMGetSwitchCaseValue(self.0, successor) })
    }

    /// The callee of a call: a function, an inline assembly or a computed pointer.
    pub fn callee(self) -> Value {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMCall);
        // SAFETY: checked.
        Value(unsafe { LLVMGetCalledValue(self.0) })
    }

    /// The function that a call names directly.
    pub fn called_function(self) -> Option<Value> {
        if !self.is_instruction() || self.opcode() != LLVMOpcode::LLVMCall {
            return None;
        }
        Some(self.callee()).filter(|callee| callee.kind() == ValueKind::Function)
    }

    pub fn called_type(self) -> Type {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMCall);
        // SAFETY: checked.
        Type(unsafe { LLVMGetCalledFunctionType(self.0) })
    }

    pub fn arguments(self) -> Vec<Value> {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMCall);
        // SAFETY: checked.
        let count = unsafe { LLVMGetNumArgOperands(self.0) };
        (0..count).map(|index| self.operand(index)).collect()
    }

    /// Alignment in bytes that a call states for a pointer argument (0-based); 1 if it states none.
    pub fn argument_alignment(self, argument: u32) -> u32 {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMCall);
        // SAFETY: checked; attribute indices of arguments begin at 1.
        unsafe {
            let kind = LLVMGetEnumAttributeKindForName(c"align".as_ptr(), 5);
            let attribute = LLVMGetCallSiteEnumAttribute(self.0, argument + 1, kind);
            if attribute.is_null() { 1 } else { LLVMGetEnumAttributeValue(attribute) as u32 }
        }
    }

    pub fn set_call_convention_c(self) {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMCall);
        // SAFETY: checked; 0 is the C convention.
        unsafe { LLVMSetInstructionCallConv(self.0, 0) }
    }

    pub fn incoming(self) -> Vec<(Value, Block)> {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMPHI);
        // SAFETY: checked; indices are in range.
        unsafe {
            (0..LLVMCountIncoming(self.0))
                .map(|index| {
                    (Value(LLVMGetIncomingValue(self.0, index)), Block(LLVMGetIncomingBlock(self.0, index)))
                })
                .collect()
        }
    }

    pub fn add_incoming(self, value: Value, block: Block) {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMPHI);
        let (mut value, mut block) = (value.0, block.0);
        // SAFETY: checked; arrays of one element.
        unsafe { LLVMAddIncoming(self.0, &mut value, &mut block, 1) }
    }

    pub fn allocated_type(self) -> Type {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMAlloca);
        // SAFETY: checked.
        Type(unsafe { LLVMGetAllocatedType(self.0) })
    }

    /// Alignment in bytes of a load, store, alloca, atomic or global.
    pub fn alignment(self) -> u32 {
        // SAFETY: callers pass memory instructions or globals.
        unsafe { LLVMGetAlignment(self.0) }
    }

    pub fn set_alignment(self, bytes: u32) {
        // SAFETY: callers pass memory instructions or globals.
        unsafe { LLVMSetAlignment(self.0, bytes) }
    }

    pub fn is_volatile(self) -> bool {
        // SAFETY: callers pass loads, stores or atomics.
        unsafe { LLVMGetVolatile(self.0) != 0 }
    }

    pub fn set_volatile(self, volatile: bool) {
        // SAFETY: callers pass loads, stores or atomics.
        unsafe { LLVMSetVolatile(self.0, volatile.into()) }
    }

    pub fn is_atomic(self) -> bool {
        // SAFETY: valid for every instruction.
        unsafe { LLVMIsAtomic(self.0) != 0 }
    }

    /// Memory order of an atomic load, store, read-modify-write or fence.
    pub fn ordering(self) -> LLVMAtomicOrdering {
        // SAFETY: callers pass atomic instructions.
        unsafe { LLVMGetOrdering(self.0) }
    }

    /// The order that a compare-and-swap asks for where it swaps.
    pub fn success_ordering(self) -> LLVMAtomicOrdering {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMAtomicCmpXchg);
        // SAFETY: checked.
        unsafe { LLVMGetCmpXchgSuccessOrdering(self.0) }
    }

    pub fn set_ordering(self, ordering: LLVMAtomicOrdering) {
        // SAFETY: callers pass loads, stores, fences or read-modify-writes.
        unsafe { LLVMSetOrdering(self.0, ordering) }
    }

    pub fn set_success_ordering(self, ordering: LLVMAtomicOrdering) {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMAtomicCmpXchg);
        // SAFETY: checked.
        unsafe {
            LLVMSetCmpXchgSuccessOrdering(self.0, ordering);
            LLVMSetCmpXchgFailureOrdering(self.0, ordering);
        }
    }

    /// Makes an atomic visible to the whole system (drops a target's narrower scope).
    pub fn set_system_scope(self) {
        // SAFETY: callers pass atomic instructions; 1 is LLVM's system scope.
        unsafe { LLVMSetAtomicSyncScopeID(self.0, 1) }
    }

    pub fn gep_source_type(self) -> Type {
        // SAFETY: callers pass `getelementptr` instructions or expressions.
        Type(unsafe { LLVMGetGEPSourceElementType(self.0) })
    }

    pub fn gep_is_inbounds(self) -> bool {
        // SAFETY: callers pass `getelementptr` instructions or expressions.
        unsafe { LLVMIsInBounds(self.0) != 0 }
    }

    /// Whether an offset that is no negative number is known not to wrap around when it is added.
    pub fn gep_adds_without_wrap(self) -> bool {
        // SAFETY: callers pass `getelementptr` instructions or expressions.
        let flags = unsafe { LLVMGEPGetNoWrapFlags(self.0) };
        flags & (llvm_sys::LLVMGEPFlagNUW | llvm_sys::LLVMGEPFlagNUSW) != 0
    }

    /// Indices of `extractvalue` and `insertvalue`.
    pub fn indices(self) -> Vec<u32> {
        assert!(matches!(self.opcode(), LLVMOpcode::LLVMExtractValue | LLVMOpcode::LLVMInsertValue));
        // SAFETY: checked; LLVM returns a pointer to that many indices.
        unsafe {
            std::slice::from_raw_parts(LLVMGetIndices(self.0), LLVMGetNumIndices(self.0) as usize).to_vec()
        }
    }

    pub fn int_predicate(self) -> LLVMIntPredicate {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMICmp);
        // SAFETY: checked.
        unsafe { LLVMGetICmpPredicate(self.0) }
    }

    /// Copies the debug location of `other`.
    pub fn copy_location(self, other: Value) {
        assert!(self.is_instruction() && other.is_instruction());
        // SAFETY: checked; a null location clears.
        unsafe { LLVMInstructionSetDebugLoc(self.0, LLVMInstructionGetDebugLoc(other.0)) }
    }

    /// File, line and column of an instruction or function, if the module has debug information.
    pub fn location(self) -> Option<(String, u32, u32)> {
        // SAFETY: location nodes are owned by the context and only read.
        unsafe {
            let (scope, line, column) = if self.is_instruction() {
                let location = LLVMInstructionGetDebugLoc(self.0);
                if location.is_null() {
                    return None;
                }
                let line = LLVMDILocationGetLine(location);
                (LLVMDILocationGetScope(location), line, LLVMDILocationGetColumn(location))
            } else {
                let subprogram = LLVMGetSubprogram(self.0);
                if subprogram.is_null() {
                    return None;
                }
                (subprogram, LLVMDISubprogramGetLine(subprogram), 0)
            };
            Some((super::debug::file_name(scope)?, line, column))
        }
    }

    /// Text of an inline assembly callee.
    pub fn asm_text(self) -> String {
        assert_eq!(self.kind(), ValueKind::InlineAsm);
        let mut len = 0;
        // SAFETY: checked; LLVM returns a pointer to `len` bytes.
        unsafe {
            let start = LLVMGetInlineAsmAsmString(self.0, &mut len);
            String::from_utf8_lossy(std::slice::from_raw_parts(start.cast::<u8>(), len)).into_owned()
        }
    }

    /// Constraint string of an inline assembly callee.
    pub fn asm_constraints(self) -> String {
        assert_eq!(self.kind(), ValueKind::InlineAsm);
        let mut len = 0;
        // SAFETY: checked; LLVM returns a pointer to `len` bytes.
        unsafe {
            let start = LLVMGetInlineAsmConstraintString(self.0, &mut len);
            String::from_utf8_lossy(std::slice::from_raw_parts(start.cast::<u8>(), len)).into_owned()
        }
    }

    /// True for a direct call of the named function.
    pub fn is_call_to(self, name: &str) -> bool {
        self.called_function().is_some_and(|function| function.name() == name)
    }
}

/// Operations of a read-modify-write, and predicates of a floating-point comparison.
impl Value {
    pub fn atomic_operation(self) -> llvm_sys::LLVMAtomicRMWBinOp {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMAtomicRMW);
        // SAFETY: checked.
        unsafe { LLVMGetAtomicRMWBinOp(self.0) }
    }

    pub fn real_predicate(self) -> llvm_sys::LLVMRealPredicate {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMFCmp);
        // SAFETY: checked.
        unsafe { LLVMGetFCmpPredicate(self.0) }
    }

    /// True for an `or` of operands that have no bit in common, which is a sum.
    pub fn is_disjoint_or(self) -> bool {
        // SAFETY: read of an `or` only.
        self.is_instruction()
            && self.opcode() == LLVMOpcode::LLVMOr
            && unsafe { LLVMGetIsDisjoint(self.0) != 0 }
    }

    /// Lanes that `shufflevector` picks; none where the result is poison.
    pub fn shuffle_mask(self) -> Vec<Option<u32>> {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMShuffleVector);
        // SAFETY: checked; indices are in range.
        unsafe {
            (0..LLVMGetNumMaskElements(self.0))
                .map(|index| u32::try_from(LLVMGetMaskValue(self.0, index)).ok())
                .collect()
        }
    }

    /// Removes an attribute (`noinline`) of a call site.
    pub fn remove_call_attribute(self, name: &str) {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMCall);
        // SAFETY: checked; removing an absent attribute does nothing.
        unsafe {
            let kind = LLVMGetEnumAttributeKindForName(name.as_ptr().cast(), name.len());
            LLVMRemoveCallSiteEnumAttribute(self.0, llvm_sys::LLVMAttributeIndex::MAX, kind);
        }
    }

    /// Takes back that what a call is given and returns is never undefined.
    pub fn remove_call_noundef(self) {
        assert_eq!(self.opcode(), LLVMOpcode::LLVMCall);
        let name = "noundef";
        // SAFETY: checked; attributes of the result have the index 0, those of arguments follow.
        unsafe {
            let kind = LLVMGetEnumAttributeKindForName(name.as_ptr().cast(), name.len());
            for index in 0..=self.arguments().len() as u32 {
                LLVMRemoveCallSiteEnumAttribute(self.0, index, kind);
            }
        }
    }

    /// States that an addition, subtraction, multiplication or left shift wraps neither way, or that a right shift
    /// loses no bits. Constants, which builders fold to, need no such statement.
    pub fn set_exact(self) -> Self {
        if self.is_instruction() {
            // SAFETY: callers pass instructions that have the flag.
            unsafe {
                match self.opcode() {
                    LLVMOpcode::LLVMLShr
                    | LLVMOpcode::LLVMAShr
                    | LLVMOpcode::LLVMUDiv
                    | LLVMOpcode::LLVMSDiv => {
                        LLVMSetExact(self.0, 1);
                    }
                    _ => LLVMSetNSW(self.0, 1),
                }
            }
        }
        self
    }
}

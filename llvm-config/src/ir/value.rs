//! Values and basic blocks of any kind.

use super::Type;
use llvm_sys::LLVMValueKind;
use llvm_sys::core::*;
use llvm_sys::prelude::*;

unsafe extern "C" {
    // llvm-sys 221 declares the second parameter as a number; it is where LLVM stores the length.
    #[link_name = "LLVMGetRawDataValues"]
    fn raw_data_values(constant: LLVMValueRef, bytes: *mut usize) -> *const std::ffi::c_char;
}

/// Any value: constant, argument, instruction, global.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Value(pub(super) LLVMValueRef);

/// A basic block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Block(pub(super) LLVMBasicBlockRef);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    Argument,
    Instruction,
    Function,
    GlobalVariable,
    GlobalAlias,
    /// A constant that computes (`getelementptr`, `addrspacecast`, `ptrtoint`, …).
    ConstantExpr,
    /// Array, struct or vector constant with operands.
    ConstantAggregate,
    /// Array or vector of plain numbers.
    ConstantData,
    ConstantInt,
    ConstantFloat,
    /// `zeroinitializer`.
    ConstantZero,
    ConstantNull,
    Undef,
    Poison,
    InlineAsm,
    Block,
    Metadata,
    Other,
}

impl Value {
    pub fn kind(self) -> ValueKind {
        use LLVMValueKind::*;
        // SAFETY: valid for every value.
        match unsafe { LLVMGetValueKind(self.0) } {
            LLVMArgumentValueKind => ValueKind::Argument,
            LLVMInstructionValueKind => ValueKind::Instruction,
            LLVMFunctionValueKind => ValueKind::Function,
            LLVMGlobalVariableValueKind => ValueKind::GlobalVariable,
            LLVMGlobalAliasValueKind => ValueKind::GlobalAlias,
            LLVMConstantExprValueKind => ValueKind::ConstantExpr,
            LLVMConstantArrayValueKind | LLVMConstantStructValueKind | LLVMConstantVectorValueKind => {
                ValueKind::ConstantAggregate
            }
            LLVMConstantDataArrayValueKind | LLVMConstantDataVectorValueKind => ValueKind::ConstantData,
            LLVMConstantIntValueKind => ValueKind::ConstantInt,
            LLVMConstantFPValueKind => ValueKind::ConstantFloat,
            LLVMConstantAggregateZeroValueKind => ValueKind::ConstantZero,
            LLVMConstantPointerNullValueKind => ValueKind::ConstantNull,
            LLVMUndefValueValueKind => ValueKind::Undef,
            LLVMPoisonValueKind => ValueKind::Poison,
            LLVMInlineAsmValueKind => ValueKind::InlineAsm,
            LLVMBasicBlockValueKind => ValueKind::Block,
            LLVMMetadataAsValueValueKind => ValueKind::Metadata,
            _ => ValueKind::Other,
        }
    }

    pub fn ty(self) -> Type {
        // SAFETY: valid for every value.
        Type(unsafe { LLVMTypeOf(self.0) })
    }

    pub fn name(self) -> String {
        let mut len = 0;
        // SAFETY: LLVM returns a pointer to `len` bytes owned by the value.
        unsafe {
            let start = LLVMGetValueName2(self.0, &mut len);
            String::from_utf8_lossy(std::slice::from_raw_parts(start.cast::<u8>(), len)).into_owned()
        }
    }

    pub fn set_name(self, name: &str) {
        // SAFETY: LLVM copies the bytes.
        unsafe { LLVMSetValueName2(self.0, name.as_ptr().cast(), name.len()) }
    }

    pub fn is_constant(self) -> bool {
        // SAFETY: valid for every value.
        unsafe { LLVMIsConstant(self.0) != 0 }
    }

    pub fn is_null(self) -> bool {
        // SAFETY: valid for every value; false for non-constants.
        unsafe { LLVMIsNull(self.0) != 0 }
    }

    pub fn operand_count(self) -> u32 {
        // SAFETY: users only; other kinds have none.
        match self.kind() {
            ValueKind::Argument | ValueKind::Block | ValueKind::Metadata | ValueKind::InlineAsm => 0,
            _ => unsafe { LLVMGetNumOperands(self.0) as u32 },
        }
    }

    pub fn operand(self, index: u32) -> Value {
        assert!(index < self.operand_count());
        // SAFETY: the index is checked.
        Value(unsafe { LLVMGetOperand(self.0, index) })
    }

    pub fn operands(self) -> Vec<Value> {
        (0..self.operand_count()).map(|index| self.operand(index)).collect()
    }

    pub fn set_operand(self, index: u32, value: Value) {
        assert!(index < self.operand_count());
        // SAFETY: the index is checked; the verifier checks the type after every pass.
        unsafe { LLVMSetOperand(self.0, index, value.0) }
    }

    /// Values that use this one, one entry per use.
    pub fn users(self) -> Vec<Value> {
        let mut users = Vec::new();
        // SAFETY: the use list is only read.
        unsafe {
            let mut next = LLVMGetFirstUse(self.0);
            while !next.is_null() {
                users.push(Value(LLVMGetUser(next)));
                next = LLVMGetNextUse(next);
            }
        }
        users
    }

    pub fn replace_all_uses_with(self, other: Value) {
        assert_eq!(self.ty(), other.ty());
        // SAFETY: the types agree.
        unsafe { LLVMReplaceAllUsesWith(self.0, other.0) }
    }

    /// The value of a constant integer of at most 64 bits, sign-extended.
    pub fn as_int(self) -> Option<i64> {
        if self.kind() != ValueKind::ConstantInt || self.ty().int_width() > 64 {
            return None;
        }
        // SAFETY: checked to be an integer constant that fits.
        Some(unsafe { LLVMConstIntGetSExtValue(self.0) })
    }

    /// The value of a constant integer of at most 64 bits, zero-extended.
    pub fn as_uint(self) -> Option<u64> {
        self.as_int()?;
        // SAFETY: checked by `as_int`.
        Some(unsafe { LLVMConstIntGetZExtValue(self.0) })
    }

    /// Opcode of a constant expression.
    pub fn const_opcode(self) -> llvm_sys::LLVMOpcode {
        assert_eq!(self.kind(), ValueKind::ConstantExpr);
        // SAFETY: checked.
        unsafe { LLVMGetConstOpcode(self.0) }
    }

    /// Element `index` of a constant array, struct or vector in any representation.
    pub fn aggregate_element(self, index: u32) -> Option<Value> {
        // SAFETY: LLVM returns null where there is no such element.
        let element = unsafe { LLVMGetAggregateElement(self.0, index) };
        (!element.is_null()).then_some(Value(element))
    }

    /// The bytes of a constant array or vector of numbers, in little-endian order.
    pub fn data_bytes(self) -> Vec<u8> {
        assert_eq!(self.kind(), ValueKind::ConstantData);
        let mut len = 0;
        // SAFETY: LLVM returns a pointer to `len` bytes owned by the constant.
        unsafe {
            let start = raw_data_values(self.0, &mut len);
            std::slice::from_raw_parts(start.cast::<u8>(), len).to_vec()
        }
    }

    /// The constant's bits if it is a scalar integer or floating-point number of at most 128 bits.
    pub fn scalar_bits(self) -> Option<u128> {
        let text = match self.kind() {
            ValueKind::ConstantInt if self.ty().int_width() <= 64 => {
                // SAFETY: checked to fit.
                return Some(u128::from(unsafe { LLVMConstIntGetZExtValue(self.0) }));
            }
            ValueKind::ConstantInt | ValueKind::ConstantFloat => self.to_string(),
            _ => return None,
        };
        super::layout::parse_scalar(self.ty(), text.split_whitespace().last()?)
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // SAFETY: LLVM returns an owned C string, freed here.
        unsafe {
            let text = LLVMPrintValueToString(self.0);
            let result = f.write_str(std::ffi::CStr::from_ptr(text).to_string_lossy().trim());
            LLVMDisposeMessage(text);
            result
        }
    }
}

impl Block {
    pub fn as_value(self) -> Value {
        // SAFETY: valid for every block.
        Value(unsafe { LLVMBasicBlockAsValue(self.0) })
    }

    pub fn function(self) -> Value {
        // SAFETY: valid for every block in a function.
        Value(unsafe { LLVMGetBasicBlockParent(self.0) })
    }

    pub fn name(self) -> String {
        self.as_value().name()
    }

    pub fn instructions(self) -> Vec<Value> {
        let mut instructions = Vec::new();
        // SAFETY: the list is only read.
        unsafe {
            let mut next = LLVMGetFirstInstruction(self.0);
            while !next.is_null() {
                instructions.push(Value(next));
                next = LLVMGetNextInstruction(next);
            }
        }
        instructions
    }

    pub fn terminator(self) -> Option<Value> {
        // SAFETY: LLVM returns null where there is none.
        let terminator = unsafe { LLVMGetBasicBlockTerminator(self.0) };
        (!terminator.is_null()).then_some(Value(terminator))
    }

    pub fn successors(self) -> Vec<Block> {
        self.terminator().map_or_else(Vec::new, Value::successors)
    }

    /// Moves this block to the end of `function`, which need not be its own.
    pub fn move_to(self, function: Value) {
        // SAFETY: the block is in a function of the same context. (`LLVMMoveBasicBlockBefore` keeps the old parent.)
        unsafe {
            LLVMRemoveBasicBlockFromParent(self.0);
            LLVMAppendExistingBasicBlock(function.0, self.0);
        }
    }

    pub fn delete(self) {
        // SAFETY: callers delete blocks without predecessors.
        unsafe { LLVMDeleteBasicBlock(self.0) }
    }
}

//! Functions.

use super::{Block, Type, Value, ValueKind};
use llvm_sys::LLVMAttributeIndex;
use llvm_sys::LLVMLinkage;
use llvm_sys::core::*;
use llvm_sys::debuginfo::*;
use llvm_sys::prelude::*;

/// A function attribute by its name in IR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute<'a> {
    /// `noinline`, `nounwind`, `presplitcoroutine`, …
    Enum(&'a str),
    /// `"key"="value"`.
    Text(&'a str, &'a str),
}

const FUNCTION_INDEX: LLVMAttributeIndex = LLVMAttributeIndex::MAX;

impl Value {
    pub(super) fn assert_function(self) {
        assert_eq!(self.kind(), ValueKind::Function);
    }

    pub fn is_declaration(self) -> bool {
        // SAFETY: callers pass functions or global variables.
        unsafe { LLVMIsDeclaration(self.0) != 0 }
    }

    pub fn is_intrinsic(self) -> bool {
        self.assert_function();
        // SAFETY: checked.
        unsafe { LLVMGetIntrinsicID(self.0) != 0 }
    }

    pub fn function_type(self) -> Type {
        self.assert_function();
        // SAFETY: checked.
        Type(unsafe { LLVMGlobalGetValueType(self.0) })
    }

    pub fn parameters(self) -> Vec<Value> {
        self.assert_function();
        // SAFETY: checked; indices are in range.
        unsafe { (0..LLVMCountParams(self.0)).map(|index| Value(LLVMGetParam(self.0, index))).collect() }
    }

    pub fn blocks(self) -> Vec<Block> {
        self.assert_function();
        let mut blocks = Vec::new();
        // SAFETY: checked; the list is only read.
        unsafe {
            let mut next = LLVMGetFirstBasicBlock(self.0);
            while !next.is_null() {
                blocks.push(Block(next));
                next = LLVMGetNextBasicBlock(next);
            }
        }
        blocks
    }

    pub fn instructions(self) -> Vec<Value> {
        self.blocks().into_iter().flat_map(Block::instructions).collect()
    }

    pub fn append_block(self, name: &str) -> Block {
        self.assert_function();
        let name = std::ffi::CString::new(name).expect("block names are ours");
        // SAFETY: checked.
        unsafe {
            Block(LLVMAppendBasicBlockInContext(LLVMGetTypeContext(self.ty().0), self.0, name.as_ptr()))
        }
    }

    pub fn insert_block_before(other: Block, name: &str) -> Block {
        let name = std::ffi::CString::new(name).expect("block names are ours");
        // SAFETY: `other` is in a function.
        unsafe {
            let context = LLVMGetTypeContext(LLVMTypeOf(LLVMBasicBlockAsValue(other.0)));
            Block(LLVMInsertBasicBlockInContext(context, other.0, name.as_ptr()))
        }
    }

    pub fn insert_block_after(other: Block, name: &str) -> Block {
        let block = Self::insert_block_before(other, name);
        // SAFETY: both blocks are in one function.
        unsafe { LLVMMoveBasicBlockAfter(block.0, other.0) };
        block
    }

    /// Calling convention number; CUDA kernels have 71.
    pub fn call_convention(self) -> u32 {
        self.assert_function();
        // SAFETY: checked.
        unsafe { LLVMGetFunctionCallConv(self.0) }
    }

    /// Sets the C calling convention.
    pub fn set_c_convention(self) {
        self.assert_function();
        // SAFETY: checked.
        unsafe { LLVMSetFunctionCallConv(self.0, 0) }
    }

    pub fn set_internal(self) {
        // SAFETY: callers pass functions or global variables.
        unsafe {
            LLVMSetLinkage(self.0, LLVMLinkage::LLVMInternalLinkage);
            LLVMSetVisibility(self.0, llvm_sys::LLVMVisibility::LLVMDefaultVisibility);
        }
    }

    pub fn set_external(self) {
        // SAFETY: callers pass functions or global variables.
        unsafe {
            LLVMSetLinkage(self.0, LLVMLinkage::LLVMExternalLinkage);
        }
    }

    pub fn is_internal(self) -> bool {
        // SAFETY: callers pass functions or global variables.
        matches!(
            unsafe { LLVMGetLinkage(self.0) },
            LLVMLinkage::LLVMInternalLinkage | LLVMLinkage::LLVMPrivateLinkage
        )
    }

    pub fn has_attribute(self, name: &str) -> bool {
        self.assert_function();
        // SAFETY: checked; unknown names give kind 0, which no function has.
        unsafe { !LLVMGetEnumAttributeAtIndex(self.0, FUNCTION_INDEX, kind_id(name)).is_null() }
    }

    /// Value of a string attribute.
    pub fn text_attribute(self, name: &str) -> Option<String> {
        self.assert_function();
        // SAFETY: checked; LLVM returns null if absent, otherwise a pointer with its length.
        unsafe {
            let attribute = LLVMGetStringAttributeAtIndex(
                self.0,
                FUNCTION_INDEX,
                name.as_ptr().cast(),
                name.len() as u32,
            );
            if attribute.is_null() {
                return None;
            }
            let mut len = 0;
            let start = LLVMGetStringAttributeValue(attribute, &mut len);
            Some(
                String::from_utf8_lossy(std::slice::from_raw_parts(start.cast::<u8>(), len as usize))
                    .into_owned(),
            )
        }
    }

    pub fn add_attribute(self, attribute: Attribute<'_>) {
        self.assert_function();
        // SAFETY: checked; attributes belong to the function's context.
        unsafe {
            let context = LLVMGetTypeContext(self.ty().0);
            let attribute = match attribute {
                Attribute::Enum(name) => LLVMCreateEnumAttribute(context, kind_id(name), 0),
                Attribute::Text(key, value) => LLVMCreateStringAttribute(
                    context,
                    key.as_ptr().cast(),
                    key.len() as u32,
                    value.as_ptr().cast(),
                    value.len() as u32,
                ),
            };
            LLVMAddAttributeAtIndex(self.0, FUNCTION_INDEX, attribute);
        }
    }

    pub fn remove_attribute(self, name: &str) {
        self.assert_function();
        // SAFETY: checked; removing an absent attribute does nothing.
        unsafe { LLVMRemoveEnumAttributeAtIndex(self.0, FUNCTION_INDEX, kind_id(name)) }
    }

    /// The type of a `byval` parameter (0-based), if it is one.
    pub fn byval_type(self, parameter: u32) -> Option<Type> {
        self.assert_function();
        // SAFETY: checked; attribute indices of parameters begin at 1.
        unsafe {
            let attribute = LLVMGetEnumAttributeAtIndex(self.0, parameter + 1, kind_id("byval"));
            (!attribute.is_null()).then(|| Type(LLVMGetTypeAttributeValue(attribute)))
        }
    }

    /// Alignment of a pointer parameter (0-based) in bytes, if it is stated.
    pub fn parameter_alignment(self, parameter: u32) -> Option<u32> {
        self.assert_function();
        // SAFETY: as in `byval_type`.
        unsafe {
            let attribute = LLVMGetEnumAttributeAtIndex(self.0, parameter + 1, kind_id("align"));
            (!attribute.is_null()).then(|| LLVMGetEnumAttributeValue(attribute) as u32)
        }
    }

    pub fn parameter_has(self, parameter: u32, name: &str) -> bool {
        self.assert_function();
        // SAFETY: as in `byval_type`.
        unsafe { !LLVMGetEnumAttributeAtIndex(self.0, parameter + 1, kind_id(name)).is_null() }
    }

    pub fn add_parameter_attribute(self, parameter: u32, name: &str) {
        self.assert_function();
        // SAFETY: as in `byval_type`.
        unsafe {
            let attribute = LLVMCreateEnumAttribute(LLVMGetTypeContext(self.ty().0), kind_id(name), 0);
            LLVMAddAttributeAtIndex(self.0, parameter + 1, attribute);
        }
    }

    /// Moves the debug information of `other` to this function.
    pub fn take_subprogram(self, other: Value) {
        self.assert_function();
        other.assert_function();
        // SAFETY: both are functions of one module; a subprogram may belong to one function only.
        unsafe {
            let subprogram: LLVMMetadataRef = LLVMGetSubprogram(other.0);
            if !subprogram.is_null() {
                LLVMSetSubprogram(other.0, std::ptr::null_mut());
                LLVMSetSubprogram(self.0, subprogram);
            }
        }
    }

    /// Removes a function from its module; its uses must be gone.
    pub fn delete_function(self) {
        self.assert_function();
        // SAFETY: checked; not used afterwards by contract.
        unsafe { LLVMDeleteFunction(self.0) }
    }
}

fn kind_id(name: &str) -> u32 {
    // SAFETY: LLVM reads `len` bytes.
    unsafe { LLVMGetEnumAttributeKindForName(name.as_ptr().cast(), name.len()) }
}

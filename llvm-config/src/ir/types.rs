//! Types.

use llvm_sys::LLVMTypeKind;
use llvm_sys::core::*;
use llvm_sys::prelude::*;

/// A type of some context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Type(pub(super) LLVMTypeRef);

/// The kinds of types that device code can contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeKind {
    Void,
    Half,
    BFloat,
    Float,
    Double,
    Integer,
    Function,
    Struct,
    Array,
    Pointer,
    Vector,
    Token,
    /// Metadata, labels, and types of other targets.
    Other,
}

impl Type {
    pub fn kind(self) -> TypeKind {
        // SAFETY: a type reference is valid while its context lives.
        match unsafe { LLVMGetTypeKind(self.0) } {
            LLVMTypeKind::LLVMVoidTypeKind => TypeKind::Void,
            LLVMTypeKind::LLVMHalfTypeKind => TypeKind::Half,
            LLVMTypeKind::LLVMBFloatTypeKind => TypeKind::BFloat,
            LLVMTypeKind::LLVMFloatTypeKind => TypeKind::Float,
            LLVMTypeKind::LLVMDoubleTypeKind => TypeKind::Double,
            LLVMTypeKind::LLVMIntegerTypeKind => TypeKind::Integer,
            LLVMTypeKind::LLVMFunctionTypeKind => TypeKind::Function,
            LLVMTypeKind::LLVMStructTypeKind => TypeKind::Struct,
            LLVMTypeKind::LLVMArrayTypeKind => TypeKind::Array,
            LLVMTypeKind::LLVMPointerTypeKind => TypeKind::Pointer,
            LLVMTypeKind::LLVMVectorTypeKind => TypeKind::Vector,
            LLVMTypeKind::LLVMTokenTypeKind => TypeKind::Token,
            _ => TypeKind::Other,
        }
    }

    fn context(self) -> LLVMContextRef {
        // SAFETY: as in `kind`.
        unsafe { LLVMGetTypeContext(self.0) }
    }

    pub fn is_pointer(self) -> bool {
        self.kind() == TypeKind::Pointer
    }

    /// An integer type of the same context.
    pub fn int(self, bits: u32) -> Type {
        // SAFETY: the context lives as long as `self`.
        Type(unsafe { LLVMIntTypeInContext(self.context(), bits) })
    }

    /// The pointer type of address space 0 of the same context.
    pub fn ptr(self) -> Type {
        // SAFETY: as above.
        Type(unsafe { LLVMPointerTypeInContext(self.context(), 0) })
    }

    pub fn void(self) -> Type {
        // SAFETY: as above.
        Type(unsafe { LLVMVoidTypeInContext(self.context()) })
    }

    pub fn float(self) -> Type {
        // SAFETY: as above.
        Type(unsafe { LLVMFloatTypeInContext(self.context()) })
    }

    pub fn double(self) -> Type {
        // SAFETY: as above.
        Type(unsafe { LLVMDoubleTypeInContext(self.context()) })
    }

    pub fn half(self) -> Type {
        // SAFETY: as above.
        Type(unsafe { LLVMHalfTypeInContext(self.context()) })
    }

    /// The pointer type of an address space of the same context.
    pub fn ptr_in(self, address_space: u32) -> Type {
        // SAFETY: as above.
        Type(unsafe { LLVMPointerTypeInContext(self.context(), address_space) })
    }

    pub fn token(self) -> Type {
        // SAFETY: as above.
        Type(unsafe { LLVMTokenTypeInContext(self.context()) })
    }

    /// Width in bits of an integer type.
    pub fn int_width(self) -> u32 {
        assert_eq!(self.kind(), TypeKind::Integer);
        // SAFETY: checked to be an integer type.
        unsafe { LLVMGetIntTypeWidth(self.0) }
    }

    pub fn address_space(self) -> u32 {
        assert!(self.is_pointer());
        // SAFETY: checked to be a pointer type.
        unsafe { LLVMGetPointerAddressSpace(self.0) }
    }

    /// Element type of an array or vector.
    pub fn element(self) -> Type {
        assert!(matches!(self.kind(), TypeKind::Array | TypeKind::Vector));
        // SAFETY: checked.
        Type(unsafe { LLVMGetElementType(self.0) })
    }

    /// Number of elements of an array or vector, of fields of a struct.
    pub fn len(self) -> u64 {
        // SAFETY: each call is guarded by the kind.
        unsafe {
            match self.kind() {
                TypeKind::Array => LLVMGetArrayLength2(self.0),
                TypeKind::Vector => u64::from(LLVMGetVectorSize(self.0)),
                TypeKind::Struct => u64::from(LLVMCountStructElementTypes(self.0)),
                _ => 0,
            }
        }
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Type of field `index` of a struct.
    pub fn field(self, index: u32) -> Type {
        assert!(self.kind() == TypeKind::Struct && u64::from(index) < self.len());
        // SAFETY: checked.
        Type(unsafe { LLVMStructGetTypeAtIndex(self.0, index) })
    }

    pub fn is_packed(self) -> bool {
        assert_eq!(self.kind(), TypeKind::Struct);
        // SAFETY: checked.
        unsafe { LLVMIsPackedStruct(self.0) != 0 }
    }

    /// `[len x self]`.
    pub fn array(self, len: u64) -> Type {
        // SAFETY: any sized type can be an element.
        Type(unsafe { LLVMArrayType2(self.0, len) })
    }

    /// `<len x self>`.
    pub fn vector(self, len: u32) -> Type {
        // SAFETY: callers pass scalar types.
        Type(unsafe { LLVMVectorType(self.0, len) })
    }

    /// A literal struct with these fields.
    pub fn struct_of(self, fields: &[Type], packed: bool) -> Type {
        let mut fields: Vec<LLVMTypeRef> = fields.iter().map(|field| field.0).collect();
        // SAFETY: the array outlives the call, which copies it.
        Type(unsafe {
            LLVMStructTypeInContext(self.context(), fields.as_mut_ptr(), fields.len() as u32, packed.into())
        })
    }

    /// The function type `self(parameters)`.
    pub fn function(self, parameters: &[Type]) -> Type {
        let mut parameters: Vec<LLVMTypeRef> = parameters.iter().map(|parameter| parameter.0).collect();
        // SAFETY: the array outlives the call, which copies it.
        Type(unsafe { LLVMFunctionType(self.0, parameters.as_mut_ptr(), parameters.len() as u32, 0) })
    }

    pub fn return_type(self) -> Type {
        assert_eq!(self.kind(), TypeKind::Function);
        // SAFETY: checked.
        Type(unsafe { LLVMGetReturnType(self.0) })
    }

    pub fn parameters(self) -> Vec<Type> {
        assert_eq!(self.kind(), TypeKind::Function);
        // SAFETY: checked; the buffer has the length that LLVM reports.
        unsafe {
            let mut types = vec![std::ptr::null_mut(); LLVMCountParamTypes(self.0) as usize];
            LLVMGetParamTypes(self.0, types.as_mut_ptr());
            types.into_iter().map(Type).collect()
        }
    }

    pub fn is_var_arg(self) -> bool {
        assert_eq!(self.kind(), TypeKind::Function);
        // SAFETY: checked.
        unsafe { LLVMIsFunctionVarArg(self.0) != 0 }
    }

    pub fn is_sized(self) -> bool {
        // SAFETY: valid for every type.
        unsafe { LLVMTypeIsSized(self.0) != 0 }
    }

    /// True if a value of the type holds a pointer anywhere.
    pub fn contains_pointer(self) -> bool {
        match self.kind() {
            TypeKind::Pointer => true,
            TypeKind::Array | TypeKind::Vector => self.element().contains_pointer(),
            TypeKind::Struct => (0..self.len() as u32).any(|index| self.field(index).contains_pointer()),
            _ => false,
        }
    }

    /// The null (zero) value of the type.
    pub fn null(self) -> super::Value {
        // SAFETY: valid for every first-class type, tokens included.
        super::Value(unsafe { LLVMConstNull(self.0) })
    }

    /// The integer with all bits set.
    pub fn all_ones(self) -> super::Value {
        assert_eq!(self.kind(), TypeKind::Integer);
        // SAFETY: checked.
        super::Value(unsafe { LLVMConstAllOnes(self.0) })
    }

    pub fn poison(self) -> super::Value {
        // SAFETY: valid for every first-class type.
        super::Value(unsafe { LLVMGetPoison(self.0) })
    }

    pub fn undef(self) -> super::Value {
        // SAFETY: valid for every first-class type.
        super::Value(unsafe { LLVMGetUndef(self.0) })
    }

    /// The floating-point constant nearest to `value`.
    pub fn real(self, value: f64) -> super::Value {
        assert!(matches!(
            self.kind(),
            TypeKind::Half | TypeKind::BFloat | TypeKind::Float | TypeKind::Double
        ));
        // SAFETY: checked.
        super::Value(unsafe { LLVMConstReal(self.0, value) })
    }

    /// The constant `value`, truncated to the integer type.
    pub fn constant(self, value: u64) -> super::Value {
        assert_eq!(self.kind(), TypeKind::Integer);
        // SAFETY: checked.
        super::Value(unsafe { LLVMConstInt(self.0, value, 0) })
    }

    /// A vector of `len` times the constant `value` of this integer type.
    pub fn splat(self, value: u64, len: u32) -> super::Value {
        let mut elements = vec![self.constant(value).0; len as usize];
        // SAFETY: the array outlives the call.
        super::Value(unsafe { LLVMConstVector(elements.as_mut_ptr(), len) })
    }
}

impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // SAFETY: LLVM returns an owned C string, freed here.
        unsafe {
            let text = LLVMPrintTypeToString(self.0);
            let result = f.write_str(&std::ffi::CStr::from_ptr(text).to_string_lossy());
            LLVMDisposeMessage(text);
            result
        }
    }
}

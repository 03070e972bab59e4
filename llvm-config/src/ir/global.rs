//! Global variables.

use super::{Type, Value, ValueKind};
use llvm_sys::core::*;

impl Value {
    fn assert_variable(self) {
        assert_eq!(self.kind(), ValueKind::GlobalVariable);
    }

    /// Type of the variable (not of its address).
    pub fn variable_type(self) -> Type {
        self.assert_variable();
        // SAFETY: checked.
        Type(unsafe { LLVMGlobalGetValueType(self.0) })
    }

    pub fn initializer(self) -> Option<Value> {
        self.assert_variable();
        // SAFETY: checked; null if there is none.
        let initializer = unsafe { LLVMGetInitializer(self.0) };
        (!initializer.is_null()).then_some(Value(initializer))
    }

    pub fn set_initializer(self, value: Value) {
        self.assert_variable();
        // SAFETY: checked; the verifier checks the type.
        unsafe { LLVMSetInitializer(self.0, value.0) }
    }

    pub fn is_constant_variable(self) -> bool {
        self.assert_variable();
        // SAFETY: checked.
        unsafe { LLVMIsGlobalConstant(self.0) != 0 }
    }

    pub fn set_constant_variable(self, constant: bool) {
        self.assert_variable();
        // SAFETY: checked.
        unsafe { LLVMSetGlobalConstant(self.0, constant.into()) }
    }

    /// True if the host may have changed the variable before the first kernel runs.
    pub fn is_externally_initialized(self) -> bool {
        self.assert_variable();
        // SAFETY: checked.
        unsafe { LLVMIsExternallyInitialized(self.0) != 0 }
    }

    pub fn set_externally_initialized(self, value: bool) {
        self.assert_variable();
        // SAFETY: checked.
        unsafe { LLVMSetExternallyInitialized(self.0, value.into()) }
    }

    pub fn section(self) -> String {
        self.assert_variable();
        // SAFETY: checked; LLVM returns a C string or null.
        unsafe {
            let section = LLVMGetSection(self.0);
            if section.is_null() {
                String::new()
            } else {
                std::ffi::CStr::from_ptr(section).to_string_lossy().into_owned()
            }
        }
    }

    pub fn set_section(self, section: &str) {
        self.assert_variable();
        let section = std::ffi::CString::new(section).expect("section names have no NUL");
        // SAFETY: checked; LLVM copies the string.
        unsafe { LLVMSetSection(self.0, section.as_ptr()) }
    }

    /// Removes a global variable; its uses must be gone.
    pub fn delete_variable(self) {
        self.assert_variable();
        // SAFETY: checked; not used afterwards by contract.
        unsafe { LLVMDeleteGlobal(self.0) }
    }
}

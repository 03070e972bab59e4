//! Modules: listing, adding, printing, running LLVM's passes.

use super::{Type, Value};
use inkwell::module::Module;
use inkwell::targets::TargetMachine;
use llvm_sys::core::*;
use llvm_sys::error::*;
use llvm_sys::prelude::*;
use llvm_sys::transforms::pass_builder::*;
use std::ffi::{CStr, CString, c_char};

/// LLVM rejected a pipeline or reported an error while running it.
#[derive(Debug, thiserror::Error)]
#[error("LLVM: {0}")]
pub struct PassError(pub String);

/// What inkwell's module lacks for untyped editing.
pub trait ModuleExt {
    fn raw(&self) -> LLVMModuleRef;

    /// The intrinsic with this number over these types, declared if it is not yet.
    fn intrinsic(&self, id: u32, types: &[Type]) -> Value {
        let mut types: Vec<_> = types.iter().map(|ty| ty.0).collect();
        // SAFETY: an overloaded intrinsic and as many types as it wants, by contract.
        Value(unsafe { LLVMGetIntrinsicDeclaration(self.raw(), id, types.as_mut_ptr(), types.len()) })
    }

    fn functions(&self) -> Vec<Value> {
        let mut functions = Vec::new();
        // SAFETY: the list is only read.
        unsafe {
            let mut next = LLVMGetFirstFunction(self.raw());
            while !next.is_null() {
                functions.push(Value(next));
                next = LLVMGetNextFunction(next);
            }
        }
        functions
    }

    fn variables(&self) -> Vec<Value> {
        let mut variables = Vec::new();
        // SAFETY: the list is only read.
        unsafe {
            let mut next = LLVMGetFirstGlobal(self.raw());
            while !next.is_null() {
                variables.push(Value(next));
                next = LLVMGetNextGlobal(next);
            }
        }
        variables
    }

    /// Aliases with what they stand for.
    fn aliases(&self) -> Vec<(Value, Value)> {
        let mut aliases = Vec::new();
        // SAFETY: the list is only read.
        unsafe {
            let mut next = LLVMGetFirstGlobalAlias(self.raw());
            while !next.is_null() {
                aliases.push((Value(next), Value(LLVMAliasGetAliasee(next))));
                next = LLVMGetNextGlobalAlias(next);
            }
        }
        aliases
    }

    fn function(&self, name: &str) -> Option<Value> {
        // SAFETY: LLVM reads `len` bytes and returns null if there is none.
        let function =
            unsafe { LLVMGetNamedFunctionWithLength(self.raw(), name.as_ptr().cast(), name.len()) };
        (!function.is_null()).then_some(Value(function))
    }

    fn variable(&self, name: &str) -> Option<Value> {
        // SAFETY: LLVM reads `len` bytes and returns null if there is none.
        let variable = unsafe { LLVMGetNamedGlobalWithLength(self.raw(), name.as_ptr().cast(), name.len()) };
        (!variable.is_null()).then_some(Value(variable))
    }

    /// Adds a function; LLVM renames it if the name is taken.
    fn add(&self, name: &str, ty: Type) -> Value {
        let name = CString::new(name).expect("symbol names have no NUL");
        // SAFETY: `ty` is a function type by contract.
        Value(unsafe { LLVMAddFunction(self.raw(), name.as_ptr(), ty.0) })
    }

    /// The function of that name, declared if it is not there yet.
    fn declare(&self, name: &str, ty: Type) -> Value {
        self.function(name).unwrap_or_else(|| self.add(name, ty))
    }

    /// Adds a global variable in address space 0.
    fn add_variable(&self, name: &str, ty: Type) -> Value {
        let name = CString::new(name).expect("symbol names have no NUL");
        // SAFETY: sized type by contract.
        Value(unsafe { LLVMAddGlobal(self.raw(), ty.0, name.as_ptr()) })
    }

    /// Adds a global variable in NVPTX's shared address space.
    fn add_shared_variable(&self, name: &str, ty: Type) -> Value {
        const SHARED: u32 = 3;
        self.add_variable_in(SHARED, name, ty)
    }

    /// Adds a global variable in the address space.
    fn add_variable_in(&self, address_space: u32, name: &str, ty: Type) -> Value {
        let name = CString::new(name).expect("symbol names have no NUL");
        // SAFETY: sized type by contract.
        Value(unsafe { LLVMAddGlobalInAddressSpace(self.raw(), ty.0, name.as_ptr(), address_space) })
    }

    /// `void` of the module's context, from which all other types are made.
    fn void(&self) -> Type {
        // SAFETY: the context lives as long as the module.
        Type(unsafe { LLVMVoidTypeInContext(LLVMGetModuleContext(self.raw())) })
    }

    fn set_layout_and_triple(&self, layout: &str, triple: &str) {
        let (layout, triple) = (
            CString::new(layout).expect("layouts are constants without NUL"),
            CString::new(triple).expect("triples are constants without NUL"),
        );
        // SAFETY: LLVM copies the strings.
        unsafe {
            LLVMSetDataLayout(self.raw(), layout.as_ptr());
            LLVMSetTarget(self.raw(), triple.as_ptr());
        }
    }

    /// Value of an integer module flag.
    fn integer_flag(&self, name: &str) -> Option<u64> {
        // SAFETY: LLVM returns null if there is none; flags hold constants.
        unsafe {
            let flag = LLVMGetModuleFlag(self.raw(), name.as_ptr().cast(), name.len());
            if flag.is_null() {
                return None;
            }
            Value(LLVMMetadataAsValue(LLVMGetModuleContext(self.raw()), flag)).metadata_int()
        }
    }
}

impl Value {
    /// The integer constant that a metadata value wraps.
    fn metadata_int(self) -> Option<u64> {
        let text = self.to_string();
        text.rsplit(' ').next()?.parse().ok()
    }
}

impl ModuleExt for Module<'_> {
    fn raw(&self) -> LLVMModuleRef {
        self.as_mut_ptr()
    }
}

/// Runs a pipeline in `opt -passes=` syntax over the module. Loop and SLP vectorizers stay off: they undo the
/// shapes that this compiler makes, and vectorisation across threads is ours.
pub fn run_passes(
    module: &Module<'_>,
    pipeline: &str,
    machine: &TargetMachine,
    verify_each: bool,
) -> Result<(), PassError> {
    // SAFETY: module and machine live during the call.
    run(pipeline, verify_each, |text, options| unsafe {
        LLVMRunPasses(module.as_mut_ptr(), text, machine.as_mut_ptr(), options)
    })
}

/// Runs a pipeline of function passes over one function.
pub fn run_function_passes(
    function: Value,
    pipeline: &str,
    machine: &TargetMachine,
    verify_each: bool,
) -> Result<(), PassError> {
    // SAFETY: function and machine live during the call.
    run(pipeline, verify_each, |text, options| unsafe {
        LLVMRunPassesOnFunction(function.0, text, machine.as_mut_ptr(), options)
    })
}

fn run(
    pipeline: &str,
    verify_each: bool,
    start: impl FnOnce(*const c_char, LLVMPassBuilderOptionsRef) -> LLVMErrorRef,
) -> Result<(), PassError> {
    let text = CString::new(pipeline).expect("pipelines are constants without NUL");
    // SAFETY: options are disposed of; the error is consumed.
    unsafe {
        let options = LLVMCreatePassBuilderOptions();
        LLVMPassBuilderOptionsSetLoopVectorization(options, 0);
        LLVMPassBuilderOptionsSetSLPVectorization(options, 0);
        LLVMPassBuilderOptionsSetLoopInterleaving(options, 0);
        LLVMPassBuilderOptionsSetVerifyEach(options, verify_each.into());
        let error = start(text.as_ptr(), options);
        LLVMDisposePassBuilderOptions(options);
        if error.is_null() {
            return Ok(());
        }
        let message = LLVMGetErrorMessage(error);
        let text = CStr::from_ptr(message).to_string_lossy().into_owned();
        LLVMDisposeErrorMessage(message);
        Err(PassError(format!("pipeline `{pipeline}`: {text}")))
    }
}

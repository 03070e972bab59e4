//! Debug information for functions that no source line names.
//!
//! LLVM writes line tables for functions with a subprogram only: code that is inlined into a function without one
//! loses its lines.

use super::{Builder, ModuleExt, Value};
use inkwell::module::Module;
use llvm_sys::core::{LLVMGetTypeContext, LLVMSetCurrentDebugLocation2};
use llvm_sys::debuginfo::*;
use std::ptr::null_mut;

/// True if any function of the module says where it stands in the source.
pub fn has_subprograms(module: &Module<'_>) -> bool {
    // SAFETY: only reads.
    module.functions().iter().any(|function| unsafe { !LLVMGetSubprogram(function.0).is_null() })
}

/// Gives each of the functions a subprogram at line 0 of a compile unit named `unit`.
pub fn add_artificial_subprograms(module: &Module<'_>, unit: &str, functions: &[Value]) {
    let text = |text: &str| (text.as_ptr().cast(), text.len());
    let (unit_name, unit_bytes) = text(unit);
    let (empty, _) = text("");
    // SAFETY: names come with their lengths; the builder is finished and disposed of before the module can change.
    unsafe {
        let builder = LLVMCreateDIBuilder(module.raw());
        let file = LLVMDIBuilderCreateFile(builder, unit_name, unit_bytes, empty, 0);
        LLVMDIBuilderCreateCompileUnit(
            builder,
            LLVMDWARFSourceLanguage::LLVMDWARFSourceLanguageC11,
            file,
            unit_name,
            unit_bytes,
            1,
            empty,
            0,
            0,
            empty,
            0,
            LLVMDWARFEmissionKind::LLVMDWARFEmissionKindLineTablesOnly,
            0,
            0,
            0,
            empty,
            0,
            empty,
            0,
        );
        let ty = LLVMDIBuilderCreateSubroutineType(builder, file, null_mut(), 0, LLVMDIFlagArtificial);
        for function in functions {
            function.assert_function();
            let name = function.name();
            let (name, bytes) = text(&name);
            let subprogram = LLVMDIBuilderCreateFunction(
                builder,
                file,
                name,
                bytes,
                name,
                bytes,
                file,
                0,
                ty,
                0,
                1,
                0,
                LLVMDIFlagArtificial,
                1,
            );
            LLVMSetSubprogram(function.0, subprogram);
        }
        LLVMDIBuilderFinalize(builder);
        LLVMDisposeDIBuilder(builder);
    }
}

impl Builder {
    /// Instructions built from now on stand at line 0 of the function, if it has a subprogram.
    pub fn locate_in(&self, function: Value) {
        function.assert_function();
        // SAFETY: checked; a null location clears.
        unsafe {
            let subprogram = LLVMGetSubprogram(function.0);
            let location = if subprogram.is_null() {
                null_mut()
            } else {
                let context = LLVMGetTypeContext(function.ty().0);
                LLVMDIBuilderCreateDebugLocation(context, 0, 0, subprogram, null_mut())
            };
            LLVMSetCurrentDebugLocation2(self.0, location);
        }
    }
}

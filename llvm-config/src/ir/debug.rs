//! Debug information for functions that no source line names.
//!
//! LLVM writes line tables for functions with a subprogram only: code that is inlined into a function without one
//! loses its lines.

use super::{Builder, ModuleExt, Value};
use inkwell::module::Module;
use llvm_sys::core::*;
use llvm_sys::debuginfo::*;
use llvm_sys::prelude::*;
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

impl Builder {
    /// Instructions built from now on stand where `instruction` does, as if its function were inlined at line 0 of
    /// `function`, if that has a subprogram.
    pub fn locate_inlined(&self, instruction: Value, function: Value) {
        function.assert_function();
        assert!(instruction.is_instruction());
        // SAFETY: checked; location nodes are owned by the context.
        unsafe {
            let subprogram = LLVMGetSubprogram(function.0);
            let location = LLVMInstructionGetDebugLoc(instruction.0);
            let located = if subprogram.is_null() || location.is_null() {
                null_mut()
            } else {
                let context = LLVMGetTypeContext(function.ty().0);
                let outer = LLVMDIBuilderCreateDebugLocation(context, 0, 0, subprogram, null_mut());
                inlined(context, location, outer)
            };
            LLVMSetCurrentDebugLocation2(self.0, located);
        }
    }
}

impl Builder {
    /// Inserts an instruction of another function, which stands where this builder does.
    pub fn insert_here(&self, instruction: Value) {
        self.insert(instruction);
        // SAFETY: checked by `insert`; a null location clears.
        unsafe { LLVMInstructionSetDebugLoc(instruction.0, LLVMGetCurrentDebugLocation2(self.0)) }
    }
}

/// The location with `outer` at the end of its chain of calls.
unsafe fn inlined(
    context: LLVMContextRef,
    location: LLVMMetadataRef,
    outer: LLVMMetadataRef,
) -> LLVMMetadataRef {
    // SAFETY: locations by contract.
    unsafe {
        let call = LLVMDILocationGetInlinedAt(location);
        let call = if call.is_null() { outer } else { inlined(context, call, outer) };
        LLVMDIBuilderCreateDebugLocation(
            context,
            LLVMDILocationGetLine(location),
            LLVMDILocationGetColumn(location),
            LLVMDILocationGetScope(location),
            call,
        )
    }
}

/// A line of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// Name of the function that holds the line, without namespaces and parameters.
    pub function: Option<String>,
    pub file: String,
    /// 1-based.
    pub line: u32,
    /// 1-based; 0 if unknown.
    pub column: u32,
}

impl Value {
    /// Where an instruction stands: its own line, then the calls that inlining replaced, innermost first. Empty
    /// without debug information.
    pub fn source_places(self) -> Vec<SourcePlace> {
        assert!(self.is_instruction());
        let mut places = Vec::new();
        // SAFETY: checked; location nodes are owned by the context and only read.
        unsafe {
            let context = LLVMGetTypeContext(self.ty().0);
            let mut location = LLVMInstructionGetDebugLoc(self.0);
            while !location.is_null() {
                let scope = LLVMDILocationGetScope(location);
                places.push(SourcePlace {
                    function: subprogram_name(context, scope),
                    file: file_name(scope).unwrap_or_default(),
                    line: LLVMDILocationGetLine(location),
                    column: LLVMDILocationGetColumn(location),
                });
                location = LLVMDILocationGetInlinedAt(location);
            }
        }
        places
    }
}

/// # Safety
/// `scope` is a local scope.
pub(super) unsafe fn file_name(scope: LLVMMetadataRef) -> Option<String> {
    // SAFETY: names are not NUL-terminated and come with a length.
    unsafe {
        let file = LLVMDIScopeGetFile(scope);
        if file.is_null() {
            return None;
        }
        let mut bytes = 0;
        let start = LLVMDIFileGetFilename(file, &mut bytes);
        let name = std::slice::from_raw_parts(start.cast::<u8>(), bytes as usize);
        Some(String::from_utf8_lossy(name).into_owned())
    }
}

/// # Safety
/// `scope` is a local scope of `context`.
unsafe fn subprogram_name(context: LLVMContextRef, mut scope: LLVMMetadataRef) -> Option<String> {
    // The C API names neither the parent of a block nor a subprogram's name: they are operands 1 and 2.
    const SCOPE: usize = 1;
    const NAME: usize = 2;
    // SAFETY: operands are read within the number that LLVM tells; strings come with a length.
    unsafe {
        while !matches!(LLVMGetMetadataKind(scope), LLVMMetadataKind::LLVMDISubprogramMetadataKind) {
            scope = LLVMValueAsMetadata(operand(context, scope, SCOPE)?);
        }
        let mut bytes = 0;
        let start = LLVMGetMDString(operand(context, scope, NAME)?, &mut bytes);
        if start.is_null() {
            return None;
        }
        let name = std::slice::from_raw_parts(start.cast::<u8>(), bytes as usize);
        Some(String::from_utf8_lossy(name).into_owned())
    }
}

/// # Safety
/// `node` is a metadata node of `context`.
unsafe fn operand(context: LLVMContextRef, node: LLVMMetadataRef, index: usize) -> Option<LLVMValueRef> {
    // SAFETY: the array has as many elements as LLVM writes.
    unsafe {
        let node = LLVMMetadataAsValue(context, node);
        let mut operands = vec![null_mut(); LLVMGetMDNodeNumOperands(node) as usize];
        LLVMGetMDNodeOperands(node, operands.as_mut_ptr());
        operands.get(index).copied().filter(|operand| !operand.is_null())
    }
}

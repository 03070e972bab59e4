//! Kernel parameters: packed into one buffer, each at its natural alignment.

use crate::blame::{describe, location};
use anywarp_artifact::Parameter;
use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::{Layout, Type, Value};

/// CUDA C++ Programming Guide, "Function parameters": 4 KiB, 32764 bytes since 12.1 on Volta and newer.
const LIMIT: u64 = 32764;

#[derive(Clone)]
pub(crate) struct ParameterLayout {
    pub(crate) fields: Vec<Parameter>,
    /// Type in memory and alignment of each field.
    pub(crate) types: Vec<(Type, u32)>,
    pub(crate) bytes: u32,
}

impl ParameterLayout {
    pub(crate) fn of(layout: &Layout, kernel: Value) -> Result<Self, Diagnostics> {
        let mut offset = 0u64;
        let mut result = Self { fields: Vec::new(), types: Vec::new(), bytes: 0 };
        for (index, parameter) in kernel.parameters().into_iter().enumerate() {
            let index = index as u32;
            let ty = kernel.byval_type(index).unwrap_or_else(|| parameter.ty());
            let stated = kernel.byval_type(index).and_then(|_| kernel.parameter_alignment(index));
            let alignment = stated.unwrap_or_else(|| layout.alignment(ty));
            let bytes = layout.alloc_bytes(ty);
            offset = offset.next_multiple_of(u64::from(alignment));
            result.fields.push(Parameter { offset: offset as u32, bytes: bytes as u32 });
            result.types.push((ty, alignment));
            offset += bytes;
        }
        if offset > LIMIT {
            let message = format!("{} has {offset} bytes of parameters", describe(kernel));
            return Err(vec![
                Diagnostic::new(Code::TooManyParameterBytes, message).at(location(kernel)).note(format!(
                    "CUDA allows {LIMIT} bytes; pass a pointer to a structure in device memory instead"
                )),
            ]);
        }
        result.bytes = offset as u32;
        Ok(result)
    }
}

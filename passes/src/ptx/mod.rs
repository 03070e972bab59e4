//! Inline PTX: which calls hold it, and what a message says about one that is left.

pub(crate) mod return_at_exit;
pub(crate) mod translate_inline_ptx;

use anywarp_ptx::{InlineAssembly, ValueType};
use llvm_config::ir::{Opcode, Type, TypeKind, Value, ValueKind};

/// True for a call of assembly that says something: `asm volatile("" ::: "memory")` only tells the optimiser.
fn is_assembly(i: Value) -> bool {
    i.opcode() == Opcode::LLVMCall
        && i.callee().kind() == ValueKind::InlineAsm
        && !(i.callee().asm_text().trim().is_empty() && i.ty().kind() == TypeKind::Void)
}

/// A call of inline assembly as the translation takes it.
fn assembly(call: Value) -> Result<InlineAssembly, String> {
    let (callee, ty) = (call.callee(), call.ty());
    let results: Vec<Type> = match ty.kind() {
        TypeKind::Void => Vec::new(),
        TypeKind::Struct => (0..ty.len() as u32).map(|index| ty.field(index)).collect(),
        _ => vec![ty],
    };
    let arguments = call.arguments();
    let types = |types: Vec<Type>| types.into_iter().map(value_type).collect::<Result<Vec<_>, String>>();
    Ok(InlineAssembly {
        text: callee.asm_text(),
        constraints: callee.asm_constraints(),
        arguments: types(arguments.iter().map(|argument| argument.ty()).collect())?,
        constants: arguments.iter().map(|argument| argument.as_int()).collect(),
        results: types(results)?,
    })
}

fn value_type(ty: Type) -> Result<ValueType, String> {
    Ok(ValueType { text: ty.to_string(), bits: bits(ty)? })
}

fn bits(ty: Type) -> Result<u32, String> {
    Ok(match ty.kind() {
        TypeKind::Integer => ty.int_width(),
        TypeKind::Half | TypeKind::BFloat => 16,
        TypeKind::Float => 32,
        TypeKind::Double | TypeKind::Pointer => 64,
        TypeKind::Vector => bits(ty.element())? * ty.len() as u32,
        _ => return Err(format!("an operand has the type `{ty}`")),
    })
}

/// Why a call of inline assembly is still there.
pub(crate) fn refusal(call: Value) -> String {
    let result = assembly(call).map_err(|message| anywarp_ptx::Error { line: 1, opcode: None, message });
    match result.and_then(|assembly| anywarp_ptx::translate(&assembly)) {
        Ok(_) => "inline PTX was not translated".to_owned(),
        Err(error) => {
            let opcode = error.opcode.map_or(String::new(), |opcode| format!(" `{opcode}`"));
            let lines = call.callee().asm_text().trim_end().lines().count();
            let line =
                if lines > 1 { format!(" (line {} of the statement)", error.line) } else { String::new() };
            format!("inline PTX{opcode}: {}{line}", error.message)
        }
    }
}

//! Types of values: one address space is left.

use llvm_config::ir::{Type, TypeKind};

/// The type of a value after retargeting: every pointer is one of address space 0.
pub(crate) fn value_type(ty: Type) -> Type {
    if !mentions_address_space(ty) {
        return ty;
    }
    match ty.kind() {
        TypeKind::Pointer => ty.ptr(),
        TypeKind::Array => value_type(ty.element()).array(ty.len()),
        TypeKind::Vector => value_type(ty.element()).vector(ty.len() as u32),
        TypeKind::Struct => {
            let fields: Vec<Type> = (0..ty.len() as u32).map(|index| value_type(ty.field(index))).collect();
            ty.struct_of(&fields, ty.is_packed())
        }
        TypeKind::Function => {
            let parameters: Vec<Type> = ty.parameters().into_iter().map(value_type).collect();
            value_type(ty.return_type()).function(&parameters)
        }
        _ => ty,
    }
}

fn mentions_address_space(ty: Type) -> bool {
    match ty.kind() {
        TypeKind::Pointer => ty.address_space() != 0,
        TypeKind::Array | TypeKind::Vector => mentions_address_space(ty.element()),
        TypeKind::Struct => (0..ty.len() as u32).any(|index| mentions_address_space(ty.field(index))),
        TypeKind::Function => {
            mentions_address_space(ty.return_type())
                || ty.parameters().into_iter().any(mentions_address_space)
        }
        _ => false,
    }
}

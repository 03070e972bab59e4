//! Initial values of global variables as bytes in a given layout, with the places that hold addresses.

use anywarp_diag::{Code, Diagnostic, Diagnostics};
use llvm_config::ir::{Layout, Opcode, Type, TypeKind, Value, ValueKind};

/// Bytes of a variable; `relocations` are the pointer-sized fields that hold addresses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Initial {
    pub(crate) bytes: Vec<u8>,
    pub(crate) relocations: Vec<Symbolic>,
}

/// The address `symbol + addend` at `at`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbolic {
    pub(crate) at: u64,
    /// A function or a global variable.
    pub(crate) symbol: Value,
    pub(crate) addend: i64,
}

impl Initial {
    pub(crate) fn of(layout: &Layout, variable: Value) -> Result<Self, Diagnostics> {
        let ty = variable.variable_type();
        let mut initial = Self { bytes: vec![0; layout.alloc_bytes(ty) as usize], relocations: Vec::new() };
        if let Some(value) = variable.initializer() {
            initial.write(layout, value, 0).map_err(|what| {
                vec![
                    Diagnostic::new(
                        Code::Unsupported,
                        format!("the initial value of `{}` {what}", variable.name()),
                    )
                    .note("initialise the variable from a kernel or with cudaMemcpyToSymbol"),
                ]
            })?;
        }
        Ok(initial)
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.relocations.is_empty() && self.bytes.iter().all(|&byte| byte == 0)
    }

    fn write(&mut self, layout: &Layout, value: Value, at: u64) -> Result<(), String> {
        match value.kind() {
            ValueKind::ConstantZero | ValueKind::ConstantNull | ValueKind::Undef | ValueKind::Poison => {
                Ok(())
            }
            ValueKind::ConstantData => {
                self.put(at, &value.data_bytes());
                Ok(())
            }
            ValueKind::ConstantAggregate => self.write_aggregate(layout, value, at),
            ValueKind::ConstantInt | ValueKind::ConstantFloat => {
                let bits = value
                    .scalar_bits()
                    .ok_or_else(|| format!("holds a `{}` that is too wide", value.ty()))?;
                let bytes = layout.store_bytes(value.ty()) as usize;
                self.put(at, &bits.to_le_bytes()[..bytes]);
                Ok(())
            }
            _ => {
                let (symbol, addend) =
                    address(layout, value).ok_or_else(|| format!("computes `{value}` at load time"))?;
                match symbol {
                    Some(symbol) => self.relocations.push(Symbolic { at, symbol, addend }),
                    None => {
                        let bytes = layout.store_bytes(value.ty()) as usize;
                        self.put(at, &addend.to_le_bytes()[..bytes]);
                    }
                }
                Ok(())
            }
        }
    }

    fn write_aggregate(&mut self, layout: &Layout, value: Value, at: u64) -> Result<(), String> {
        let ty = value.ty();
        for index in 0..ty.len() as u32 {
            let Some(element) = value.aggregate_element(index) else { continue };
            self.write(layout, element, at + element_offset(layout, ty, index))?;
        }
        Ok(())
    }

    fn put(&mut self, at: u64, bytes: &[u8]) {
        let at = at as usize;
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
    }
}

/// Offset of element or field `index` of an array, vector or struct.
pub(crate) fn element_offset(layout: &Layout, ty: Type, index: u32) -> u64 {
    match ty.kind() {
        TypeKind::Struct => layout.field_offset(ty, index),
        // Vector elements are packed: `store_bytes`, not `alloc_bytes`.
        TypeKind::Vector => layout.store_bytes(ty.element()) * u64::from(index),
        _ => layout.alloc_bytes(ty.element()) * u64::from(index),
    }
}

/// A constant address as `symbol + addend`; no symbol for a plain number.
pub(crate) fn address(layout: &Layout, value: Value) -> Option<(Option<Value>, i64)> {
    match value.kind() {
        ValueKind::Function | ValueKind::GlobalVariable => Some((Some(value), 0)),
        ValueKind::ConstantNull => Some((None, 0)),
        ValueKind::ConstantInt => Some((None, value.as_int()?)),
        ValueKind::ConstantExpr => match value.const_opcode() {
            Opcode::LLVMAddrSpaceCast | Opcode::LLVMBitCast | Opcode::LLVMPtrToInt | Opcode::LLVMIntToPtr => {
                address(layout, value.operand(0))
            }
            Opcode::LLVMGetElementPtr => {
                let (symbol, addend) = address(layout, value.operand(0))?;
                Some((symbol, addend + constant_gep_offset(layout, value)?))
            }
            Opcode::LLVMAdd => {
                let (a, x) = address(layout, value.operand(0))?;
                let (b, y) = address(layout, value.operand(1))?;
                if a.is_some() && b.is_some() { None } else { Some((a.or(b), x + y)) }
            }
            Opcode::LLVMSub => match (address(layout, value.operand(0))?, address(layout, value.operand(1))?)
            {
                ((a, x), (b, y)) if a == b => Some((None, x - y)),
                ((a, x), (None, y)) => Some((a, x - y)),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Byte offset that a `getelementptr` with constant indices adds.
pub(crate) fn constant_gep_offset(layout: &Layout, gep: Value) -> Option<i64> {
    let mut ty = gep.gep_source_type();
    let mut offset = gep.operand(1).as_int()? * layout.alloc_bytes(ty) as i64;
    for index in 2..gep.operand_count() {
        let number = gep.operand(index).as_int()?;
        if ty.kind() == TypeKind::Struct {
            offset += layout.field_offset(ty, number as u32) as i64;
            ty = ty.field(number as u32);
        } else {
            ty = ty.element();
            offset += number * layout.alloc_bytes(ty) as i64;
        }
    }
    Some(offset)
}

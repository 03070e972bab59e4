//! Types, each declared once.

use crate::emitter::Emitter;
use anywarp_artifact::spirv::Requirement;
use llvm_config::ir::{Type, TypeKind};
use rspirv::dr::Operand;
use rspirv::spirv::{Capability, Op, StorageClass, Word};

/// A type by its structure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    Void,
    Bool,
    Integer(u32),
    Float(u32),
    Vector(Word, u32),
    /// Of a constant's length.
    Array(Word, Word),
    Struct(Vec<Word>),
    Pointer(u32, Word),
    Function(Word),
}

impl Emitter<'_, '_> {
    pub(crate) fn shape(&mut self, shape: Shape) -> Word {
        if let Some(&id) = self.shapes.get(&shape) {
            return id;
        }
        let id = self.declare(&shape);
        self.shapes.insert(shape, id);
        id
    }

    fn declare(&mut self, shape: &Shape) -> Word {
        let id_ref = Operand::IdRef;
        match shape {
            Shape::Void => self.global(Op::TypeVoid, None, vec![]),
            Shape::Bool => self.global(Op::TypeBool, None, vec![]),
            Shape::Integer(width) => {
                self.integer_width(*width);
                self.global(Op::TypeInt, None, vec![Operand::LiteralBit32(*width), Operand::LiteralBit32(0)])
            }
            Shape::Float(width) => {
                self.float_width(*width);
                self.global(Op::TypeFloat, None, vec![Operand::LiteralBit32(*width)])
            }
            Shape::Vector(element, len) => {
                self.global(Op::TypeVector, None, vec![id_ref(*element), Operand::LiteralBit32(*len)])
            }
            Shape::Array(element, len) => {
                self.global(Op::TypeArray, None, vec![id_ref(*element), id_ref(*len)])
            }
            Shape::Struct(fields) => {
                self.global(Op::TypeStruct, None, fields.iter().map(|&field| id_ref(field)).collect())
            }
            Shape::Pointer(class, pointee) => {
                let class = StorageClass::from_u32(*class).unwrap_or(StorageClass::Function);
                self.global(Op::TypePointer, None, vec![Operand::StorageClass(class), id_ref(*pointee)])
            }
            Shape::Function(result) => self.global(Op::TypeFunction, None, vec![id_ref(*result)]),
        }
    }

    fn integer_width(&mut self, width: u32) {
        let needs = match width {
            8 => Some((Capability::Int8, Requirement::Int8)),
            16 => Some((Capability::Int16, Requirement::Int16)),
            64 => Some((Capability::Int64, Requirement::Int64)),
            _ => None,
        };
        if let Some((capability, requirement)) = needs {
            self.capability(capability);
            self.require(requirement);
        }
    }

    fn float_width(&mut self, width: u32) {
        self.float_widths.insert(width);
        let needs = match width {
            16 => Some((Capability::Float16, Requirement::Float16)),
            64 => Some((Capability::Float64, Requirement::Float64)),
            _ => None,
        };
        if let Some((capability, requirement)) = needs {
            self.capability(capability);
            self.require(requirement);
        }
    }

    pub(crate) fn void(&mut self) -> Word {
        self.shape(Shape::Void)
    }

    pub(crate) fn bool(&mut self) -> Word {
        self.shape(Shape::Bool)
    }

    pub(crate) fn integer(&mut self, width: u32) -> Word {
        self.shape(Shape::Integer(width))
    }

    pub(crate) fn u32(&mut self) -> Word {
        self.integer(32)
    }

    pub(crate) fn pointer(&mut self, class: StorageClass, pointee: Word) -> Word {
        self.shape(Shape::Pointer(class as u32, pointee))
    }

    /// The type of an LLVM value.
    pub(crate) fn ty(&mut self, ty: Type) -> Word {
        if let Some(&id) = self.llvm_types.get(&ty) {
            return id;
        }
        let id = match ty.kind() {
            TypeKind::Void => self.void(),
            TypeKind::Integer => match ty.int_width() {
                1 => self.bool(),
                width @ (8 | 16 | 32 | 64) => self.integer(width),
                width => {
                    self.unsupported(None, format!("an integer of {width} bits"));
                    self.u32()
                }
            },
            TypeKind::Half => self.shape(Shape::Float(16)),
            TypeKind::Float => self.shape(Shape::Float(32)),
            TypeKind::Double => self.shape(Shape::Float(64)),
            TypeKind::Vector if (2..=4).contains(&ty.len()) => {
                let element = self.ty(ty.element());
                self.shape(Shape::Vector(element, ty.len() as u32))
            }
            TypeKind::Struct => {
                let fields: Vec<Word> = (0..ty.len() as u32).map(|index| self.ty(ty.field(index))).collect();
                self.shape(Shape::Struct(fields))
            }
            TypeKind::Array | TypeKind::Vector => {
                let element = self.ty(ty.element());
                let len = self.number(32, ty.len());
                self.shape(Shape::Array(element, len))
            }
            _ => {
                self.unsupported(None, format!("a value of type `{ty}`"));
                self.u32()
            }
        };
        self.llvm_types.insert(ty, id);
        id
    }
}

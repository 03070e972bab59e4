//! The values of a group of threads.

use super::emit::Emitter;
use llvm_config::ir::{Opcode, Type, TypeKind, Value};

/// A value of each thread of a group.
#[derive(Clone, Debug)]
pub(super) enum Lanes {
    /// The same for all.
    Uniform(Value),
    /// Thread `n` has `first + n * stride`. Of numbers wider than a word only the low word grows so; `all` has them whole.
    Affine { first: Value, stride: i64, all: Option<Value> },
    /// A vector for each part: of a number one, of a structure or a vector one for each element.
    Varying(Vec<Value>),
}

/// The type in which vectors hold values of a scalar type: addresses are numbers.
pub(super) fn lane_type(ty: Type) -> Type {
    if ty.is_pointer() { ty.int(32) } else { ty }
}

/// The scalar types that a value of this type consists of.
pub(super) fn parts(ty: Type) -> Vec<Type> {
    match ty.kind() {
        TypeKind::Vector => vec![ty.element(); ty.len() as usize],
        TypeKind::Struct => (0..ty.len() as u32).map(|index| ty.field(index)).collect(),
        _ => vec![ty],
    }
}

impl Emitter<'_, '_> {
    /// The parts of a value as vectors.
    pub(super) fn vectors(&self, lanes: &Lanes, ty: Type) -> Vec<Value> {
        match lanes {
            Lanes::Varying(parts) => parts.clone(),
            Lanes::Affine { all: Some(all), .. } => vec![*all],
            Lanes::Affine { first, stride, all: None } => vec![self.ramp(*first, *stride)],
            Lanes::Uniform(value) => {
                let types = parts(ty);
                let part = |index: usize| match ty.kind() {
                    TypeKind::Vector => self.b.extract_element(*value, ty.int(32).constant(index as u64)),
                    TypeKind::Struct => self.b.extract_value(*value, index as u32),
                    _ => *value,
                };
                (0..types.len()).map(|index| self.splat(part(index))).collect()
            }
        }
    }

    /// A value of one part as a vector.
    pub(super) fn vector(&self, lanes: &Lanes, ty: Type) -> Value {
        self.vectors(lanes, ty)[0]
    }

    /// The same number for all.
    pub(super) fn splat(&self, value: Value) -> Value {
        let value = if value.ty().is_pointer() { self.b.ptr_to_int(value, self.i32()) } else { value };
        self.b.splat(value, self.width())
    }

    fn ramp(&self, first: Value, stride: i64) -> Value {
        let base = self.splat(first);
        let element = base.ty().element();
        let steps: Vec<u64> = (0..i64::from(self.width())).map(|lane| (lane * stride) as u64).collect();
        self.b.add(base, element.vector_of(&steps))
    }

    /// The first thread's value, of one that is uniform or grows evenly.
    pub(super) fn first(&self, lanes: &Lanes) -> Value {
        match lanes {
            Lanes::Uniform(value) | Lanes::Affine { first: value, .. } => *value,
            Lanes::Varying(_) => unreachable!("a value that varies was taken for one that does not"),
        }
    }

    /// A condition as a mask.
    pub(super) fn mask_of(&self, condition: Value) -> Value {
        self.b.sext(condition, self.mask_type())
    }

    /// A mask as a condition for each thread.
    pub(super) fn condition_of(&self, mask: Value) -> Value {
        let none = self.i32().splat(0, self.width());
        self.b.icmp(llvm_config::ir::IntPredicate::LLVMIntNE, mask, none)
    }

    /// Where a vector is kept between blocks: conditions as masks.
    pub(super) fn stored(&self, vector: Value) -> Value {
        if vector.ty().element().kind() == TypeKind::Integer && vector.ty().element().int_width() == 1 {
            self.mask_of(vector)
        } else {
            vector
        }
    }

    pub(super) fn stored_type(&self, ty: Type) -> Type {
        let ty = lane_type(ty);
        let is_condition = ty.kind() == TypeKind::Integer && ty.int_width() == 1;
        if is_condition { self.mask_type() } else { ty.vector(self.width()) }
    }

    pub(super) fn restored(&self, vector: Value, ty: Type) -> Value {
        let is_condition = ty.kind() == TypeKind::Integer && ty.int_width() == 1;
        if is_condition { self.condition_of(vector) } else { vector }
    }

    /// One thread's part of a vector.
    pub(super) fn lane(&self, vector: Value, lane: u32) -> Value {
        self.b.extract_element(vector, self.i32().constant(lane.into()))
    }

    /// One thread's value, put together again from its parts.
    pub(super) fn whole(&self, parts: &[Value], ty: Type) -> Value {
        let scalar = |value: Value, ty: Type| {
            if ty.is_pointer() { self.b.int_to_ptr(value, ty) } else { value }
        };
        match ty.kind() {
            TypeKind::Vector => (0_u64..).zip(parts).fold(ty.poison(), |whole, (index, &part)| {
                self.b.insert_element(whole, part, self.i32().constant(index))
            }),
            TypeKind::Struct => (0_u32..).zip(parts).fold(ty.poison(), |whole, (index, &part)| {
                self.b.insert_value(whole, scalar(part, ty.field(index)), index)
            }),
            _ => scalar(parts[0], ty),
        }
    }

    /// The parts of one thread's value, addresses as numbers.
    pub(super) fn taken_apart(&self, value: Value) -> Vec<Value> {
        let ty = value.ty();
        let number = |value: Value| {
            if value.ty().is_pointer() { self.b.ptr_to_int(value, self.i32()) } else { value }
        };
        let part = |index: usize| match ty.kind() {
            TypeKind::Vector => self.b.extract_element(value, self.i32().constant(index as u64)),
            TypeKind::Struct => number(self.b.extract_value(value, index as u32)),
            _ => number(value),
        };
        (0..parts(ty).len()).map(part).collect()
    }

    /// A cast of every thread's value.
    pub(super) fn cast(&self, opcode: Opcode, vector: Value, ty: Type) -> Value {
        let to = lane_type(ty).vector(self.width());
        if vector.ty() == to {
            return vector;
        }
        match opcode {
            // Addresses are words.
            Opcode::LLVMIntToPtr | Opcode::LLVMPtrToInt => {
                let (from, wanted) = (vector.ty().element().int_width(), to.element().int_width());
                if from < wanted { self.b.zext(vector, to) } else { self.b.trunc(vector, to) }
            }
            _ => self.b.cast(opcode, vector, to),
        }
    }
}

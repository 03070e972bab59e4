//! Private and shared objects become arrays of integers.
//!
//! Each group of objects that [`super::flow`] merged is one array. Its elements are as wide as the narrowest access
//! (as the widest atomic, if there are any), and pointers into it count units: the greatest common divisor of everything
//! that is ever added to them, so that an array of `float` that is only used as such is indexed without any arithmetic.

use super::flow::{Flows, Object};
use crate::nvvm::load::space;
use anywarp_diag::{Code, Diagnostic};
use llvm_config::ir::{Layout, Opcode, Type, TypeKind, Value, ValueKind};
use std::collections::BTreeMap;

/// Where an array lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// One per thread.
    Private,
    /// One per block.
    Shared,
    /// One per block, as long as the launch's dynamic shared memory (at least one element).
    DynamicShared,
}

/// An array of integers that a legal kernel names by its position in [`super::Kernel::arrays`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Array {
    pub storage: Storage,
    /// 1, 2, 4 or 8.
    pub element_bytes: u32,
    /// Elements; 0 for dynamic shared memory.
    pub elements: u32,
}

/// A group of objects in one array.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) array: u32,
    pub(crate) storage: Storage,
    pub(crate) element: u64,
    /// Bytes that a pointer into the group counts by.
    pub(crate) unit: u64,
    atomic: Option<u64>,
    bytes: u64,
}

/// All groups of a kernel, and the place of each object in its group.
pub(crate) struct Groups {
    pub(crate) groups: BTreeMap<Object, Group>,
    /// Offset in bytes of each object in its group.
    pub(crate) offsets: Vec<u64>,
}

impl Groups {
    pub(crate) fn of(kernel: Value, flows: &Flows, layout: &Layout) -> Result<Self, Diagnostic> {
        let mut groups = Self { groups: BTreeMap::new(), offsets: vec![0; flows.objects.len()] };
        for object in 0..flows.objects.len() {
            groups.place(kernel, flows, layout, object)?;
        }
        for i in kernel.instructions() {
            groups.visit(i, flows, layout);
        }
        for (index, group) in groups.groups.values_mut().enumerate() {
            group.array = index as u32;
            if let Some(atomic) = group.atomic {
                group.element = atomic;
            }
            group.unit = gcd(group.unit, group.element);
        }
        Ok(groups)
    }

    /// The arrays in the order of [`Group::array`].
    pub(crate) fn arrays(&self) -> Vec<Array> {
        let elements = |group: &Group| group.bytes.div_ceil(group.element).max(1) as u32;
        self.groups
            .values()
            .map(|group| Array {
                storage: group.storage,
                element_bytes: group.element as u32,
                elements: if group.storage == Storage::DynamicShared { 0 } else { elements(group) },
            })
            .collect()
    }

    fn place(
        &mut self,
        kernel: Value,
        flows: &Flows,
        layout: &Layout,
        object: Object,
    ) -> Result<(), Diagnostic> {
        let value = flows.objects[object];
        let (storage, bytes, alignment) = if value.kind() == ValueKind::GlobalVariable {
            let ty = value.variable_type();
            let alignment = value.alignment().max(layout.alignment(ty));
            if value.is_declaration() {
                (Storage::DynamicShared, 0, alignment)
            } else {
                (Storage::Shared, layout.alloc_bytes(ty), alignment)
            }
        } else {
            let count = value.operand(0).as_uint().ok_or_else(|| {
                Diagnostic::new(
                    Code::Unsupported,
                    "alloca() of variable length is not supported on Vulkan devices",
                )
                .at(crate::blame::location(value))
                .note(format!("reached from {}", crate::blame::describe(kernel)))
            })?;
            (Storage::Private, layout.alloc_bytes(value.allocated_type()) * count, value.alignment())
        };
        let group = self.groups.entry(flows.find(object)).or_insert(Group {
            array: 0,
            storage,
            element: 8,
            unit: 16,
            atomic: None,
            bytes: 0,
        });
        // All dynamic shared variables begin at the same byte; static ones of the group come first.
        if storage == Storage::DynamicShared {
            if group.storage == Storage::Shared {
                return Err(mixed_shared(kernel));
            }
            return Ok(());
        }
        if group.storage == Storage::DynamicShared {
            return Err(mixed_shared(kernel));
        }
        let offset = group.bytes.next_multiple_of(u64::from(alignment.max(1)));
        group.bytes = offset + bytes;
        group.unit = gcd(group.unit, offset);
        self.offsets[object] = offset;
        Ok(())
    }

    fn visit(&mut self, i: Value, flows: &Flows, layout: &Layout) {
        match i.opcode() {
            Opcode::LLVMLoad => self.access(flows, i.operand(0), i.ty(), i.alignment(), layout),
            Opcode::LLVMStore => {
                self.access(flows, i.operand(1), i.operand(0).ty(), i.alignment(), layout);
            }
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg => self.atomic(flows, i, layout),
            Opcode::LLVMGetElementPtr => self.steps(flows, i, layout),
            _ => {}
        }
        // Constant expressions hide steps in operands.
        for operand in i.operands() {
            self.constant_steps(flows, operand, layout);
        }
    }

    fn constant_steps(&mut self, flows: &Flows, value: Value, layout: &Layout) {
        if value.kind() != ValueKind::ConstantExpr {
            return;
        }
        if value.const_opcode() == Opcode::LLVMGetElementPtr {
            self.steps(flows, value, layout);
        }
        for operand in value.operands() {
            self.constant_steps(flows, operand, layout);
        }
    }

    fn touched(&mut self, flows: &Flows, pointer: Value, visit: impl Fn(&mut Group)) {
        let flow = flows.get(pointer);
        for object in [flow.shared, flow.private].into_iter().flatten() {
            if let Some(group) = self.groups.get_mut(&object) {
                visit(group);
            }
        }
    }

    fn access(&mut self, flows: &Flows, pointer: Value, ty: Type, alignment: u32, layout: &Layout) {
        let narrowest = narrowest(ty, layout).min(u64::from(alignment.max(1)));
        self.touched(flows, pointer, |group| group.element = group.element.min(narrowest));
    }

    fn atomic(&mut self, flows: &Flows, i: Value, layout: &Layout) {
        // Narrower ones work on the word around them.
        let width = layout.store_bytes(i.operand(1).ty()).max(4);
        self.touched(flows, i.operand(0), |group| group.atomic = group.atomic.max(Some(width)));
    }

    fn steps(&mut self, flows: &Flows, gep: Value, layout: &Layout) {
        let flow = flows.get(gep);
        if flow.shared.is_none() && flow.private.is_none() {
            return;
        }
        let mut ty = gep.gep_source_type();
        let mut steps = Vec::new();
        for index in 1..gep.operand_count() {
            let number = gep.operand(index);
            if index > 1 {
                if ty.kind() == TypeKind::Struct {
                    let field = number.as_uint().unwrap_or(0) as u32;
                    steps.push(layout.field_offset(ty, field));
                    ty = ty.field(field);
                    continue;
                }
                ty = ty.element();
            }
            let stride = layout.alloc_bytes(ty);
            steps.push(number.as_int().map_or(stride, |n| n.unsigned_abs() * stride));
        }
        let step = steps.into_iter().fold(0, gcd);
        self.touched(flows, gep, |group| group.unit = gcd(group.unit, step));
    }
}

fn mixed_shared(kernel: Value) -> Diagnostic {
    Diagnostic::new(
        Code::Unsupported,
        "a pointer that may point to static or to dynamic shared memory is not supported on Vulkan devices",
    )
    .at(crate::blame::location(kernel))
    .note(format!("reached from {}", crate::blame::describe(kernel)))
}

/// Bytes of the narrowest scalar in a type as memory holds it.
fn narrowest(ty: Type, layout: &Layout) -> u64 {
    match ty.kind() {
        TypeKind::Struct => (0..ty.len() as u32).map(|n| narrowest(ty.field(n), layout)).min().unwrap_or(8),
        TypeKind::Array | TypeKind::Vector => narrowest(ty.element(), layout),
        _ => match layout.store_bytes(ty) {
            bytes @ (1 | 2 | 4) => bytes,
            8.. if layout.store_bytes(ty).is_multiple_of(8) => 8,
            _ => 1,
        },
    }
}

pub(crate) fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// True for variables in shared memory.
pub(crate) fn is_shared(variable: Value) -> bool {
    variable.ty().address_space() == space::SHARED
}

//! Loads and stores of device memory and arrays.
//!
//! CUDA's barriers and fences order plain accesses of other threads too, so all accesses to memory that threads share
//! are non-private. A volatile access of one word is a relaxed atomic (PTX ISA, "ld": `ld.volatile` has the semantics of
//! `ld.relaxed` with system scope).

use crate::emitter::Emitter;
use anywarp_artifact::spirv::Requirement;
use anywarp_passes::spirv::Storage;
use llvm_config::ir::{Type, TypeKind, Value};
use rspirv::dr::Operand;
use rspirv::spirv::{Capability, MemoryAccess, Op, Scope, StorageClass, Word};

impl Emitter<'_, '_> {
    /// A pointer to a value of type `ty` at a device address.
    pub(crate) fn device_pointer(&mut self, address: Word, ty: Type) -> Word {
        let scalar = if ty.kind() == TypeKind::Vector { ty.element() } else { ty };
        match scalar.kind() {
            TypeKind::Integer if scalar.int_width() == 8 => {
                self.capability(Capability::StorageBuffer8BitAccess);
                self.require(Requirement::Storage8);
            }
            TypeKind::Integer if scalar.int_width() == 16 => self.storage_16(),
            TypeKind::Half => self.storage_16(),
            _ => {}
        }
        let pointee = self.ty(ty);
        let pointer = self.pointer(StorageClass::PhysicalStorageBuffer, pointee);
        self.ids(Op::ConvertUToPtr, pointer, &[address])
    }

    fn storage_16(&mut self) {
        self.capability(Capability::StorageBuffer16BitAccess);
        self.require(Requirement::Storage16);
    }

    /// A pointer to an element of an array, and where the array lives.
    pub(crate) fn element_pointer(&mut self, array: Value, index: Value) -> (Word, Storage) {
        let number = array.as_uint().unwrap_or(0) as usize;
        let shape = self.kernel.arrays[number];
        let element = self.integer(shape.element_bytes * 8);
        let class = match shape.storage {
            Storage::Private => StorageClass::Function,
            _ => StorageClass::Workgroup,
        };
        let pointer = self.pointer(class, element);
        let index = self.value(index);
        let base = self.arrays[number];
        (self.ids(Op::AccessChain, pointer, &[base, index]), shape.storage)
    }

    pub(crate) fn load_global(&mut self, i: Value) {
        let [address, alignment, volatile] = i.arguments()[..] else { return };
        let address = self.value(address);
        let pointer = self.device_pointer(address, i.ty());
        if volatile.as_uint() == Some(1) && self.is_word(i.ty()) {
            return self.load_relaxed(i, pointer, Scope::Device);
        }
        let mut operands = vec![Operand::IdRef(pointer)];
        operands.extend(self.access(alignment, volatile, false));
        self.define(i, Op::Load, operands);
    }

    pub(crate) fn store_global(&mut self, i: Value) {
        let [value, address, alignment, volatile] = i.arguments()[..] else { return };
        let ty = value.ty();
        let (value, address) = (self.value(value), self.value(address));
        let pointer = self.device_pointer(address, ty);
        if volatile.as_uint() == Some(1) && self.is_word(ty) {
            return self.store_relaxed(pointer, value, ty, Scope::Device);
        }
        let mut operands = vec![Operand::IdRef(pointer), Operand::IdRef(value)];
        operands.extend(self.access(alignment, volatile, true));
        self.act(Op::Store, operands);
    }

    pub(crate) fn load_array(&mut self, i: Value) {
        let [array, index, volatile] = i.arguments()[..] else { return };
        let (pointer, storage) = self.element_pointer(array, index);
        if storage == Storage::Private {
            return self.define_ids(i, Op::Load, &[pointer]);
        }
        if volatile.as_uint() == Some(1) && self.is_word(i.ty()) {
            return self.load_relaxed(i, pointer, Scope::Workgroup);
        }
        let access = Operand::MemoryAccess(MemoryAccess::NON_PRIVATE_POINTER);
        self.define(i, Op::Load, vec![Operand::IdRef(pointer), access]);
    }

    pub(crate) fn store_array(&mut self, i: Value) {
        let [value, array, index, volatile] = i.arguments()[..] else { return };
        let ty = value.ty();
        let value = self.value(value);
        let (pointer, storage) = self.element_pointer(array, index);
        let mut operands = vec![Operand::IdRef(pointer), Operand::IdRef(value)];
        if storage != Storage::Private {
            if volatile.as_uint() == Some(1) && self.is_word(ty) {
                return self.store_relaxed(pointer, value, ty, Scope::Workgroup);
            }
            operands.push(Operand::MemoryAccess(MemoryAccess::NON_PRIVATE_POINTER));
        }
        self.act(Op::Store, operands);
    }

    /// True for types that one atomic access moves.
    fn is_word(&self, ty: Type) -> bool {
        match ty.kind() {
            TypeKind::Integer => matches!(ty.int_width(), 32 | 64),
            TypeKind::Float => true,
            _ => false,
        }
    }

    fn load_relaxed(&mut self, i: Value, pointer: Word, scope: Scope) {
        self.atomic_width(i.ty(), scope);
        let (scope, relaxed) = (self.scope(scope), self.number(32, 0));
        self.define_ids(i, Op::AtomicLoad, &[pointer, scope, relaxed]);
    }

    fn store_relaxed(&mut self, pointer: Word, value: Word, ty: Type, scope: Scope) {
        self.atomic_width(ty, scope);
        let (scope, relaxed) = (self.scope(scope), self.number(32, 0));
        let operands = [pointer, scope, relaxed, value].map(Operand::IdRef).to_vec();
        self.act(Op::AtomicStore, operands);
    }

    /// Memory operands of a plain access to device memory.
    fn access(&mut self, alignment: Value, volatile: Value, store: bool) -> Vec<Operand> {
        let mut flags = MemoryAccess::ALIGNED | MemoryAccess::NON_PRIVATE_POINTER;
        let mut rest = vec![Operand::LiteralBit32(alignment.as_uint().unwrap_or(1) as u32)];
        if volatile.as_uint() == Some(1) {
            let reach =
                if store { MemoryAccess::MAKE_POINTER_AVAILABLE } else { MemoryAccess::MAKE_POINTER_VISIBLE };
            flags |= MemoryAccess::VOLATILE | reach;
            rest.push(Operand::IdScope(self.scope(Scope::Device)));
        }
        rest.insert(0, Operand::MemoryAccess(flags));
        rest
    }
}

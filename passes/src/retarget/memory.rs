//! Memory: addresses are bytes in the NVPTX layout, pointers in memory are words.

use super::function::Translator;
use super::types::value_type;
use crate::nvvm::load::space;
use llvm_config::ir::{AtomicOrdering, Opcode, Type, TypeKind, Value};

/// A constant offset below this cannot wrap for any access that is valid: the first 64 KiB are never accessible.
const SMALL_OFFSET: i64 = 1 << 16;

impl Translator<'_, '_, '_> {
    pub(super) fn alloca(&mut self, i: Value) {
        let ty = i.allocated_type();
        let count = i.operand(0);
        let alignment = i.alignment();
        let bytes = self.unit.layout.alloc_bytes(ty);
        let memory = if ty.contains_pointer() { self.void().int(8).array(bytes) } else { ty };
        let slot = match count.as_uint() {
            // Fixed slots belong to the prologue, where LLVM makes registers of them.
            Some(1) => self.in_prologue(|t| t.b.alloca(memory, alignment)),
            Some(count) => self.in_prologue(|t| t.b.alloca(memory.array(count), alignment)),
            None => {
                let count = self.value(count);
                let count = self.b.resize(count, self.i32());
                self.b.array_alloca(memory, count, alignment)
            }
        };
        self.define(i, slot);
    }

    pub(super) fn load(&mut self, i: Value) {
        self.before_access(i);
        let address = self.value(i.operand(0));
        if !i.ty().contains_pointer() {
            let copy = i.clone_instruction();
            copy.set_operand(0, address);
            self.finish_access(copy);
            let is_constant = i.operand(0).ty().address_space() == space::CONSTANT;
            if is_constant && !i.is_volatile() && !i.is_atomic() {
                // Nobody writes constant memory while a kernel runs.
                copy.set_flag_metadata("invariant.load");
            }
            return self.define(i, copy);
        }
        let value = self.load_parts(i, i.ty(), address, i.alignment());
        self.define(i, value);
    }

    fn load_parts(&mut self, i: Value, ty: Type, address: Value, alignment: u32) -> Value {
        match ty.kind() {
            TypeKind::Pointer => {
                let word = self.b.load(self.memory_pointer(), address, alignment);
                word.set_volatile(i.is_volatile());
                if i.is_atomic() {
                    word.set_ordering(i.ordering());
                }
                self.narrow(word)
            }
            TypeKind::Struct | TypeKind::Array if ty.contains_pointer() => {
                let mut result = value_type(ty).poison();
                for index in 0..ty.len() as u32 {
                    let part = if ty.kind() == TypeKind::Struct { ty.field(index) } else { ty.element() };
                    let (address, alignment) = self.part_address(ty, index, address, alignment);
                    let value = self.load_parts(i, part, address, alignment);
                    result = self.b.insert_value(result, value, index);
                }
                result
            }
            TypeKind::Vector if ty.contains_pointer() => {
                let mut result = value_type(ty).poison();
                for index in 0..ty.len() as u32 {
                    let (address, alignment) = self.part_address(ty, index, address, alignment);
                    let value = self.load_parts(i, ty.element(), address, alignment);
                    let index = self.constant(u64::from(index));
                    result = self.b.insert_element(result, value, index);
                }
                result
            }
            _ => {
                let load = self.b.load(ty, address, alignment);
                load.set_volatile(i.is_volatile());
                load
            }
        }
    }

    fn part_address(&mut self, ty: Type, index: u32, address: Value, alignment: u32) -> (Value, u32) {
        let offset = self.element_offset(ty, index);
        let constant = self.constant(offset);
        let alignment =
            if offset == 0 { alignment } else { alignment.min(1 << offset.trailing_zeros().min(16)) };
        (self.b.byte_offset(address, constant, true), alignment)
    }

    pub(super) fn store(&mut self, i: Value) {
        self.before_access(i);
        let (value, address) = (self.value(i.operand(0)), self.value(i.operand(1)));
        let ty = i.operand(0).ty();
        if ty.contains_pointer() {
            self.store_parts(i, ty, value, address, i.alignment());
        } else {
            let copy = i.clone_instruction();
            copy.set_operand(0, value);
            copy.set_operand(1, address);
            self.finish_access(copy);
        }
        self.after_store(i);
    }

    fn store_parts(&mut self, i: Value, ty: Type, value: Value, address: Value, alignment: u32) {
        match ty.kind() {
            TypeKind::Pointer => {
                let word = self.widen(value);
                let store = self.b.store(word, address, alignment);
                store.set_volatile(i.is_volatile());
                if i.is_atomic() {
                    store.set_ordering(i.ordering());
                }
            }
            TypeKind::Struct | TypeKind::Array | TypeKind::Vector if ty.contains_pointer() => {
                for index in 0..ty.len() as u32 {
                    let part_type =
                        if ty.kind() == TypeKind::Struct { ty.field(index) } else { ty.element() };
                    let part = if ty.kind() == TypeKind::Vector {
                        let index = self.constant(u64::from(index));
                        self.b.extract_element(value, index)
                    } else {
                        self.b.extract_value(value, index)
                    };
                    let (address, alignment) = self.part_address(ty, index, address, alignment);
                    self.store_parts(i, part_type, part, address, alignment);
                }
            }
            _ => {
                let store = self.b.store(value, address, alignment);
                store.set_volatile(i.is_volatile());
            }
        }
    }

    /// Inserts a copied access whose operands are new.
    fn finish_access(&mut self, copy: Value) {
        for kind in ["noalias.addrspace", "nonnull", "dereferenceable", "align"] {
            copy.remove_metadata(kind);
        }
        if copy.is_atomic() {
            copy.set_system_scope();
        }
        if self.is_volatile_word(copy) {
            // An engine may forward an earlier plain load to a later one; a loop that waits for another thread's
            // store must see it (PTX ISA, "ld": `ld.volatile` is `ld.relaxed.sys`).
            copy.set_ordering(AtomicOrdering::LLVMAtomicOrderingMonotonic);
        }
        self.b.insert(copy);
    }

    /// True for a volatile load that one instruction can do.
    fn is_volatile_word(&self, access: Value) -> bool {
        access.opcode() == Opcode::LLVMLoad
            && access.is_volatile()
            && !access.is_atomic()
            && match access.ty().kind() {
                TypeKind::Integer => matches!(access.ty().int_width(), 8 | 16 | 32 | 64),
                TypeKind::Float | TypeKind::Double => true,
                _ => false,
            }
            && u64::from(access.alignment()) >= self.unit.layout.store_bytes(access.ty())
    }

    pub(super) fn gep(&mut self, i: Value) {
        let value = self.gep_value(i);
        self.define(i, value);
    }

    /// Address of a `getelementptr` instruction or expression.
    pub(crate) fn gep_value(&mut self, gep: Value) -> Value {
        if gep.ty().kind() == TypeKind::Vector {
            self.unit
                .errors
                .extend(crate::internal("a vector of addresses, although the vectorizers are off"));
            return value_type(gep.ty()).poison();
        }
        let base = self.value(gep.operand(0));
        let mut ty = gep.gep_source_type();
        let mut constant = 0i64;
        let mut variable: Option<Value> = None;
        for index in 1..gep.operand_count() {
            let number = gep.operand(index);
            if index > 1 {
                if ty.kind() == TypeKind::Struct {
                    let field = number.as_uint().unwrap_or(0) as u32;
                    constant += self.unit.layout.field_offset(ty, field) as i64;
                    ty = ty.field(field);
                    continue;
                }
                ty = ty.element();
            }
            let stride = self.unit.layout.alloc_bytes(ty);
            if let Some(number) = number.as_int() {
                constant = constant.wrapping_add(number.wrapping_mul(stride as i64));
            } else {
                let number = self.value(number);
                let scaled = self.scaled_index(number, stride);
                variable = Some(variable.map_or(scaled, |sum| self.b.add(sum, scaled)));
            }
        }
        let moved = variable.map_or(base, |offset| self.b.byte_offset(base, offset, false));
        if constant == 0 {
            return moved;
        }
        let offset = self.constant(constant as u64);
        if variable.is_none() && gep.gep_is_inbounds() {
            return self.b.byte_offset(moved, offset, true);
        }
        if gep.gep_is_inbounds() && (0..SMALL_OFFSET).contains(&constant) {
            return self.b.byte_offset_nuw(moved, offset);
        }
        self.b.byte_offset(moved, offset, false)
    }

    /// `index * stride`, modulo 2^32: upper bits of an index cannot matter for an address in the memory.
    fn scaled_index(&mut self, index: Value, stride: u64) -> Value {
        let (width, i32) = (index.ty().int_width(), self.i32());
        let index = match width {
            0..32 => self.b.sext(index, i32),
            32 => index,
            _ => self.b.trunc(index, i32),
        };
        if stride == 1 {
            return index;
        }
        let stride = self.constant(stride);
        self.b.mul(index, stride)
    }

    pub(super) fn atomic(&mut self, i: Value) {
        let pointers = i.operands()[1..].iter().any(|operand| operand.ty().is_pointer());
        let operands: Vec<Value> = i.operands().into_iter().map(|operand| self.value(operand)).collect();
        if pointers {
            return self.atomic_on_pointer(i, &operands);
        }
        let copy = i.clone_instruction();
        for (index, &operand) in operands.iter().enumerate() {
            copy.set_operand(index as u32, operand);
        }
        self.finish_access(copy);
        if i.operand(0).ty().address_space() == space::SHARED {
            copy.set_name("shared.atomic");
        }
        self.define(i, copy);
    }

    /// `atomicExch` and `atomicCAS` on pointers, as LLVM makes them of `std::atomic<T *>`-like code.
    fn atomic_on_pointer(&mut self, i: Value, operands: &[Value]) {
        let mut words = vec![operands[0]];
        for &operand in &operands[1..] {
            words.push(self.widen(operand));
        }
        if i.opcode() == Opcode::LLVMAtomicRMW {
            let old = self.b.atomic_exchange(
                words[0],
                words[1],
                AtomicOrdering::LLVMAtomicOrderingSequentiallyConsistent,
            );
            let pointer = self.narrow(old);
            return self.define(i, pointer);
        }
        let pair = self.b.compare_exchange(
            words[0],
            words[1],
            words[2],
            AtomicOrdering::LLVMAtomicOrderingSequentiallyConsistent,
        );
        let (word, success) = (self.b.extract_value(pair, 0), self.b.extract_value(pair, 1));
        let pointer = self.narrow(word);
        let result = value_type(i.ty()).poison();
        let result = self.b.insert_value(result, pointer, 0);
        let result = self.b.insert_value(result, success, 1);
        self.define(i, result);
    }

    pub(super) fn fence(&mut self, _: Value) {
        self.b.fence(AtomicOrdering::LLVMAtomicOrderingSequentiallyConsistent);
    }
}

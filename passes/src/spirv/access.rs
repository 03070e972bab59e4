//! Loads and stores: of any type, through any representation, as whole elements or parts of them.

use super::atomics::is_ordered;
use super::flow::reads_parameter;
use super::lower::{Lowering, PRIVATE_TAG, Rep, SHARED_TAG};
use super::sync::DEVICE;
use super::{dialect, layout};
use crate::retarget::data::element_offset;
use anywarp_artifact::spirv::launch;
use llvm_config::ir::{Block, IntPredicate, Type, TypeKind, Value};

/// A place in memory.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) rep: Rep,
    pub(crate) address: Value,
    /// The pointer in the old kernel, whose flow says what a tagged address may be.
    pub(crate) pointer: Value,
    pub(crate) alignment: u64,
    pub(crate) volatile: bool,
}

impl Lowering<'_, '_> {
    pub(crate) fn alloca(&mut self, i: Value) {
        let offset = self.flows.number(i).map_or(0, |object| self.object_offset(object));
        let value = self.word(offset);
        self.define(i, value);
    }

    pub(crate) fn place(&mut self, i: Value, pointer: Value) -> Place {
        let rep = self.rep(pointer);
        let address = self.value(pointer);
        Place { rep, address, pointer, alignment: u64::from(i.alignment().max(1)), volatile: i.is_volatile() }
    }

    /// The place of a load or store. A volatile access is a relaxed atomic one for devices, and the other way round; what an
    /// order asks for beyond that is a fence.
    fn place_of_access(&mut self, i: Value, pointer: Value) -> Place {
        let volatile = i.is_volatile() || i.is_atomic();
        Place { volatile, ..self.place(i, pointer) }
    }

    pub(crate) fn load(&mut self, i: Value) {
        let ty = self.memory_type(i.ty());
        let value = match self.inline_parameter(i) {
            Some(offset) => self.load_inline(ty, offset),
            None => {
                let place = self.place_of_access(i, i.operand(0));
                self.load_type(ty, place)
            }
        };
        if i.is_atomic() && is_ordered(i.ordering()) {
            self.fence(DEVICE);
        }
        self.define_loaded(i, value);
    }

    pub(crate) fn store(&mut self, i: Value) {
        let value = self.stored(i.operand(0));
        let place = self.place_of_access(i, i.operand(1));
        if i.is_atomic() && is_ordered(i.ordering()) {
            self.fence(DEVICE);
        }
        self.store_type(value, place);
    }

    /// Byte offset of an access to the parameters if they are in the launch record.
    fn inline_parameter(&self, load: Value) -> Option<u64> {
        if !self.inline_parameters || !reads_parameter(load) {
            return None;
        }
        super::parameter_offset(self.layout, load.operand(0))
    }

    fn load_inline(&mut self, ty: Type, offset: u64) -> Value {
        match ty.kind() {
            TypeKind::Struct | TypeKind::Array | TypeKind::Vector => {
                let mut result = ty.poison();
                for index in 0..ty.len() as u32 {
                    let part = if ty.kind() == TypeKind::Struct { ty.field(index) } else { ty.element() };
                    let at = offset + element_offset(self.layout, ty, index);
                    let value = self.load_inline(part, at);
                    result = self.put(result, value, index);
                }
                result
            }
            _ => {
                let bytes = self.layout.store_bytes(ty);
                let word = launch::INLINE_PARAMETERS + (offset / 4) as u32;
                let bits = if bytes > 4 {
                    self.launch_word_pair(word)
                } else {
                    let word = self.launch_word(word);
                    let shift = self.word(offset % 4 * 8);
                    self.b.lshr(word, shift)
                };
                self.value_from(bits, ty)
            }
        }
    }

    /// Inserts an element or a field.
    fn put(&mut self, aggregate: Value, value: Value, index: u32) -> Value {
        if aggregate.ty().kind() == TypeKind::Vector {
            let index = self.word(u64::from(index));
            self.b.insert_element(aggregate, value, index)
        } else {
            self.b.insert_value(aggregate, value, index)
        }
    }

    /// The integer type that memory holds for a scalar.
    fn bits_type(&self, ty: Type) -> Type {
        self.void().int(self.layout.store_bytes(ty) as u32 * 8)
    }

    /// A scalar from at least as many bits as memory holds for it.
    pub(crate) fn value_from(&self, bits: Value, ty: Type) -> Value {
        if ty.kind() == TypeKind::Integer {
            return self.b.resize(bits, ty);
        }
        let bits = self.b.resize(bits, self.bits_type(ty));
        self.b.bitcast(bits, ty)
    }

    /// What memory holds for a scalar.
    pub(crate) fn bits_of(&self, value: Value) -> Value {
        let bits = self.bits_type(value.ty());
        match value.ty().kind() {
            TypeKind::Integer => self.b.resize(value, bits),
            _ => self.b.bitcast(value, bits),
        }
    }

    fn part(&mut self, place: Place, offset: u64) -> Place {
        let unit = self.unit(place.rep);
        let step = place.address.ty().constant(offset / unit);
        let address = if offset == 0 { place.address } else { self.b.add(place.address, step) };
        let alignment = if offset == 0 { place.alignment } else { layout::gcd(place.alignment, offset) };
        Place { address, alignment, ..place }
    }

    /// True if one instruction can move the vector: a device address, aligned to its elements.
    fn moves_whole(&self, ty: Type, place: Place) -> bool {
        let element = ty.element();
        let bytes = self.layout.store_bytes(element);
        let plain = element.kind() != TypeKind::Integer || matches!(element.int_width(), 8 | 16 | 32 | 64);
        place.rep == Rep::Global
            && (2..=4).contains(&ty.len())
            && plain
            && element.kind() != TypeKind::BFloat
            && place.alignment >= bytes
            && !place.volatile
    }

    pub(crate) fn load_type(&mut self, ty: Type, place: Place) -> Value {
        match ty.kind() {
            TypeKind::Vector if self.moves_whole(ty, place) => self.load_global(ty, place),
            TypeKind::Struct | TypeKind::Array | TypeKind::Vector => {
                let mut result = ty.poison();
                for index in 0..ty.len() as u32 {
                    let part = if ty.kind() == TypeKind::Struct { ty.field(index) } else { ty.element() };
                    let at = self.part(place, element_offset(self.layout, ty, index));
                    let value = self.load_type(part, at);
                    result = self.put(result, value, index);
                }
                result
            }
            _ => {
                let bytes = self.layout.store_bytes(ty);
                // A volatile access is an atomic one, which only integers have without an extension.
                if matches!(ty.kind(), TypeKind::Float | TypeKind::Double | TypeKind::Half)
                    && place.rep == Rep::Global
                    && !place.volatile
                    && place.alignment >= bytes
                {
                    return self.load_global(ty, place);
                }
                let bits = self.load_bits(bytes, place);
                self.value_from(bits, ty)
            }
        }
    }

    pub(crate) fn store_type(&mut self, value: Value, place: Place) {
        let ty = value.ty();
        match ty.kind() {
            TypeKind::Vector if self.moves_whole(ty, place) => self.store_global(value, place),
            TypeKind::Struct | TypeKind::Array | TypeKind::Vector => {
                for index in 0..ty.len() as u32 {
                    let at = self.part(place, element_offset(self.layout, ty, index));
                    let part = if ty.kind() == TypeKind::Vector {
                        let index = self.word(u64::from(index));
                        self.b.extract_element(value, index)
                    } else {
                        self.b.extract_value(value, index)
                    };
                    self.store_type(part, at);
                }
            }
            _ => {
                let bytes = self.layout.store_bytes(ty);
                if matches!(ty.kind(), TypeKind::Float | TypeKind::Double | TypeKind::Half)
                    && place.rep == Rep::Global
                    && !place.volatile
                    && place.alignment >= bytes
                {
                    return self.store_global(value, place);
                }
                let bits = self.bits_of(value);
                self.store_bits(bits, place);
            }
        }
    }

    fn load_global(&mut self, ty: Type, place: Place) -> Value {
        let name = format!("{}{}", dialect::LOAD_GLOBAL, dialect::suffix(ty));
        let (alignment, volatile) = (self.word(place.alignment), self.word(place.volatile.into()));
        self.marker(&name, ty, &[place.address, alignment, volatile])
    }

    fn store_global(&mut self, value: Value, place: Place) {
        let name = format!("{}{}", dialect::STORE_GLOBAL, dialect::suffix(value.ty()));
        let (alignment, volatile) = (self.word(place.alignment), self.word(place.volatile.into()));
        self.marker(&name, self.void(), &[value, place.address, alignment, volatile]);
    }

    /// `bytes` bytes of memory as one integer.
    fn load_bits(&mut self, bytes: u64, place: Place) -> Value {
        let ty = self.void().int(bytes as u32 * 8);
        match place.rep {
            Rep::Array(object) => self.load_from_array(ty, object, place),
            Rep::Global => match self.piece(bytes, place) {
                piece if piece == bytes => self.load_global(ty, place),
                piece => self.join(ty, piece, |l, offset| {
                    let part = l.part(place, offset);
                    l.load_bits(piece, part)
                }),
            },
            Rep::Tagged => {
                let value = self.by_tag(place, |l, place| Some(l.load_bits(bytes, place)));
                value.unwrap_or_else(|| ty.poison())
            }
        }
    }

    pub(crate) fn store_bits(&mut self, bits: Value, place: Place) {
        let bytes = u64::from(bits.ty().int_width() / 8);
        match place.rep {
            Rep::Array(object) => self.store_to_array(bits, object, place),
            Rep::Global => match self.piece(bytes, place) {
                piece if piece == bytes => self.store_global(bits, place),
                piece => {
                    for offset in (0..bytes).step_by(piece as usize) {
                        let value = self.slice(bits, offset, piece);
                        let part = self.part(place, offset);
                        self.store_bits(value, part);
                    }
                }
            },
            Rep::Tagged => {
                self.by_tag(place, |l, place| {
                    l.store_bits(bits, place);
                    None
                });
            }
        }
    }

    /// Widest power of two that one instruction moves at this place.
    fn piece(&self, bytes: u64, place: Place) -> u64 {
        let widest = 1 << bytes.min(8).ilog2();
        layout::gcd(widest, place.alignment.next_power_of_two()).min(widest)
    }

    /// Bytes `offset..offset + bytes` of an integer.
    pub(super) fn slice(&mut self, bits: Value, offset: u64, bytes: u64) -> Value {
        let shift = bits.ty().constant(offset * 8);
        let shifted = self.b.lshr(bits, shift);
        self.b.resize(shifted, self.void().int(bytes as u32 * 8))
    }

    /// An integer from pieces, the lowest first.
    pub(super) fn join(
        &mut self,
        ty: Type,
        piece: u64,
        mut load: impl FnMut(&mut Self, u64) -> Value,
    ) -> Value {
        let mut result: Option<Value> = None;
        for offset in (0..u64::from(ty.int_width() / 8)).step_by(piece as usize) {
            let part = load(self, offset);
            let part = self.b.resize(part, ty);
            let part = if offset == 0 { part } else { self.b.shl(part, ty.constant(offset * 8)) };
            result = Some(result.map_or(part, |sum| self.b.or(sum, part)));
        }
        result.unwrap_or_else(|| ty.poison())
    }

    /// Branches on what a tagged address is, over what the flow allows, and joins the results.
    pub(crate) fn by_tag(
        &mut self,
        place: Place,
        mut access: impl FnMut(&mut Self, Place) -> Option<Value>,
    ) -> Option<Value> {
        let flow = self.flows.get(place.pointer);
        let mut cases: Vec<(Rep, Option<u64>)> = Vec::new();
        cases.extend(flow.shared.map(|object| (Rep::Array(object), Some(SHARED_TAG >> 32))));
        cases.extend(flow.private.map(|object| (Rep::Array(object), Some(PRIVATE_TAG >> 32))));
        cases.extend(flow.global.then_some((Rep::Global, None)));
        let upper = self.b.lshr(place.address, self.i64().constant(32));
        let tag = self.b.trunc(upper, self.i32());
        let join = self.new.append_block("tag.join");
        let mut results: Vec<(Value, Block)> = Vec::new();
        for (index, &(rep, expected)) in cases.iter().enumerate() {
            let next = expected.filter(|_| index + 1 < cases.len()).map(|expected| {
                let (here, next) = (self.new.append_block("tag.this"), self.new.append_block("tag.next"));
                let is = self.b.icmp(IntPredicate::LLVMIntEQ, tag, self.word(expected));
                self.b.cond_br(is, here, next);
                self.b.at_end(here);
                next
            });
            let address = self.convert(place.address, Rep::Tagged, rep);
            let result = access(self, Place { rep, address, ..place });
            results.extend(result.map(|value| (value, self.b.block())));
            self.b.br(join);
            if let Some(next) = next {
                self.b.at_end(next);
            }
        }
        self.b.at_end(join);
        let ty = results.first()?.0.ty();
        let phi = self.b.phi(ty);
        for (value, block) in results {
            phi.add_incoming(value, block);
        }
        Some(phi)
    }
}

//! Loads and stores of a group: one for all, one vector, or one for each thread.
//!
//! Where some threads are not there, each of the others has an access of its own and they are given scratch memory
//! instead of their address: no branch for each thread, and no access where nobody may.

use super::emit::{Crowd, Emitter};
use super::lanes::{Lanes, lane_type, parts};
use crate::analysis::shapes::Shape;
use crate::simt::mark_shared_atomics::{Root, root};
use llvm_config::ir::{Layout, ModuleExt, Opcode, Type, TypeKind, Value};

/// Bytes from one thread's private memory to the next one's.
pub(super) fn private_bytes(alloca: Value, layout: &Layout) -> u64 {
    layout.alloc_bytes(alloca.allocated_type()).max(1).next_multiple_of(alloca.alignment().into())
}

impl Emitter<'_, '_> {
    pub(super) fn module_pointer(&self) -> Type {
        self.module.void().ptr()
    }

    /// Private memory: each thread's beside the other's.
    pub(super) fn private_memory(&mut self, i: Value) {
        let bytes = private_bytes(i, self.plan.layout);
        let all = self.i32().int(8).array(bytes * u64::from(self.width()));
        let first = self.at_entry(|| self.b.alloca(all, i.alignment().max(16)));
        self.define(i, Lanes::Affine { first, stride: bytes as i64, all: None });
    }

    /// True if the threads' accesses are beside each other, in order.
    pub(super) fn is_contiguous(&self, access: Value) -> bool {
        let (address, ty) = accessed(access);
        let element = if ty.kind() == TypeKind::Vector { ty.element() } else { ty };
        let is_number = match element.kind() {
            TypeKind::Integer => matches!(element.int_width(), 8 | 16 | 32 | 64),
            kind => matches!(kind, TypeKind::Float | TypeKind::Double),
        };
        let bytes: u64 = parts(ty).iter().map(|&part| self.plan.layout.store_bytes(part)).sum();
        is_number && !access.is_atomic() && self.shape(address) == Shape::Affine(bytes as i64)
    }

    pub(super) fn load_for_all(&mut self, i: Value, crowd: Crowd) {
        if matches!(self.shape(i.operand(0)), Shape::Uniform | Shape::Unknown) {
            return self.copy(i);
        }
        let address = self.lanes(i.operand(0));
        let crowd = if self.reaches_only_own(i.operand(0)) { Crowd { mask: None, ..crowd } } else { crowd };
        if crowd.mask.is_none() && self.is_contiguous(i) {
            let first = self.first(&address);
            let vectors = self.load_contiguous(i, i.ty(), first);
            return self.define(i, Lanes::Varying(vectors));
        }
        if let Some(row) = self.row(i).filter(|_| crowd.mask.is_none()) {
            return self.load_rows(i, &row);
        }
        let mut whole: Vec<Value> =
            parts(i.ty()).into_iter().map(|ty| lane_type(ty).vector(self.width()).poison()).collect();
        let addresses = self.addresses(&address, i.ty(), crowd);
        for lane in 0..self.width() {
            let copy = i.clone_instruction();
            copy.set_operand(0, addresses.of(self, lane));
            self.b.insert_here(copy);
            for (whole, part) in whole.iter_mut().zip(self.taken_apart(copy)) {
                *whole = self.b.insert_element(*whole, part, self.i32().constant(lane.into()));
            }
        }
        self.define(i, Lanes::Varying(whole));
    }

    /// What is beside each other from `first` on, as the access `i` has it.
    fn load_contiguous(&self, i: Value, ty: Type, first: Value) -> Vec<Value> {
        let types = parts(ty);
        let count = types.len() as u32;
        let wide = self.b.load(types[0].vector(self.width() * count), first, i.alignment());
        wide.set_volatile(i.is_volatile());
        if count == 1 {
            return vec![wide];
        }
        let part = |part: u32| {
            let elements: Vec<u32> = (0..self.width()).map(|lane| lane * count + part).collect();
            self.b.shuffle(wide, wide, &elements)
        };
        (0..count).map(part).collect()
    }

    pub(super) fn store_for_all(&mut self, i: Value, crowd: Crowd) {
        let (value, address) = (self.lanes(i.operand(0)), self.lanes(i.operand(1)));
        let ty = i.operand(0).ty();
        if let Lanes::Uniform(_) = address {
            return match value {
                Lanes::Uniform(_) => self.copy(i),
                _ => self.store_of_last(i, &value, crowd),
            };
        }
        let vectors = self.vectors(&value, ty);
        let is_own = self.reaches_only_own(i.operand(1));
        if self.is_contiguous(i) && (crowd.mask.is_none() || is_own) {
            let merged = self.merged(i, &address, &vectors, crowd);
            let wide = self.interleaved(&merged);
            let store = self.b.store(wide, self.first(&address), i.alignment());
            store.set_volatile(i.is_volatile());
            return;
        }
        if let Some(row) = self.row(i).filter(|_| crowd.mask.is_none() || is_own) {
            return self.store_rows(i, &row, crowd);
        }
        let addresses = self.addresses(&address, ty, crowd);
        for lane in 0..self.width() {
            let parts: Vec<Value> = vectors.iter().map(|&vector| self.lane(vector, lane)).collect();
            let copy = i.clone_instruction();
            copy.set_operand(0, self.whole(&parts, ty));
            copy.set_operand(1, addresses.of(self, lane));
            self.b.insert_here(copy);
        }
    }

    /// What is to be stored, and what is there already for threads that are not: nobody else writes to memory of the block
    /// meanwhile.
    fn merged(&self, i: Value, address: &Lanes, vectors: &[Value], crowd: Crowd) -> Vec<Value> {
        let Some(mask) = crowd.mask else { return vectors.to_vec() };
        let condition = self.condition_of(mask);
        let old = self.load_contiguous(i, i.operand(0).ty(), self.first(address));
        vectors.iter().zip(old).map(|(&new, old)| self.b.select(condition, new, old)).collect()
    }

    /// True if an access may go wherever threads that are not there would have it: near memory of the block, whose margins
    /// nobody uses, or to the thread's own.
    fn reaches_only_own(&self, address: Value) -> bool {
        let Shape::Affine(stride) = self.shape(address) else { return false };
        match root(address) {
            Some(Root::Private) => true,
            Some(Root::Shared) => stride.unsigned_abs() * u64::from(self.width()) <= SHARED_MARGIN,
            None => false,
        }
    }

    /// True if accesses need not be known to be for all: they are one vector anyway.
    pub(super) fn is_own(&self, access: Value) -> bool {
        self.reaches_only_own(accessed(access).0)
    }

    /// Of threads that write to one place, one wins: the last one here.
    fn store_of_last(&mut self, i: Value, value: &Lanes, crowd: Crowd) {
        let bits = self.bits(crowd);
        let i32 = self.i32();
        let ctlz = self.module.declare("llvm.ctlz.i32", i32.function(&[i32, i32.int(1)]));
        let zeros = self.b.call_function(ctlz, &[bits, i32.int(1).constant(1)]);
        let last = self.b.sub(i32.constant(31), zeros);
        let ty = i.operand(0).ty();
        let parts: Vec<Value> =
            self.vectors(value, ty).into_iter().map(|vector| self.b.extract_element(vector, last)).collect();
        let copy = i.clone_instruction();
        copy.set_operand(0, self.whole(&parts, ty));
        let address = self.lanes(i.operand(1));
        copy.set_operand(1, self.first(&address));
        self.b.insert_here(copy);
    }

    /// The parts of structures beside each other, as memory has them.
    pub(super) fn interleaved(&self, vectors: &[Value]) -> Value {
        let (count, width) = (vectors.len() as u32, self.width());
        let mut all = vectors[0];
        for &next in &vectors[1..] {
            let (len, padding) = (all.ty().len() as u32, next.ty().len() as u32);
            let padded: Vec<u32> = (0..len).map(|element| element.min(padding - 1)).collect();
            let next = if len == padding { next } else { self.b.shuffle(next, next, &padded) };
            let elements: Vec<u32> = (0..len).chain(len..len + width).collect();
            all = self.b.shuffle(all, next, &elements);
        }
        if count == 1 {
            return all;
        }
        let order: Vec<u32> = (0..width * count).map(|at| at % count * width + at / count).collect();
        self.b.shuffle(all, all, &order)
    }

    fn addresses(&mut self, address: &Lanes, ty: Type, crowd: Crowd) -> Addresses {
        if let (Lanes::Affine { first, stride, .. }, None) = (address, crowd.mask) {
            return Addresses::Apart { first: *first, stride: *stride };
        }
        let all = self.vector(address, self.module_pointer());
        let Some(mask) = crowd.mask else { return Addresses::Each(all) };
        let scratch = self.scratch(ty);
        let nowhere = self.splat(scratch);
        Addresses::Each(self.b.select(self.condition_of(mask), all, nowhere))
    }
}

/// Where each thread's access goes.
enum Addresses {
    Apart { first: Value, stride: i64 },
    Each(Value),
}

impl Addresses {
    fn of(&self, emitter: &Emitter<'_, '_>, lane: u32) -> Value {
        match self {
            Self::Apart { first, stride } => {
                let offset = emitter.i32().constant((stride * i64::from(lane)) as u64);
                // All threads access their place, and no memory goes around the end of the address space.
                if *stride > 0 {
                    emitter.b.byte_offset_nuw(*first, offset)
                } else {
                    emitter.b.byte_offset(*first, offset, false)
                }
            }
            Self::Each(all) => {
                let address = emitter.lane(*all, lane);
                emitter.b.int_to_ptr(address, emitter.module_pointer())
            }
        }
    }
}

/// `SHARED_MARGIN` of the device runtime, in bytes.
const SHARED_MARGIN: u64 = 512;

/// Address and type of a load or store.
fn accessed(access: Value) -> (Value, Type) {
    match access.opcode() {
        Opcode::LLVMLoad => (access.operand(0), access.ty()),
        _ => (access.operand(1), access.operand(0).ty()),
    }
}

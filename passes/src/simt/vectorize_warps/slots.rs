//! Where a group's program keeps what lives from one visit to another: values, what phis are to have, and who comes.

use super::emit::{Crowd, Emitter};
use super::intervals::Quick;
use super::lanes::{Lanes, parts};
use crate::analysis::loops::Loop;
use crate::analysis::shapes::Shape;
use llvm_config::ir::{Block, Builder, IntPredicate, Opcode, Type, TypeKind, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Of everything on the group's stack, in bytes.
const ALIGNMENT: u32 = 16;

pub(super) struct Slots {
    /// Where `alloca`s go.
    entry: Block,
    values: HashMap<Value, Slot>,
    pub(super) arriving: HashMap<Value, Slot>,
    masks: HashMap<usize, Value>,
    seen: HashMap<usize, Value>,
    /// Flags of blocks to which all threads go, and somebody does, as far as that is known.
    all: HashMap<usize, Value>,
    any: HashMap<usize, Value>,
    /// Words with a bit for each thread that goes to a block.
    bits: HashMap<usize, Value>,
    /// Blocks with one predecessor.
    pub(super) single: BTreeSet<usize>,
    pub(super) headers: BTreeSet<usize>,
    pub(super) loops: Vec<Loop>,
    /// The phis whose slots mean nothing any more when a block is visited.
    pub(super) resets: BTreeMap<usize, Vec<Value>>,
    /// Blocks that want to know later who visited this one.
    remembered: BTreeSet<usize>,
    scratch: HashMap<Type, Value>,
}

#[derive(Clone, Debug)]
pub(super) enum Slot {
    Uniform(Value),
    Affine { first: Value, stride: i64, all: Option<Value> },
    Varying(Vec<Value>),
}

impl Slots {
    pub(super) fn new(entry: Block) -> Self {
        Self {
            entry,
            values: HashMap::new(),
            arriving: HashMap::new(),
            masks: HashMap::new(),
            seen: HashMap::new(),
            all: HashMap::new(),
            any: HashMap::new(),
            bits: HashMap::new(),
            single: BTreeSet::new(),
            headers: BTreeSet::new(),
            loops: Vec::new(),
            resets: BTreeMap::new(),
            remembered: BTreeSet::new(),
            scratch: HashMap::new(),
        }
    }
}

impl Emitter<'_, '_> {
    /// Makes a slot for every value that another block uses, and for what each phi is to have.
    pub(super) fn make_slots(&mut self) {
        let blocks = self.plan.source.blocks.blocks.clone();
        for (number, &block) in blocks.iter().enumerate() {
            for i in block.instructions().into_iter().filter(|i| i.ty().kind() != TypeKind::Void) {
                if i.opcode() == Opcode::LLVMPHI {
                    let slot = self.make_slot(i);
                    self.slots.arriving.insert(i, slot);
                }
                if i.users().into_iter().any(|user| user.block() != block || user.opcode() == Opcode::LLVMPHI)
                {
                    let slot = self.make_slot(i);
                    self.slots.values.insert(i, slot);
                }
            }
            if let Some(before) = self.plan.presence[number].same_as {
                self.slots.remembered.insert(before);
            }
        }
        self.plan_resets(&blocks);
    }

    fn make_slot(&self, value: Value) -> Slot {
        let ty = value.ty();
        match self.shape(value) {
            Shape::Uniform | Shape::Unknown => Slot::Uniform(self.alloca(ty)),
            Shape::Affine(stride) => {
                let is_wide = ty.kind() == TypeKind::Integer && ty.int_width() > 32;
                let all = is_wide.then(|| self.alloca(self.stored_type(ty)));
                Slot::Affine { first: self.alloca(ty), stride, all }
            }
            Shape::Varying => {
                Slot::Varying(parts(ty).into_iter().map(|part| self.alloca(self.stored_type(part))).collect())
            }
        }
    }

    /// Memory of the group, for the whole of its program.
    pub(super) fn alloca(&self, ty: Type) -> Value {
        self.at_entry(|| self.b.alloca(ty, ALIGNMENT))
    }

    /// Memory for values of this type that nobody expects to find there later.
    pub(super) fn scratch(&mut self, ty: Type) -> Value {
        if let Some(&scratch) = self.slots.scratch.get(&ty) {
            return scratch;
        }
        let scratch = self.alloca(ty);
        self.slots.scratch.insert(ty, scratch);
        scratch
    }

    pub(super) fn at_entry<T>(&self, make: impl FnOnce() -> T) -> T {
        let here = self.b.block();
        self.b.at_end(self.slots.entry);
        let made = make();
        self.b.at_end(here);
        made
    }

    fn load(&self, slot: &Slot, ty: Type) -> Lanes {
        let load = |ty, address| self.b.load(ty, address, ALIGNMENT);
        match slot {
            Slot::Uniform(address) => Lanes::Uniform(load(ty, *address)),
            Slot::Affine { first, stride, all } => Lanes::Affine {
                first: load(ty, *first),
                stride: *stride,
                all: all.map(|all| load(self.stored_type(ty), all)),
            },
            Slot::Varying(addresses) => {
                let part =
                    |(&address, ty): (&Value, Type)| self.restored(load(self.stored_type(ty), address), ty);
                Lanes::Varying(addresses.iter().zip(parts(ty)).map(part).collect())
            }
        }
    }

    pub(super) fn store(&self, value: Value, address: Value) {
        self.b.store(value, address, ALIGNMENT);
    }

    pub(super) fn load_slot(&self, value: Value) -> Lanes {
        let slot = self.slots.values.get(&value).expect("a value of another block has a slot");
        self.load(slot, value.ty())
    }

    /// True if the block that is being written can use a value: it made it, or the value is kept for other blocks.
    pub(super) fn is_at_hand(&self, value: Value) -> bool {
        !value.is_instruction() || value.block() == self.visited() || self.slots.values.contains_key(&value)
    }

    pub(super) fn store_slot(&self, value: Value, lanes: &Lanes) {
        let Some(slot) = self.slots.values.get(&value) else { return };
        self.put(slot, value.ty(), lanes, |new, _| new);
    }

    pub(super) fn load_arriving(&self, phi: Value) -> Lanes {
        self.load(&self.slots.arriving[&phi], phi.ty())
    }

    /// Gives a phi of `to` what comes along an edge, for those who do.
    pub(super) fn store_arriving(&self, to: usize, phi: Value, lanes: &Lanes, crowd: Crowd) {
        let slot = &self.slots.arriving[&phi];
        // Whoever is not on this edge into a loop has no part in the turn.
        let all = self.slots.headers.contains(&to) || crowd.mask.is_none() && !crowd.may_be_empty;
        let varies = matches!(slot, Slot::Varying(_));
        if all || !varies && !crowd.may_be_empty {
            return self.put(slot, phi.ty(), lanes, |new, _| new);
        }
        let mask = self.mask(crowd);
        let condition = if varies { self.condition_of(mask) } else { self.any(mask) };
        self.put(slot, phi.ty(), lanes, |new, address| {
            let old = self.b.load(new.ty(), address, ALIGNMENT);
            self.b.select(condition, new, old)
        });
    }

    /// Stores what `merge` makes of each part and its address.
    fn put(&self, slot: &Slot, ty: Type, lanes: &Lanes, merge: impl Fn(Value, Value) -> Value) {
        match slot {
            Slot::Uniform(address) => self.store(merge(self.first(lanes), *address), *address),
            Slot::Affine { first, all, .. } => {
                self.store(merge(self.first(lanes), *first), *first);
                if let Some(all) = all {
                    self.store(merge(self.vector(lanes, ty), *all), *all);
                }
            }
            Slot::Varying(addresses) => {
                for (vector, &address) in self.vectors(lanes, ty).into_iter().zip(addresses) {
                    self.store(merge(self.stored(vector), address), address);
                }
            }
        }
    }

    fn mask_slot(&mut self, block: usize) -> Value {
        if let Some(&slot) = self.slots.masks.get(&block) {
            return slot;
        }
        let slot = self.alloca(self.mask_type());
        let nobody = self.i32().splat(0, self.width());
        self.at_entry(|| self.store(nobody, slot));
        self.slots.masks.insert(block, slot);
        slot
    }

    /// Who wants to visit a block; with `take` nobody does from then on.
    pub(super) fn take_mask(&mut self, block: usize, take: bool) -> Value {
        let slot = self.mask_slot(block);
        let mask = self.b.load(self.mask_type(), slot, ALIGNMENT);
        if take {
            self.store(self.i32().splat(0, self.width()), slot);
        }
        mask
    }

    pub(super) fn add_to_mask(&mut self, block: usize, crowd: Crowd) {
        if crowd.mask.is_none() {
            self.note_all(block, self.i32().int(1).constant(1));
        }
        let mask = self.mask(crowd);
        let before = self.take_mask(block, false);
        let slot = self.mask_slot(block);
        self.store(self.b.or(before, mask), slot);
    }

    /// Keeps who visits a block, if one behind it has the same visitors.
    pub(super) fn remember_mask(&mut self, block: usize, mask: Value) {
        if !self.slots.remembered.contains(&block) {
            return;
        }
        let slot = self.seen_slot(block);
        self.store(mask, slot);
    }

    pub(super) fn seen_mask(&mut self, block: usize) -> Value {
        let slot = self.seen_slot(block);
        self.b.load(self.mask_type(), slot, ALIGNMENT)
    }

    fn seen_slot(&mut self, block: usize) -> Value {
        if let Some(&slot) = self.slots.seen.get(&block) {
            return slot;
        }
        let slot = self.alloca(self.mask_type());
        self.slots.seen.insert(block, slot);
        slot
    }

    /// Says that all threads go to a block, as far as an `i1` tells, in addition to what its mask says.
    fn note_all(&mut self, block: usize, all: Value) {
        let slot = *self.slots.all.entry(block).or_insert_with(|| flag(&self.b, self.slots.entry));
        self.store(all, slot);
    }

    /// Keeps what is known of how many go to a block along an edge; whether anybody does only if it is the only edge.
    pub(super) fn note(&mut self, block: usize, quick: Quick) {
        if let Some(all) = quick.all {
            self.note_all(block, all);
        }
        if let Some(any) = quick.any.filter(|_| self.slots.single.contains(&block)) {
            let slot = *self.slots.any.entry(block).or_insert_with(|| flag(&self.b, self.slots.entry));
            self.store(any, slot);
        }
        if let Some(bits) = quick.bits.filter(|_| self.slots.single.contains(&block)) {
            if !self.slots.bits.contains_key(&block) {
                let slot = self.alloca(self.i32());
                self.at_entry(|| self.store(self.i32().constant(0), slot));
                self.slots.bits.insert(block, slot);
            }
            self.store(bits, self.slots.bits[&block]);
        }
    }

    /// The same for an edge of which no more is known than who takes it, if anything is kept about the block.
    pub(super) fn note_mask(&mut self, block: usize, mask: Value) {
        if let Some(&slot) = self.slots.any.get(&block) {
            let any = self.any(mask);
            self.store(any, slot);
        }
        if let Some(&slot) = self.slots.bits.get(&block) {
            let bits = self.bits(Crowd { mask: Some(mask), may_be_empty: true });
            self.store(bits, slot);
        }
    }

    /// What is known of those who visit a block; nothing is known of the next visit.
    pub(super) fn take_quick(&self, block: usize) -> Quick {
        let no = self.i32().int(1).constant(0);
        let take = |slot: &Value| {
            let value = self.b.load(no.ty(), *slot, ALIGNMENT);
            self.store(no, *slot);
            value
        };
        let (all, any) = (self.slots.all.get(&block), self.slots.any.get(&block));
        // Whoever passes by the block before it says nothing: nobody comes then.
        let bits = self.slots.bits.get(&block).map(|&slot| {
            let value = self.b.load(self.i32(), slot, ALIGNMENT);
            self.store(self.i32().constant(0), slot);
            value
        });
        Quick { all: all.map(take), any: any.map(take), bits }
    }

    /// Whether all threads are known to repeat a loop.
    pub(super) fn all_repeat(&self, header: usize) -> Option<Value> {
        self.slots.all.get(&header).map(|&slot| self.b.load(self.i32().int(1), slot, ALIGNMENT))
    }

    /// The threads that the group has.
    pub(super) fn entry_mask(&mut self) -> Value {
        let threads = self.runtime("anywarp_group_threads", self.i32(), &[self.group()]);
        let numbers: Vec<u64> = (0..u64::from(self.width())).collect();
        let numbers = self.i32().vector_of(&numbers);
        let is_one = self.b.icmp(IntPredicate::LLVMIntULT, numbers, self.splat(threads));
        self.mask_of(is_one)
    }
}

/// An `i1` that is false until it is stored to.
fn flag(b: &Builder, entry: Block) -> Value {
    let here = b.block();
    b.at_end(entry);
    let no = entry.function().ty().int(1).constant(0);
    let slot = b.alloca(no.ty(), ALIGNMENT);
    b.store(no, slot, ALIGNMENT);
    b.at_end(here);
    slot
}

//! Accesses that lie between each other: `p[2 * t]` and `p[2 * t + 1]`.
//!
//! Each alone goes thread by thread. Those that together leave nothing out are vectors, which shuffles take apart and put
//! together: loads are done where the first of them was, stores where the last one is, if nothing in between minds.

use super::calls::{Called, called};
use super::emit::{Crowd, Emitter};
use super::lanes::Lanes;
use crate::analysis::shapes::Shape;
use crate::simt::mark_shared_atomics::{Root, root};
use llvm_config::ir::{Block, Layout, Opcode, TypeKind, Value, ValueKind};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Accesses that are beside each other, at most.
const MOST: i64 = 4;

/// Loads, or stores, of each thread that are beside each other, and of one thread behind the other's.
pub(super) struct Row {
    /// In the order of memory. Nobody may miss an element, but of the block's own memory.
    pub(super) members: Vec<Option<Value>>,
    /// The one at whose place all are done.
    pub(super) place: Value,
}

impl Row {
    /// The access that is `index` elements behind the first one.
    pub(super) fn index(&self, member: Value) -> usize {
        self.members.iter().position(|&other| other == Some(member)).expect("it is one of them")
    }
}

impl Emitter<'_, '_> {
    pub(super) fn row(&self, access: Value) -> Option<Rc<Row>> {
        self.plan.rows.get(&access).cloned()
    }

    /// The first thread's address of the first of those accesses, from that of `i`.
    fn start_of_row(&mut self, i: Value, row: &Row) -> Value {
        let (address, ty) = match i.opcode() {
            Opcode::LLVMLoad => (i.operand(0), i.ty()),
            _ => (i.operand(1), i.operand(0).ty()),
        };
        let lanes = self.lanes(address);
        let before = row.index(i) as u64 * self.plan.layout.store_bytes(ty);
        let offset = self.i32().constant(before.wrapping_neg());
        self.b.byte_offset(self.first(&lanes), offset, false)
    }

    /// Everything that the threads load from a row on, in the order of memory.
    fn load_row(&self, start: Value, i: Value, row: &Row) -> Value {
        let ty = if i.opcode() == Opcode::LLVMLoad { i.ty() } else { i.operand(0).ty() };
        self.b.load(ty.vector(self.width() * row.members.len() as u32), start, i.alignment())
    }

    /// What each thread has there for a member.
    fn member_of_row(&self, wide: Value, member: usize, count: usize) -> Value {
        let elements: Vec<u32> = (0..self.width()).map(|lane| lane * count as u32 + member as u32).collect();
        self.b.shuffle(wide, wide, &elements)
    }

    /// All of the loads, by the first one.
    pub(super) fn load_rows(&mut self, i: Value, row: &Row) {
        if i != row.place {
            return;
        }
        let start = self.start_of_row(i, row);
        let wide = self.load_row(start, i, row);
        for (index, member) in row.members.iter().enumerate() {
            if let Some(member) = *member {
                let column = self.member_of_row(wide, index, row.members.len());
                self.define(member, Lanes::Varying(vec![column]));
            }
        }
    }

    /// All of the stores, by the last one.
    pub(super) fn store_rows(&mut self, i: Value, row: &Row, crowd: Crowd) {
        if i != row.place {
            return;
        }
        let start = self.start_of_row(i, row);
        let condition = crowd.mask.map(|mask| self.condition_of(mask));
        let is_whole = condition.is_none() && !row.members.contains(&None);
        let wide = (!is_whole).then(|| self.load_row(start, i, row));
        let mut columns = Vec::new();
        for (index, member) in row.members.iter().enumerate() {
            let old = wide.map(|wide| self.member_of_row(wide, index, row.members.len()));
            let new = member.map(|member| {
                let value = self.lanes(member.operand(0));
                self.vector(&value, member.operand(0).ty())
            });
            columns.push(match (new, old, condition) {
                (Some(new), Some(old), Some(condition)) => self.b.select(condition, new, old),
                (Some(new), _, _) => new,
                (None, old, _) => old.expect("what is not stored is loaded"),
            });
        }
        let wide = self.interleaved(&columns);
        self.b.store(wide, start, i.alignment());
    }
}

/// Finds such accesses of a block.
pub(super) fn find(
    block: Block,
    shape: impl Fn(Value) -> Shape,
    layout: &Layout,
    found: &mut HashMap<Value, Rc<Row>>,
) {
    let all = block.instructions();
    let accesses: Vec<(usize, Access)> = all
        .iter()
        .enumerate()
        .filter_map(|(at, &i)| Access::of(i, &shape, layout).map(|access| (at, access)))
        .collect();
    for opcode in [Opcode::LLVMLoad, Opcode::LLVMStore] {
        let mut alike: Vec<&(usize, Access)> =
            accesses.iter().filter(|(_, access)| access.i.opcode() == opcode).collect();
        // Loads meet where the first one is, stores where the last one is.
        if opcode == Opcode::LLVMStore {
            alike.reverse();
        }
        for (index, (at, place)) in alike.iter().enumerate() {
            if found.contains_key(&place.i) {
                continue;
            }
            let mut near = BTreeMap::from([(0, place.i)]);
            for (other_at, other) in &alike[index + 1..] {
                let between = &all[(*at).min(*other_at) + 1..(*at).max(*other_at)];
                if let Some(elements) = place.elements_to(other)
                    && elements.abs() < MOST
                    && !found.contains_key(&other.i)
                    && between.iter().all(|&i| lets_pass(i, other, layout))
                {
                    near.entry(elements).or_insert(other.i);
                }
            }
            if let Some(members) = place.members(&near) {
                let row = Rc::new(Row { place: place.i, members });
                for member in row.members.iter().flatten() {
                    found.insert(*member, Rc::clone(&row));
                }
            }
        }
    }
}

/// A load or store of a number by each thread, some elements apart.
struct Access {
    i: Value,
    address: Linear,
    bytes: i64,
    /// Elements from one thread's to the next one's.
    stride: i64,
}

impl Access {
    fn of(i: Value, shape: impl Fn(Value) -> Shape, layout: &Layout) -> Option<Self> {
        let (address, ty) = match i.opcode() {
            Opcode::LLVMLoad => (i.operand(0), i.ty()),
            Opcode::LLVMStore => (i.operand(1), i.operand(0).ty()),
            _ => return None,
        };
        let is_number = match ty.kind() {
            TypeKind::Integer => matches!(ty.int_width(), 8 | 16 | 32 | 64),
            kind => matches!(kind, TypeKind::Float | TypeKind::Double),
        };
        let bytes = layout.store_bytes(ty).cast_signed();
        match shape(address) {
            Shape::Affine(stride)
                if is_number
                    && !i.is_volatile()
                    && !i.is_atomic()
                    && stride % bytes == 0
                    && (2..=MOST).contains(&(stride / bytes)) =>
            {
                Some(Self { i, address: linear(address, layout), bytes, stride: stride / bytes })
            }
            _ => None,
        }
    }

    fn elements_to(&self, other: &Self) -> Option<i64> {
        let ty = |access: &Self| match access.i.opcode() {
            Opcode::LLVMLoad => access.i.ty(),
            _ => access.i.operand(0).ty(),
        };
        let distance = self.address.distance(&other.address)?;
        (self.stride == other.stride && ty(self) == ty(other) && distance % self.bytes == 0)
            .then_some(distance / self.bytes)
    }

    /// As many accesses in a row, this one among them, as there are elements from one thread's to the next one's.
    fn members(&self, near: &BTreeMap<i64, Value>) -> Option<Vec<Option<Value>>> {
        let row = |first: i64| -> Vec<Option<Value>> {
            (first..first + self.stride).map(|element| near.get(&element).copied()).collect()
        };
        let whole = (1 - self.stride..=0).map(row).find(|members| !members.contains(&None));
        whole.or_else(|| {
            let address = self.i.operand(u32::from(self.i.opcode() == Opcode::LLVMStore));
            // Where others' rows most probably begin, too.
            let odd = i64::from(self.address.number).div_euclid(self.bytes).rem_euclid(2);
            (self.stride == 2 && root(address) == Some(Root::Shared)).then(|| row(-odd))
        })
    }
}

/// True if `access` may be done before or after an instruction alike.
fn lets_pass(i: Value, access: &Access, layout: &Layout) -> bool {
    match i.opcode() {
        Opcode::LLVMLoad if access.i.opcode() == Opcode::LLVMLoad => !i.is_volatile() && !i.is_atomic(),
        Opcode::LLVMLoad | Opcode::LLVMStore => {
            let (address, ty) = match i.opcode() {
                Opcode::LLVMLoad => (i.operand(0), i.ty()),
                _ => (i.operand(1), i.operand(0).ty()),
            };
            !i.is_volatile()
                && !i.is_atomic()
                && are_apart(access, address, layout.store_bytes(ty).cast_signed(), layout)
        }
        Opcode::LLVMCall => matches!(
            called(i),
            Called::Elementwise(_)
                | Called::Uniform
                | Called::Nothing
                | Called::ThreadIndex(_)
                | Called::Lane
                | Called::LaneMask(_)
                | Called::Widen
        ),
        Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg | Opcode::LLVMFence => false,
        _ => true,
    }
}

/// True if a thread's access and another one of it cannot be to the same memory.
fn are_apart(access: &Access, address: Value, bytes: i64, layout: &Layout) -> bool {
    let own = match access.i.opcode() {
        Opcode::LLVMLoad => access.i.operand(0),
        _ => access.i.operand(1),
    };
    if let (Some(one), Some(other)) = (origin(own), origin(address))
        && one != other
    {
        return true;
    }
    let distance = access.address.distance(&linear(address, layout));
    distance.is_some_and(|distance| distance >= access.bytes || distance <= -bytes)
}

/// Where memory is that is known not to be elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Block,
    Thread,
    /// What a kernel is given points to neither.
    Parameter,
}

fn origin(address: Value) -> Option<Origin> {
    match root(address) {
        Some(Root::Shared) => return Some(Origin::Block),
        Some(Root::Private) => return Some(Origin::Thread),
        None => {}
    }
    let mut value = address;
    while value.kind() == ValueKind::Instruction {
        match value.opcode() {
            Opcode::LLVMGetElementPtr | Opcode::LLVMIntToPtr | Opcode::LLVMTrunc | Opcode::LLVMFreeze => {
                value = value.operand(0);
            }
            Opcode::LLVMLoad => {
                return value.has_flag_metadata("invariant.load").then_some(Origin::Parameter);
            }
            _ => return None,
        }
    }
    None
}

/// A sum of values times factors and a number, modulo 2^32.
#[derive(Default)]
struct Linear {
    terms: HashMap<Value, i32>,
    number: i32,
}

impl Linear {
    fn distance(&self, to: &Self) -> Option<i64> {
        (self.terms == to.terms).then(|| i64::from(to.number.wrapping_sub(self.number)))
    }

    fn add(&mut self, value: Value, factor: i32, depth: u32, layout: &Layout) {
        if let Some(number) = value.as_int() {
            self.number = self.number.wrapping_add(factor.wrapping_mul(number as i32));
            return;
        }
        let is_word =
            value.ty().is_pointer() || value.ty().kind() == TypeKind::Integer && value.ty().int_width() == 32;
        if value.kind() != ValueKind::Instruction || !is_word || depth == 0 {
            return self.term(value, factor);
        }
        let depth = depth - 1;
        let constant = |index: u32| value.operand(index).as_int().map(|number| number as i32);
        match value.opcode() {
            Opcode::LLVMAdd => {
                self.add(value.operand(0), factor, depth, layout);
                self.add(value.operand(1), factor, depth, layout);
            }
            Opcode::LLVMOr if value.is_disjoint_or() => {
                self.add(value.operand(0), factor, depth, layout);
                self.add(value.operand(1), factor, depth, layout);
            }
            Opcode::LLVMSub => {
                self.add(value.operand(0), factor, depth, layout);
                self.add(value.operand(1), factor.wrapping_neg(), depth, layout);
            }
            Opcode::LLVMMul if constant(1).is_some() => {
                let by = constant(1).expect("checked");
                self.add(value.operand(0), factor.wrapping_mul(by), depth, layout);
            }
            Opcode::LLVMShl if constant(1).is_some_and(|by| (0..31).contains(&by)) => {
                let by = 1 << constant(1).expect("checked");
                self.add(value.operand(0), factor.wrapping_mul(by), depth, layout);
            }
            Opcode::LLVMGetElementPtr if value.operand_count() == 2 => {
                let bytes = layout.alloc_bytes(value.gep_source_type()) as i32;
                self.add(value.operand(0), factor, depth, layout);
                self.add(value.operand(1), factor.wrapping_mul(bytes), depth, layout);
            }
            _ => self.term(value, factor),
        }
    }

    fn term(&mut self, value: Value, factor: i32) {
        let sum = self.terms.entry(value).or_insert(0);
        *sum = sum.wrapping_add(factor);
        if *sum == 0 {
            self.terms.remove(&value);
        }
    }
}

/// Operations that are looked through on the way from an address to what it is made of.
const DEPTH: u32 = 12;

fn linear(address: Value, layout: &Layout) -> Linear {
    let mut linear = Linear::default();
    linear.add(address, 1, DEPTH, layout);
    linear
}

//! One instruction for all threads of a group.

use super::calls::{Called, Overload, called};
use super::emit::{Crowd, Emitter};
use super::lanes::{Lanes, lane_type, parts};
use crate::analysis::shapes::Shape;
use llvm_config::ir::{ModuleExt, Opcode, Type, TypeKind, Value, is_cast};

impl Emitter<'_, '_> {
    pub(super) fn instruction(&mut self, i: Value, crowd: Crowd) {
        match i.opcode() {
            Opcode::LLVMAlloca => self.private_memory(i),
            Opcode::LLVMLoad => self.load_for_all(i, crowd),
            Opcode::LLVMStore => self.store_for_all(i, crowd),
            Opcode::LLVMFence => self.copy(i),
            Opcode::LLVMCall => self.call(i, crowd),
            Opcode::LLVMAtomicRMW if crowd.mask.is_none() && i.users().is_empty() => self.unrolled(i),
            Opcode::LLVMAtomicRMW | Opcode::LLVMAtomicCmpXchg => self.each_lane(i, crowd),
            _ => match self.shape(i) {
                Shape::Uniform | Shape::Unknown if divides(i) => self.divide_once(i, crowd),
                Shape::Uniform | Shape::Unknown => self.copy(i),
                Shape::Affine(stride) => self.affine(i, stride, crowd),
                Shape::Varying if divides(i) => self.divide_each(i, crowd),
                Shape::Varying => self.varying(i),
            },
        }
    }

    /// Once for all: the first thread's operands are everybody's.
    pub(super) fn copy(&mut self, i: Value) {
        let copy = self.copy_with_first(i);
        if i.ty().kind() != TypeKind::Void {
            self.define(i, Lanes::Uniform(copy));
        }
    }

    fn copy_with_first(&mut self, i: Value) -> Value {
        let copy = i.clone_instruction();
        for (index, operand) in i.operands().into_iter().enumerate() {
            if operand.is_instruction() || self.parameters.contains_key(&operand) {
                let lanes = self.lanes(operand);
                copy.set_operand(index as u32, self.first(&lanes));
            }
        }
        self.b.insert_here(copy);
        copy
    }

    /// The first thread's value, and the whole one where that does not tell it. Without the flags that make an overflow
    /// poison, unless it is there.
    fn affine(&mut self, i: Value, stride: i64, crowd: Crowd) {
        let ty = i.ty();
        let is_wide = ty.kind() == TypeKind::Integer && ty.int_width() > 32;
        let operands: Vec<Lanes> = i.operands().into_iter().map(|operand| self.lanes(operand)).collect();
        let first = |index: usize| self.first(&operands[index]);
        let value = match i.opcode() {
            Opcode::LLVMGetElementPtr => {
                let bytes = self.plan.layout.alloc_bytes(i.gep_source_type());
                let index = self.word(first(1), self.i32());
                let offset = self.b.mul(index, self.i32().constant(bytes));
                let is_ahead = offset.as_int().is_some_and(|offset| offset >= 0);
                if is_ahead && crowd.mask.is_none() && i.gep_adds_without_wrap() {
                    self.b.byte_offset_nuw(first(0), offset)
                } else {
                    self.b.byte_offset(first(0), offset, false)
                }
            }
            Opcode::LLVMTrunc
            | Opcode::LLVMZExt
            | Opcode::LLVMSExt
            | Opcode::LLVMPtrToInt
            | Opcode::LLVMIntToPtr => self.b.cast(i.opcode(), first(0), ty),
            Opcode::LLVMFreeze => self.b.freeze(first(0)),
            // The place in the group of what begins at a multiple of its width: from 0 on.
            Opcode::LLVMAnd if i.operand(1).as_uint() == Some(u64::from(self.width()) - 1) => ty.constant(0),
            Opcode::LLVMURem if i.operand(1).as_uint() == Some(self.width().into()) => ty.constant(0),
            opcode => self.b.binary(opcode, first(0), first(1)),
        };
        let all = is_wide.then(|| self.elementwise(i, &operands));
        self.define(i, Lanes::Affine { first: value, stride, all });
    }

    fn varying(&mut self, i: Value) {
        match i.opcode() {
            Opcode::LLVMExtractElement | Opcode::LLVMExtractValue => return self.part_of(i),
            Opcode::LLVMInsertElement | Opcode::LLVMInsertValue => return self.with_part(i),
            Opcode::LLVMFRem | Opcode::LLVMShuffleVector => return self.unrolled(i),
            _ if has_parts(i) => return self.unrolled(i),
            _ => {}
        }
        let operands: Vec<Lanes> = i.operands().into_iter().map(|operand| self.lanes(operand)).collect();
        let vector = self.elementwise(i, &operands);
        self.define(i, Lanes::Varying(vec![vector]));
    }

    /// The same operation on vectors.
    fn elementwise(&self, i: Value, operands: &[Lanes]) -> Value {
        let vector = |index: usize| self.vector(&operands[index], i.operand(index as u32).ty());
        let result = match i.opcode() {
            Opcode::LLVMICmp => self.b.icmp(i.int_predicate(), vector(0), vector(1)),
            Opcode::LLVMFCmp => self.b.fcmp(i.real_predicate(), vector(0), vector(1)),
            Opcode::LLVMFNeg => self.b.fneg(vector(0)),
            Opcode::LLVMFreeze => self.b.freeze(vector(0)),
            Opcode::LLVMSelect => match &operands[0] {
                Lanes::Uniform(condition) => self.b.select(*condition, vector(1), vector(2)),
                _ => self.b.select(vector(0), vector(1), vector(2)),
            },
            Opcode::LLVMGetElementPtr => {
                let bytes = self.plan.layout.alloc_bytes(i.gep_source_type());
                let index = self.word(vector(1), self.mask_type());
                let offset = self.b.mul(index, self.i32().splat(bytes, self.width()));
                self.b.add(vector(0), offset)
            }
            opcode if is_cast(opcode) => self.cast(opcode, vector(0), i.ty()),
            opcode => self.b.binary(opcode, vector(0), vector(1)),
        };
        result.copy_fast_math(i);
        result
    }

    /// An index as words: the width of addresses.
    fn word(&self, index: Value, to: Type) -> Value {
        let ty = index.ty();
        let bits = if ty.kind() == TypeKind::Vector { ty.element().int_width() } else { ty.int_width() };
        match bits.cmp(&32) {
            std::cmp::Ordering::Less => self.b.sext(index, to),
            std::cmp::Ordering::Equal => index,
            std::cmp::Ordering::Greater => self.b.trunc(index, to),
        }
    }

    /// A division where nobody may be: by 1 then, since LLVM takes for granted that what is divided by is not 0.
    fn divide_once(&mut self, i: Value, crowd: Crowd) {
        if !crowd.may_be_empty {
            return self.copy(i);
        }
        let any = self.any(self.mask(crowd));
        let copy = self.copy_with_first(i);
        self.b.before(copy);
        let divisor = self.b.select(any, copy.operand(1), i.ty().constant(1));
        copy.set_operand(1, divisor);
        self.b.at_end(copy.block());
        self.define(i, Lanes::Uniform(copy));
    }

    /// A division by each thread; by 1 for those that are not there.
    fn divide_each(&mut self, i: Value, crowd: Crowd) {
        let mut operands = self.operands_for_each(i);
        let Some(mask) = crowd.mask else { return self.unrolled_over(i, &operands) };
        let one = i.ty().constant(1);
        let divisor = self.lanes(i.operand(1));
        operands[1] = Some(vec![match divisor {
            // Whoever is there has one that is not 0.
            Lanes::Uniform(divisor) if crowd.may_be_empty => {
                let any = self.any(mask);
                self.splat(self.b.select(any, divisor, one))
            }
            Lanes::Uniform(divisor) => self.splat(divisor),
            divisor => {
                let divisor = self.vector(&divisor, i.ty());
                self.b.select(self.condition_of(mask), divisor, i.ty().splat(1, self.width()))
            }
        }]);
        if matches!(i.opcode(), Opcode::LLVMSDiv | Opcode::LLVMSRem) {
            // By -1 the least number cannot be divided, which may be what threads have that are not there.
            let dividend = self.lanes(i.operand(0));
            let dividend = self.vector(&dividend, i.ty());
            let zero = i.ty().splat(0, self.width());
            operands[0] = Some(vec![self.b.select(self.condition_of(mask), dividend, zero)]);
        }
        self.unrolled_over(i, &operands);
    }

    /// One instruction for each thread: all are there, or it has no effect.
    pub(super) fn unrolled(&mut self, i: Value) {
        let operands = self.operands_for_each(i);
        self.unrolled_over(i, &operands);
    }

    fn operands_for_each(&mut self, i: Value) -> Vec<Option<Vec<Value>>> {
        i.operands().into_iter().map(|operand| self.for_each(operand)).collect()
    }

    fn unrolled_over(&mut self, i: Value, operands: &[Option<Vec<Value>>]) {
        let vector = |ty: Type| lane_type(ty).vector(self.width()).poison();
        let mut whole: Vec<Value> = parts(i.ty()).into_iter().map(vector).collect();
        for lane in 0..self.width() {
            let copy = i.clone_instruction();
            for (index, vectors) in operands.iter().enumerate() {
                if let Some(vectors) = vectors {
                    let parts: Vec<Value> = vectors.iter().map(|&vector| self.lane(vector, lane)).collect();
                    copy.set_operand(index as u32, self.whole(&parts, i.operand(index as u32).ty()));
                }
            }
            self.b.insert_here(copy);
            for (whole, part) in whole.iter_mut().zip(self.taken_apart(copy)) {
                *whole = self.b.insert_element(*whole, part, self.i32().constant(lane.into()));
            }
        }
        self.define(i, Lanes::Varying(whole));
    }

    /// The vectors of an operand; none of a constant.
    pub(super) fn for_each(&mut self, operand: Value) -> Option<Vec<Value>> {
        let is_value = operand.is_instruction() || self.parameters.contains_key(&operand);
        is_value.then(|| {
            let lanes = self.lanes(operand);
            self.vectors(&lanes, operand.ty())
        })
    }

    fn part_of(&mut self, i: Value) {
        let index = match i.opcode() {
            Opcode::LLVMExtractValue => Some(u64::from(i.indices()[0])),
            _ => i.operand(1).as_uint(),
        };
        let Some(index) = index else { return self.unrolled(i) };
        let whole = self.lanes(i.operand(0));
        let part = self.vectors(&whole, i.operand(0).ty())[index as usize];
        self.define(i, Lanes::Varying(vec![part]));
    }

    fn with_part(&mut self, i: Value) {
        let index = match i.opcode() {
            Opcode::LLVMInsertValue => u64::from(i.indices()[0]),
            _ => i.operand(2).as_uint().expect("others are refused"),
        };
        let whole = self.lanes(i.operand(0));
        let mut parts = self.vectors(&whole, i.ty());
        let part = self.lanes(i.operand(1));
        parts[index as usize] = self.vector(&part, i.operand(1).ty());
        self.define(i, Lanes::Varying(parts));
    }

    fn call(&mut self, i: Value, crowd: Crowd) {
        match called(i) {
            Called::Nothing | Called::Suspend => {}
            Called::ThreadIndex(axis) => self.thread_index(i, axis),
            Called::Lane => self.lane_number(i),
            Called::LaneMask(which) => self.lane_mask(i, which),
            Called::Uniform => self.copy(i),
            Called::Widen => self.widen(i),
            Called::Elementwise(overload) => match self.shape(i) {
                Shape::Varying if has_parts(i) => self.unrolled(i),
                Shape::Varying => self.intrinsic(i, overload),
                _ => self.copy(i),
            },
            Called::ArriveWarp => self.arrive_warp(i, crowd),
            Called::ArriveBarrier => self.arrive_barrier(i, crowd),
            Called::Result => self.result(i, false),
            Called::Predicate => self.result(i, true),
            Called::EachLane => self.each_lane(i, crowd),
        }
    }

    /// An intrinsic over vectors instead of scalars; what must be constant stays as it is.
    fn intrinsic(&mut self, i: Value, overload: Overload) {
        let vector_of = |ty: Type| lane_type(ty).vector(self.width());
        let arguments = i.arguments();
        let types = match overload {
            Overload::Result => vec![vector_of(i.ty())],
            Overload::First => vec![vector_of(arguments[0].ty())],
            Overload::ResultAndFirst => vec![vector_of(i.ty()), vector_of(arguments[0].ty())],
        };
        let function = self.module.intrinsic(i.callee().intrinsic_id(), &types);
        let wanted = function.function_type().parameters();
        let arguments: Vec<Value> = arguments
            .into_iter()
            .zip(wanted)
            .map(|(argument, wanted)| match wanted.kind() {
                TypeKind::Vector => {
                    let lanes = self.lanes(argument);
                    self.vector(&lanes, argument.ty())
                }
                _ => argument,
            })
            .collect();
        let call = self.b.call_function(function, &arguments);
        call.copy_fast_math(i);
        self.define(i, Lanes::Varying(vec![call]));
    }
}

/// True for operations on vectors and structures of a thread's own.
fn has_parts(i: Value) -> bool {
    let is_whole = |ty: Type| matches!(ty.kind(), TypeKind::Vector | TypeKind::Struct);
    is_whole(i.ty()) || i.operands().into_iter().any(|operand| is_whole(operand.ty()))
}

/// True for divisions, by something that may be 0.
fn divides(i: Value) -> bool {
    use Opcode::{LLVMSDiv, LLVMSRem, LLVMUDiv, LLVMURem};
    matches!(i.opcode(), LLVMUDiv | LLVMSDiv | LLVMURem | LLVMSRem) && !i.operand(1).is_constant()
}
